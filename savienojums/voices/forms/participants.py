"""What somebody tells of themselves, if they want to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.offering import offer
from savienojums.voices.forms.fields import near_places
from savienojums.voices.kinds import AgeBand

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation, Participant


class SelfForm(forms.Form):
    """A place of the registry and an age band; each may stay empty, and only what the conversation asks is here."""

    place = forms.ChoiceField(label=gettext_lazy("Where you live"), required=False)
    age_band = forms.ChoiceField(
        label=gettext_lazy("Your age"), required=False, widget=forms.RadioSelect(attrs={"class": "choices"})
    )

    def __init__(self, sent: Any, *, conversation: Conversation, participant: Participant) -> None:
        place = participant.place.slug if participant.place else ""
        super().__init__(sent, initial={"place": place, "age_band": participant.age_band})
        if conversation.asks_place:
            offer(self, "place", [("", _("I do not say")), *near_places()])
        else:
            del self.fields["place"]
        if conversation.asks_age:
            offer(self, "age_band", [("", _("I do not say")), *AgeBand.choices])
        else:
            del self.fields["age_band"]
