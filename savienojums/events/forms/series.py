"""The form of a series: how often, on which days, until when; nobody has to know how calendars write that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from savienojums.core.form_times import DayField, HourField, spoken, unspoken
from savienojums.core.offering import offer
from savienojums.events import recurrence
from savienojums.events.forms.fields import PlaceField
from savienojums.events.kinds import EventKind
from savienojums.events.recurrence import LAST_DAY, Rule
from savienojums.network.queries.places import place_options

if TYPE_CHECKING:
    from datetime import date

    from savienojums.events.models import Series
    from savienojums.events.queries.offered import Offered

HOWS = [
    ("weekly", _("By weeks, on weekdays")),
    ("weekday", _("By months, on a weekday: the second Tuesday")),
    ("date", _("By months, on a date: the 15th")),
    ("yearly", _("Once a year")),
    ("daily", _("By days")),
]
ENDS = [
    ("never", _("Without an end")),
    ("until", _("Until a day")),
    ("times", _("So many times")),
]
WEEKDAYS = [
    ("0", pgettext_lazy("weekday", "Monday")), ("1", pgettext_lazy("weekday", "Tuesday")),
    ("2", pgettext_lazy("weekday", "Wednesday")), ("3", pgettext_lazy("weekday", "Thursday")),
    ("4", pgettext_lazy("weekday", "Friday")), ("5", pgettext_lazy("weekday", "Saturday")),
    ("6", pgettext_lazy("weekday", "Sunday")),
]  # fmt: skip
WHICH = [
    ("1", pgettext_lazy("weekday of the month", "First")), ("2", pgettext_lazy("weekday of the month", "Second")),
    ("3", pgettext_lazy("weekday of the month", "Third")), ("4", pgettext_lazy("weekday of the month", "Fourth")),
    ("-1", pgettext_lazy("weekday of the month", "Last")),
]  # fmt: skip
EVERY = {"weekly": "WEEKLY", "weekday": "MONTHLY", "date": "MONTHLY", "yearly": "YEARLY", "daily": "DAILY"}
SENTENCES = {
    "interval": _("Meetings cannot lie so far apart."),
    "day": _("Choose the days on which the meetings are."),
    "end": _("Say until which day or how many times."),
    "no_day": _("By this rule there would never be a meeting. Check the days and the end."),
}


class SeriesForm(forms.Form):
    """What the meetings are called, when and where they are, who organises them."""

    title_lv = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("What people come together for"), choices=EventKind.choices)
    first_on = DayField(label=_("First meeting"))
    begins = HourField(label=_("Begins at"))
    ends = HourField(label=_("Ends at"))
    how = forms.ChoiceField(label=_("How it comes again"), choices=HOWS, widget=forms.RadioSelect)
    interval = forms.IntegerField(
        label=_("Every so many weeks, months, years or days"), min_value=1, max_value=52, initial=1,
        help_text=_("1 is every one, 2 is every second one."),
    )  # fmt: skip
    weekdays = forms.MultipleChoiceField(
        label=_("On which weekdays"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Empty means: the weekday of the first meeting."),
    )  # fmt: skip
    which = forms.MultipleChoiceField(
        label=_("Which of the month"), choices=WHICH, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Empty means: the one of the first meeting."),
    )  # fmt: skip
    last_date = forms.BooleanField(label=_("On the last day of the month, whichever date that is"), required=False)
    end = forms.ChoiceField(label=_("Until when"), choices=ENDS, widget=forms.RadioSelect, initial="never")
    until = DayField(label=_("Last possible day"), required=False)
    times = forms.IntegerField(label=_("How many times"), min_value=1, max_value=recurrence.MOST_TIMES, required=False)
    place = PlaceField(label=_("Parish or town"), required=False)
    venue = forms.CharField(label=_("House, room, street"), max_length=200, required=False)
    organisers = forms.MultipleChoiceField(label=_("Organisers"), widget=forms.CheckboxSelectMultiple)
    project = forms.ChoiceField(label=_("Project that pays"), required=False)

    def __init__(self, *given: Any, offered: Offered, **named: Any) -> None:
        super().__init__(*given, **named)
        self.offered = offered
        self.projects = {each.public_id: each for each in offered.projects}
        offer(self, "place", [("", _("Not known")), *place_options()])
        offer(self, "organisers", [(each.slug, each.name) for each in offered.own])
        offer(self, "project", [("", _("No project")), *((key, str(each)) for key, each in self.projects.items())])

    def clean(self) -> dict[str, Any]:
        """Hours in their order, and a rule that gives the first day."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("begins") and said.get("ends") and said["ends"] <= said["begins"]:
            self.add_error("ends", _("The meeting ends before it begins. Check the hours."))
        if self.errors:
            return said
        first: date = said["first_on"]
        try:
            rule = recurrence.sound(self._rule(first), first)
        except recurrence.Unreadable as unread:
            where = {"interval": "interval", "end": "end", "no_day": "end"}.get(unread.word, "how")
            self.add_error(where, SENTENCES.get(unread.word, SENTENCES["day"]))
            return said
        given = recurrence.first_day(rule, first)
        if given != first and given is not None:
            told = _("By this rule the first meeting would be on %(day)s. Write that day, or change the rule.")
            self.add_error("first_on", told % {"day": f"{given.day:02}.{given.month:02}.{given.year}."})
        said["rule"] = str(rule)
        return said

    def details(self) -> dict[str, Any]:
        """The series as acts take it; places, organisations and projects themselves."""
        said = self.cleaned_data
        names = ("kind", "first_on", "begins", "ends", "rule", "venue", "place")
        return {
            **{name: said[name] for name in names},
            "title": spoken(said, "title"),
            "organisers": [each for each in self.offered.own if each.slug in said["organisers"]],
            "project": self.projects.get(said["project"]),
        }

    def _rule(self, first: date) -> Rule:
        said = self.cleaned_data
        how, end = said["how"], said["end"]
        if (end == "until" and not said.get("until")) or (end == "times" and not said.get("times")):
            raise recurrence.Unreadable("end")
        rule = Rule(
            every=EVERY[how],
            interval=said["interval"],
            weekdays=self._weekdays(first) if how in {"weekly", "weekday"} else (),
            month_days=((LAST_DAY if said["last_date"] else first.day),) if how == "date" else (),
            until=said["until"] if end == "until" else None,
            times=said["times"] if end == "times" else None,
        )
        return recurrence.checked(rule)

    def _weekdays(self, first: date) -> tuple[tuple[int, int], ...]:
        said = self.cleaned_data
        days = [int(day) for day in said["weekdays"]] or [first.weekday()]
        if said["how"] == "weekly":
            return tuple((0, day) for day in days)
        which = [int(each) for each in said["which"]] or [min((first.day - 1) // 7 + 1, 4)]
        return tuple((each, day) for each in which for day in days)


def initial_of(series: Series) -> dict[str, Any]:
    """What the form shows of a series that is there."""
    rule = recurrence.rule_of(series.rule)
    how = {"WEEKLY": "weekly", "DAILY": "daily", "YEARLY": "yearly"}.get(rule.every)
    return {
        **unspoken("title", series.title),
        "kind": series.kind,
        "first_on": series.first_on,
        "begins": series.begins,
        "ends": series.ends,
        "how": how or ("weekday" if rule.weekdays else "date"),
        "interval": rule.interval,
        "weekdays": sorted({str(day) for _which, day in rule.weekdays}),
        "which": sorted({str(which) for which, _day in rule.weekdays if which}),
        "last_date": LAST_DAY in rule.month_days,
        "end": "until" if rule.until else "times" if rule.times else "never",
        "until": rule.until,
        "times": rule.times,
        "place": series.place.slug if series.place else "",
        "venue": series.venue,
        "organisers": [each.slug for each in series.organisers.all()],
        "project": series.project.public_id if series.project else "",
    }


def initial_of_new(offered: Offered) -> dict[str, Any]:
    """An empty form: weekly, of one's own organisation if there is only one."""
    own = [each.slug for each in offered.own]
    return {
        "kind": EventKind.COMMUNITY_MEETING,
        "how": "weekly",
        "interval": 1,
        "end": "never",
        "organisers": own if len(own) == 1 else [],
    }


class DayOutForm(forms.Form):
    """A day on which there is no meeting."""

    day = DayField(label=_("On which day there is no meeting"))
    why = forms.CharField(label=_("Why"), max_length=300, required=False)


class BetweenForm(forms.Form):
    """The minutes of a series between two days."""

    since = DayField(label=_("From"), required=False)
    until = DayField(label=pgettext_lazy("last day", "Until"), required=False)
