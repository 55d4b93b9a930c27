"""From where one goes, when, for how many; and a letter to somebody at the board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.core.guarded import GuardedForm
from savienojums.core.offering import offer
from savienojums.core.refusal import NotFound
from savienojums.core.rich import contacts_in
from savienojums.events.actions.rides import Journey
from savienojums.events.kinds import RideKind
from savienojums.network.queries.places import place_for, place_options

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.network.models import Place

CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class JourneyFields(forms.Form):
    """What an offer and a need have in common."""

    place = forms.ChoiceField(label=_("Parish or town"))
    spot = forms.CharField(
        label=_("Where exactly"), required=False, max_length=120, help_text=_("A bus stop, a shop; not your address.")
    )
    leaves_at = forms.TimeField(label=_("Leaves at"), required=False, widget=CLOCK)
    returns_at = forms.TimeField(label=_("Goes back at"), required=False, widget=CLOCK)
    seats = forms.IntegerField(
        label=_("Seats"), min_value=1, max_value=60, initial=1,
        error_messages={"max_value": _("At most sixty: a whole bus."), "min_value": _("At least one.")},
    )  # fmt: skip
    note = forms.CharField(label=_("Anything else"), required=False, max_length=300)

    def offer_places(self, kind: str) -> None:
        """The places one can choose, and the words for those who look for a lift."""
        offer(self, "place", [("", _("Choose")), *place_options()])
        if kind == RideKind.NEED:
            self.fields["leaves_at"].label = _("Could leave at")
            self.fields["returns_at"].label = _("Would like to go back at")
            self.fields["seats"].label = _("How many of you")

    def clean_place(self) -> Place:
        """The place itself."""
        try:
            return place_for(None, self.cleaned_data["place"])
        except NotFound:
            raise forms.ValidationError(_("Choose a parish or a town.")) from None

    def clean_spot(self) -> str:
        """A place to meet, without telephone and address: everyone reads it."""
        return _public(self.cleaned_data["spot"])

    def clean_note(self) -> str:
        """A note without telephone and address: everyone reads it."""
        return _public(self.cleaned_data["note"])

    def journey(self) -> Journey:
        """From where, when, for how many."""
        names = ("place", "spot", "leaves_at", "returns_at", "seats", "note")
        return Journey(**{name: self.cleaned_data[name] for name in names})


class RideForm(JourneyFields, GuardedForm):
    """A new offer or need; of those whose mailbox is not known it is asked."""

    salt = "events.ride"

    name = forms.CharField(
        label=_("Your first name"), max_length=40, help_text=_("Everyone who sees the event sees it.")
    )
    email = forms.EmailField(
        label=_("Your e-mail"), help_text=_("Nobody sees it; letters come to it through the site.")
    )

    def __init__(self, *given: Any, kind: str, at: datetime, asks_email: bool, **named: Any) -> None:
        super().__init__(*given, at=at, **named)
        self.offer_places(kind)
        if not asks_email:
            del self.fields["email"]

    def clean_name(self) -> str:
        """A name on one line."""
        return _public(" ".join(self.cleaned_data["name"].split()))


class JourneyForm(JourneyFields):
    """A ride changed by its link."""

    def __init__(self, *given: Any, kind: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.offer_places(kind)


class RideLetterForm(GuardedForm):
    """A letter to somebody at the board."""

    salt = "events.ride_letter"

    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(label=_("Your e-mail"), help_text=_("The answer comes straight to it."))
    text = forms.CharField(
        label=_("Your letter"), max_length=3000, min_length=5, widget=forms.Textarea(attrs={"rows": 7})
    )

    def clean_name(self) -> str:
        """A name on one line: it stands in the heading of a mail."""
        return " ".join(self.cleaned_data["name"].split())


def _public(text: str) -> str:
    if contacts_in(text):
        raise forms.ValidationError(_("Please leave out telephone and e-mail: people write to you through the site."))
    return text
