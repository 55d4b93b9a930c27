"""What is said of a hall, and the hands that were counted in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from savienojums.core.form_times import DayField
from savienojums.core.offering import offer
from savienojums.network.queries.places import place_for
from savienojums.voices.actions.halls import MOST_PEOPLE, Hands, Told
from savienojums.voices.forms.fields import near_places

if TYPE_CHECKING:
    from savienojums.voices.models import Hall

NUMBER = {"inputmode": "numeric", "autocomplete": "off"}


class HallForm(forms.Form):
    """A hall."""

    title = forms.CharField(
        label=pgettext_lazy("hall", "What took place"),
        max_length=200,
        help_text=gettext_lazy("Meeting of residents in Bebrene."),
    )
    held_on = DayField(label=pgettext_lazy("hall", "Day"))
    people = forms.IntegerField(
        label=gettext_lazy("How many people were there"),
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text=gettext_lazy("Those who could raise a hand."),
        widget=forms.NumberInput(attrs=NUMBER),
    )
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)

    def __init__(self, *given: Any, hall: Hall | None = None, **named: Any) -> None:
        if hall is not None:
            place = hall.place.slug if hall.place else ""
            named.setdefault(
                "initial", {"title": hall.title, "held_on": hall.held_on, "people": hall.people, "place": place}
            )
        super().__init__(*given, **named)
        offer(self, "place", [("", gettext_lazy("not said")), *near_places()])

    def told(self) -> Told:
        """What is said of it."""
        said = self.cleaned_data
        place = place_for(None, said["place"]) if said["place"] else None
        return Told(title=said["title"], held_on=said["held_on"], people=said["people"], place=place)


class HandsForm(forms.Form):
    """Hands for one statement."""

    agree = forms.IntegerField(label=pgettext_lazy("statement", "Agree"), min_value=0, max_value=MOST_PEOPLE)
    disagree = forms.IntegerField(label=pgettext_lazy("statement", "Disagree"), min_value=0, max_value=MOST_PEOPLE)
    passed = forms.IntegerField(
        label=pgettext_lazy("statement", "Pass"), min_value=0, max_value=MOST_PEOPLE, required=False
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for field in self.fields.values():
            field.widget.attrs |= NUMBER
        self.fields["agree"].widget.attrs["autofocus"] = True

    def hands(self) -> Hands:
        """The numbers."""
        said = self.cleaned_data
        return Hands(agree=said["agree"], disagree=said["disagree"], passed=said["passed"] or 0)
