"""Points of a programme: one in full, one quickly, many pasted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from savienojums.core.clock import RIGA
from savienojums.core.form_times import HourField, TextField, moment, spoken, unspoken
from savienojums.core.offering import offer
from savienojums.events import programme_lines
from savienojums.events.forms.fields import CoordinatesField, PlaceField, point_in_words
from savienojums.events.kinds import EventKind
from savienojums.events.queries.spoken import day_in_words
from savienojums.network.queries.places import place_options

if TYPE_CHECKING:
    from datetime import time

    from savienojums.events.models import Event, ProgrammeItem

WRONG = {
    "hour": gettext_lazy("Line %(number)s: there is no such hour."),
    "order": gettext_lazy("Line %(number)s: it ends before it begins."),
    "title": gettext_lazy("Line %(number)s: what happens then?"),
    "long": gettext_lazy("From line %(number)s on: a hundred lines at once are the most."),
}


def days_of(event: Event) -> list[date]:
    """The days of an event."""
    return [event.first_day + timedelta(days=number) for number in range((event.last_day - event.first_day).days + 1)]


class DayOfEventForm(forms.Form):
    """A form that asks for the day only where there are several."""

    day = forms.ChoiceField(label=gettext_lazy("Day"))

    def __init__(self, *given: Any, event: Event, **named: Any) -> None:
        super().__init__(*given, **named)
        self.event = event
        days = days_of(event)
        offer(self, "day", [(day.isoformat(), day_in_words(day)) for day in days])
        self.initial.setdefault("day", days[0].isoformat())
        if len(days) == 1:
            self.fields["day"].widget = forms.HiddenInput()
            self.fields["day"].required = False

    def day_chosen(self) -> date:
        """The day itself."""
        said = self.cleaned_data.get("day")
        return date.fromisoformat(said) if said else self.event.first_day


class QuickItemForm(DayOfEventForm):
    """One line: from, until, what, who, where; Enter keeps it."""

    begins = HourField(label=gettext_lazy("From"), required=False)
    ends = HourField(label=gettext_lazy("Until"), required=False)
    title_lv = forms.CharField(label=pgettext_lazy("programme", "What"), max_length=200)
    speakers = forms.CharField(
        label=gettext_lazy("Who speaks"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("Several: with ; between."),
    )
    room = forms.CharField(label=gettext_lazy("Room"), required=False, max_length=120)

    def __init__(self, *given: Any, goes_on: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        if goes_on:
            # Where it begins is known; the hands stay on the keyboard.
            self.fields["ends"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        """Hours in order."""
        said: dict[str, Any] = super().clean() or {}
        said["starts_at"] = said["ends_at"] = None
        begins, ends = said.get("begins"), said.get("ends")
        if ends and not begins and "begins" not in self.errors:
            self.add_error("begins", _("When does it begin?"))
        elif begins and ends and ends < begins:
            self.add_error("ends", _("It ends before it begins."))
        elif begins and "day" not in self.errors:
            self._read(said, "begins", "starts_at", begins)
            self._read(said, "ends", "ends_at", ends)
        return said

    def _read(self, said: dict[str, Any], name: str, into: str, hour: time | None) -> None:
        try:
            said[into] = moment(self.day_chosen(), hour) if hour else None
        except ValidationError as wrong:
            self.add_error(name, wrong)

    def details(self) -> dict[str, Any]:
        """What was said, as the act takes it."""
        said = self.cleaned_data
        return {
            "starts_at": said["starts_at"],
            "ends_at": said["ends_at"],
            "title": spoken(said, "title"),
            "speakers": "\n".join(part.strip() for part in said["speakers"].split(";") if part.strip()),
            "room": said["room"],
            "is_stop": self.event.kind == EventKind.TRIP,
        }


class ItemForm(QuickItemForm):
    """A point of the programme with all that can be said of it; a stop of a trip has a place."""

    speakers = TextField(
        label=gettext_lazy("Who speaks"),
        rows=3,
        required=False,
        max_length=2000,
        help_text=gettext_lazy("One a line: name, and what they do."),
    )
    text = TextField(label=gettext_lazy("More about it"), rows=5, required=False, max_length=5000)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), required=False, max_length=200)
    title_ru = forms.CharField(label=gettext_lazy("Title in Russian"), required=False, max_length=200)
    is_stop = forms.BooleanField(label=gettext_lazy("A stop of the route"), required=False)
    place = PlaceField(label=gettext_lazy("Parish or town"), required=False)
    venue = forms.CharField(label=gettext_lazy("House or meeting point"), required=False, max_length=200)
    coordinates = CoordinatesField(
        label=gettext_lazy("Point on the map"),
        required=False,
        help_text=gettext_lazy(
            "North and east, for example 56.15, 25.75. Without it the route goes through the parish."
        ),
    )

    def __init__(self, *given: Any, event: Event, **named: Any) -> None:
        super().__init__(*given, event=event, **named)
        offer(self, "place", [("", _("Not known")), *place_options()])

    def details(self) -> dict[str, Any]:
        """What was said, as the act takes it."""
        said = self.cleaned_data
        lat, lon = said["coordinates"]
        plain = ("starts_at", "ends_at", "speakers", "room", "text", "is_stop", "place", "venue")
        return {**{name: said[name] for name in plain}, "title": spoken(said, "title"), "lat": lat, "lon": lon}


class PastedForm(DayOfEventForm):
    """A whole programme, a point a line."""

    lines = TextField(
        label=gettext_lazy("The programme, a point a line"),
        rows=7,
        max_length=20_000,
        help_text=gettext_lazy("10:00–10:30 What | Who speaks; another | Room. Only “what” has to be there."),
    )

    def clean_lines(self) -> list[programme_lines.Line]:
        """The points, or what is wrong in which line."""
        lines, wrong = programme_lines.read(self.cleaned_data["lines"])
        if wrong:
            raise ValidationError([WRONG[each.reason] % {"number": each.number} for each in wrong[:10]])
        return lines

    def clean(self) -> dict[str, Any]:
        """Every hour there is on that day."""
        said: dict[str, Any] = super().clean() or {}
        try:
            said["items"] = [self._item(each) for each in said.get("lines", ())]
        except ValidationError as wrong:
            self.add_error("lines", wrong)
        return said

    def details(self) -> list[dict[str, Any]]:
        """All points, as the act takes them."""
        return list(self.cleaned_data["items"])

    def _item(self, each: programme_lines.Line) -> dict[str, Any]:
        day = self.day_chosen()
        return {
            "starts_at": moment(day, each.begins) if each.begins else None,
            "ends_at": moment(day, each.ends) if each.ends else None,
            "title": spoken({"title_lv": each.title}, "title"),
            "speakers": each.speakers,
            "room": each.room,
            "is_stop": self.event.kind == EventKind.TRIP,
        }


def item_of(item: ProgrammeItem) -> dict[str, Any]:
    """A point of the programme as the form shows it."""
    starts = item.starts_at and item.starts_at.astimezone(RIGA)
    ends = item.ends_at and item.ends_at.astimezone(RIGA)
    plain = ("speakers", "room", "text", "is_stop", "venue")
    return {
        **{name: getattr(item, name) for name in plain},
        **unspoken("title", item.title),
        "day": (starts.date() if starts else item.event.first_day).isoformat(),
        "begins": starts and starts.time(),
        "ends": ends and ends.time(),
        "place": item.place.slug if item.place else "",
        "coordinates": point_in_words(item.lat, item.lon),
    }
