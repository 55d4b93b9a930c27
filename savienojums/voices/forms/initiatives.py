"""What somebody proposes, by themselves or through a helper; a comment; support with one button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from savienojums.core.clock import local_day
from savienojums.core.form_fields import CoordinatesField
from savienojums.core.guarded import QUICKEST, GuardedForm
from savienojums.core.offering import offer
from savienojums.core.refusal import NotFound
from savienojums.core.rich import contacts_in
from savienojums.network.queries.places import place_for
from savienojums.network.queries.themes import themes
from savienojums.voices.actions.initiatives import LONGEST_TEXT, LONGEST_TITLE, OnPaper, Proposed
from savienojums.voices.actions.initiatives_comments import LONGEST_COMMENT, Remark
from savienojums.voices.actions.initiatives_supports import MOST_SIGNATURES
from savienojums.voices.forms.fields import near_places
from savienojums.voices.kinds import InitiativeKind, Way
from savienojums.voices.queries.initiatives_offered import addressee_options
from savienojums.voices.queries.initiatives_page import addressee_of
from savienojums.voices.wording import paragraphs, says_nothing, tidied

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from savienojums.network.models import Organisation, Place, Theme
    from savienojums.voices.models import Initiative

SHORTEST = 4
LETTERS_PUBLIC = _("Please leave out telephone and e-mail: everyone reads this. Your e-mail has its own line below.")


class ProposalFields(forms.Form):
    """What a proposal consists of, whoever types it."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("proposal", "What is it?"), choices=InitiativeKind.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=pgettext_lazy("proposal", "In one sentence"),
        min_length=SHORTEST,
        max_length=LONGEST_TITLE,
        help_text=_("What should be done? For example: A bench at the bus stop of Rubene."),
    )
    text = forms.CharField(
        label=_("What exactly, and why"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What is the matter now, what would be better, whom would it help? A few sentences are enough."),
    )
    place = forms.ChoiceField(label=_("Parish or town"), required=False)
    spot = CoordinatesField(
        label=pgettext_lazy("proposal", "Exact spot"),
        required=False,
        max_length=60,
        help_text=_("Point at the map, or write two numbers as a map shows them. You can leave it empty."),
    )
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    addressee = forms.ChoiceField(label=_("Who should answer?"), required=False)
    addressee_name = forms.CharField(label=_("Or somebody who is not in the list"), required=False, max_length=200)
    author_name = forms.CharField(
        label=_("How shall we call you?"),
        required=False,
        max_length=120,
        help_text=_("Everyone reads it below your proposal. Leave it empty, and it says “A resident”."),
    )
    email = forms.EmailField(
        label=_("E-mail for the answer"),
        required=False,
        help_text=_("Nobody sees it and nobody else writes to it: only what became of your proposal comes there."),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.initial.setdefault("kind", InitiativeKind.PROPOSAL)
        self.offered = {theme.slug: theme for theme in themes()}
        offer(self, "themes", [(slug, str(theme)) for slug, theme in self.offered.items()])
        offer(self, "place", [("", _("No particular place")), *near_places()])
        offer(self, "addressee", [("", _("I do not know")), *addressee_options()])

    def clean_title(self) -> str:
        """One line for everyone."""
        title = _public(tidied(self.cleaned_data["title"]))
        if says_nothing(title):
            raise forms.ValidationError(_("Say in a few words what you propose."))
        return title

    def clean_text(self) -> str:
        """Several lines for everyone."""
        return _public(paragraphs(self.cleaned_data["text"]))

    def clean_author_name(self) -> str:
        """A name on one line."""
        return _public(tidied(self.cleaned_data["author_name"]))

    def clean_place(self) -> Place | None:
        """The place itself."""
        try:
            return place_for(None, self.cleaned_data["place"]) if self.cleaned_data["place"] else None
        except NotFound:
            raise forms.ValidationError(_("Choose a parish or a town.")) from None

    def clean_themes(self) -> list[Theme]:
        """The themes themselves."""
        return [self.offered[slug] for slug in self.cleaned_data["themes"]]

    def clean_addressee(self) -> Organisation | None:
        """The organisation itself."""
        slug = self.cleaned_data["addressee"]
        return addressee_of(slug) if slug else None

    def proposed(self) -> Proposed:
        """What was said, as the act takes it."""
        said = self.cleaned_data
        names = ("title", "text", "kind", "themes", "place", "spot", "author_name", "email", "addressee")
        told = {name: said[name] for name in names}
        return Proposed(**told, addressee_name=said["addressee_name"], language=(get_language() or "lv")[:2])


class InitiativeForm(ProposalFields, GuardedForm):
    """A new proposal of anybody."""

    salt = "voices.initiative"


class CorrectionForm(ProposalFields):
    """One's own proposal, said otherwise while it waits."""

    def __init__(self, *given: Any, initiative: Initiative, **named: Any) -> None:
        super().__init__(*given, initial=_begun(initiative), **named)
        if initiative.email:
            self.fields["email"].help_text = _("We have an address. Write another one only if it shall be changed.")


class PaperForm(ProposalFields):
    """What a helper writes down."""

    way = forms.ChoiceField(
        label=_("How it came to you"),
        choices=[
            (Way.TOLD, pgettext_lazy("proposal", "said aloud")),
            (Way.PAPER, pgettext_lazy("proposal", "on paper")),
        ],
        widget=forms.RadioSelect,
        initial=Way.TOLD,
    )
    said_on = forms.DateField(label=_("On which day"), widget=forms.DateInput(attrs={"type": "date"}))
    people = forms.IntegerField(
        label=pgettext_lazy("proposal", "Signatures"),
        required=False,
        min_value=0,
        max_value=MOST_SIGNATURES,
        help_text=_("If people have signed: how many? Their names stay on your paper."),
    )
    note = forms.CharField(
        label=_("Where the list lies"),
        required=False,
        max_length=120,
        help_text=_("For example: in the library of Rubene, folder 3. Everyone can read it."),
    )

    def __init__(self, *given: Any, at: datetime, **named: Any) -> None:
        super().__init__(*given, **named)
        self.today = local_day(at)
        self.initial.setdefault("said_on", self.today)
        self.fields["author_name"].help_text = _("As the person wants to be called; empty: “A resident”.")
        self.fields["email"].help_text = _("Only if the person wants the answer there. Nobody sees it.")

    def clean_said_on(self) -> date:
        """A day that has been."""
        day: date = self.cleaned_data["said_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def on_paper(self) -> OnPaper:
        """How it came."""
        said = self.cleaned_data
        return OnPaper(said["way"], said["said_on"], said["people"] or 0, said["note"])


class SupportForm(GuardedForm):
    """One button."""

    salt = "voices.initiative_support"

    def _written_for(self) -> timedelta | None:
        # One press without writing is never too quick; the limits of connections see floods.
        pressed_after = super()._written_for()
        return pressed_after if pressed_after is None else max(pressed_after, QUICKEST)


class CommentForm(GuardedForm):
    """A comment of anybody, or in the name of an organisation."""

    salt = "voices.initiative_comment"

    text = forms.CharField(
        label=pgettext_lazy("proposal", "Your comment"),
        min_length=SHORTEST,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.CharField(
        label=_("How shall we call you?"), required=False, max_length=120, help_text=_("You can leave it empty.")
    )
    organisation = forms.ChoiceField(label=_("In whose name"), required=False)

    def __init__(self, *given: Any, speakers: list[Organisation], **named: Any) -> None:
        super().__init__(*given, **named)
        self.speakers = {each.slug: each for each in speakers}
        if speakers:
            offer(self, "organisation", [("", _("My own")), *((each.slug, each.name) for each in speakers)])
        else:
            del self.fields["organisation"]

    def clean_text(self) -> str:
        """Several lines for everyone."""
        text = _public(paragraphs(self.cleaned_data["text"]))
        if says_nothing(text):
            raise forms.ValidationError(_("Write your comment: from a few words up to 2000 letters."))
        return text

    def clean_name(self) -> str:
        """A name on one line."""
        return _public(tidied(self.cleaned_data["name"]))

    def remark(self, source_key: str) -> Remark:
        """What was said, as the act takes it."""
        said = self.cleaned_data
        return Remark(said["text"], said["name"], self.speakers.get(said.get("organisation", "")), source_key)


def _begun(initiative: Initiative) -> dict[str, Any]:
    spot = f"{initiative.lat}, {initiative.lon}" if initiative.lat is not None else ""
    plain = ("kind", "title", "text", "author_name", "addressee_name")
    return {
        **{name: getattr(initiative, name) for name in plain},
        "place": initiative.place.slug if initiative.place else "",
        "spot": spot,
        "themes": [theme.slug for theme in initiative.themes.all()],
        "addressee": initiative.addressee.slug if initiative.addressee else "",
    }


def _public(text: str) -> str:
    if contacts_in(text):
        raise forms.ValidationError(LETTERS_PUBLIC)
    return text
