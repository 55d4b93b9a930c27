"""Who shall act for an organisation, as people fill it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.accounts import queries as accounts
from savienojums.core.offering import offer
from savienojums.network.kinds import MemberRole

if TYPE_CHECKING:
    from savienojums.network.models import Membership


class InvitationForm(forms.Form):
    """Whom to invite, and to which task."""

    email = forms.EmailField(label=_("Their e-mail"))
    role = forms.ChoiceField(
        label=_("Task"),
        choices=[
            (MemberRole.EDITOR, _("Editor: changes the page")),
            (MemberRole.CONTACT, _("Contact: changes the page, gets the letters, invites others")),
        ],
        initial=MemberRole.EDITOR,
        widget=forms.RadioSelect,
    )


class CaretakerForm(forms.Form):
    """Who shall take care of an organisation without an account."""

    email = forms.EmailField(label=_("Their e-mail"), help_text=_("They need to have signed in here once."))

    def clean_email(self) -> Any:
        """The person who signs in with this address."""
        person = accounts.person_with_email(self.cleaned_data["email"])
        if person is None:
            raise forms.ValidationError(
                _("Nobody signs in with this address yet. Ask them to sign in once, then try again.")
            )
        return person


class SuccessorForm(forms.Form):
    """Who takes the contact's task over."""

    to = forms.ChoiceField(label=_("Who takes over"))

    def __init__(self, *given: Any, others: list[Membership], **named: Any) -> None:
        super().__init__(*given, **named)
        self.others = {each.public_id: each for each in others}
        offer(self, "to", [(key, str(each.person)) for key, each in self.others.items()])

    def clean_to(self) -> Membership:
        """The membership of the one who takes over."""
        return self.others[self.cleaned_data["to"]]
