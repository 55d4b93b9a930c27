"""What coordinators and addressees fill in about a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from savienojums.core.offering import offer
from savienojums.voices.actions.initiatives_answers import LONGEST_ANSWER
from savienojums.voices.actions.initiatives_supports import MOST_SIGNATURES
from savienojums.voices.kinds import HiddenFor, Outcome
from savienojums.voices.queries.initiatives_offered import addressee_options
from savienojums.voices.queries.initiatives_page import addressee_of

if TYPE_CHECKING:
    from savienojums.network.models import Organisation
    from savienojums.voices.models import Initiative

REASONS = [(each.value, each.label) for each in HiddenFor if each != HiddenFor.TAKEN_BACK]


class HidingForm(forms.Form):
    """Why something is not shown."""

    hidden_for = forms.ChoiceField(
        label=pgettext_lazy("moderation", "Reason"), choices=[("", _("Choose")), *REASONS],
        error_messages={"required": _("Choose a reason: its author and everyone else can read it.")},
    )  # fmt: skip
    why = forms.CharField(
        label=_("In a few words"), required=False, max_length=300,
        help_text=_("Everyone can read this, so do not repeat what you hide."),
    )  # fmt: skip


class AddresseeForm(forms.Form):
    """Whose answer is owed."""

    addressee = forms.ChoiceField(label=_("Who should answer?"), required=False)
    name = forms.CharField(label=_("Or somebody who is not in the list"), required=False, max_length=200)

    def __init__(self, *given: Any, initiative: Initiative, **named: Any) -> None:
        begun = {
            "addressee": initiative.addressee.slug if initiative.addressee else "", "name": initiative.addressee_name,
        }  # fmt: skip
        named["initial"] = begun
        super().__init__(*given, **named)
        offer(self, "addressee", [("", _("Nobody of the registry")), *addressee_options()])

    def clean_addressee(self) -> Organisation | None:
        """The organisation itself."""
        slug = self.cleaned_data["addressee"]
        return addressee_of(slug) if slug else None


class JoiningForm(forms.Form):
    """With which one it stands together."""

    number = forms.IntegerField(
        label=pgettext_lazy("proposal", "Number of the other one"), min_value=1, max_value=10**9,
        help_text=_("The other one stays and gets the answer; who supported both counts once."),
    )  # fmt: skip


class SignaturesForm(forms.Form):
    """A list that people have signed."""

    people = forms.IntegerField(
        label=pgettext_lazy("proposal", "Signatures"), min_value=1, max_value=MOST_SIGNATURES,
        help_text=_("How many have signed on paper. Their names stay there."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Where the list lies"), required=False, max_length=120,
        help_text=_("For example: in the library of Rubene, folder 3. Everyone can read it."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """The answer that is owed."""

    outcome = forms.ChoiceField(
        label=pgettext_lazy("proposal", "The answer"), choices=Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it is taken up.")},
    )  # fmt: skip
    text = forms.CharField(
        label=pgettext_lazy("proposal", "Why, and what happens next"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What will be done, by when and by whom; or what stands against it. Everyone can read it."),
        error_messages={"required": _("Say why: people have a right to know.")},
    )
    name = forms.CharField(
        label=_("Who answers"), required=False, max_length=200,
        help_text=_("As it stands under the answer. Write another name if you enter it for somebody else."),
    )  # fmt: skip

    def __init__(self, *given: Any, initiative: Initiative, names_another: bool, **named: Any) -> None:
        named["initial"] = {"name": initiative.to}
        super().__init__(*given, **named)
        if not names_another:
            del self.fields["name"]
