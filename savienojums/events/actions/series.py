"""Making, changing and ending series of meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.records import in_languages
from savienojums.core.refusal import Refused, allow
from savienojums.core.words import fold
from savienojums.events.actions.lines import series_line
from savienojums.events.actions.series_layout import lay, take_out
from savienojums.events.models import Series
from savienojums.events.queries.series_layout import untouched
from savienojums.events.recurrence import Unreadable, days_of, sound
from savienojums.events.rules import series as rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System

    Details = Mapping[str, Any]

# Under /events/series/ these words are pages of their own.
RESERVED = frozenset({"new"})
LONGEST_SLUG = 70
LINES = ("kind", "rule", "first_on", "begins", "ends", "place", "venue", "project")
SENTENCES = {
    "part": gettext_lazy("This rule has a part we do not follow."),
    "frequency": gettext_lazy("Meetings come again by days, weeks, months or years."),
    "interval": gettext_lazy("Meetings cannot lie so far apart."),
    "day": gettext_lazy("Choose the days on which the meetings are."),
    "end": gettext_lazy("Say until which day or how many times, not both; at most 500 times."),
    "no_day": gettext_lazy("By this rule there would never be a meeting. Check the days and the end."),
}


class NoRule(Refused):
    """The rule gives no day, or is none we follow."""


class EndsBeforeItBegins(Refused):
    """Times are the wrong way round."""

    sentence = gettext_lazy("The meeting ends before it begins. Check the hours.")


class NotTheirSeries(Refused):
    """One makes series in the name of organisations one acts for."""

    sentence = gettext_lazy("Choose at least one organisation for which you act. Others may organise it with you.")


class SeriesEnded(Refused):
    """It goes on no more."""

    sentence = gettext_lazy("This series has ended. Take it up again first.")


class NotEnded(Refused):
    """It still goes on."""

    sentence = gettext_lazy("This series goes on; there is nothing to take up again.")


@dataclass(frozen=True, slots=True)
class Relaid:
    """What became of the meetings in the calendar: taken out, laid anew, left as they are because somebody touched them."""

    gone: int
    made: int
    kept: int


@transaction.atomic
def make_series(*, by: Person, details: Details, at: datetime) -> Series:
    """Begin a series; its meetings of one year ahead stand in the calendar at once."""
    organisers = list(details.get("organisers", ()))
    allow(rules.may_make_series, by)
    if not rules.hosts_one(by, organisers):
        raise NotTheirSeries
    series = Series(slug=free_series_slug(details["title"]), made_by=by, is_example=details.get("is_example", False))
    _take(series, details)
    series.save()
    series.organisers.set(organisers)
    made = lay(series, at)
    series_line("events.series_made", series, by=by, at=at, seen=True, rule=series.rule, meetings=made)
    return series


@transaction.atomic
def change_series(*, by: Person, series: Series, details: Details, at: datetime) -> Relaid:
    """Change a series; meetings to come that nobody has touched follow, others stay as they are.

    Touched is a meeting that was moved, cancelled or written to, or for which somebody has registered.
    """
    allow(rules.may_change_series, by, series)
    current = hold(series)
    if current.ended_at:
        raise SeriesEnded
    organisers = list(details.get("organisers", current.organisers.all()))
    if not rules.hosts_one(by, [*current.organisers.all(), *organisers]):
        raise NotTheirSeries
    follow = untouched(current, at)
    before = _facts(current)
    kept = current.events.filter(starts_at__gt=at, due_on__isnull=False).count() - len(follow)
    gone = take_out(follow)
    _take(current, details)
    current.save()
    current.organisers.set(organisers)
    made = lay(current, at)
    changes = {name: [old, new] for name, new in _facts(current).items() if (old := before[name]) != new}
    series_line("events.series_changed", current, by=by, at=at, seen=True, changes=changes, kept=kept)
    return Relaid(gone, made, kept)


@transaction.atomic
def end_series(*, by: Person, series: Series, at: datetime) -> Relaid:
    """End a series: meetings to come that nobody has touched are taken out, what was held stays."""
    allow(rules.may_end_series, by, series)
    current = hold(series)
    if current.ended_at:
        raise SeriesEnded
    follow = untouched(current, at)
    kept = current.events.filter(starts_at__gt=at, cancelled_at=None).count() - len(follow)
    gone = take_out(follow)
    current.ended_at = at
    current.save(update_fields=["ended_at"])
    series_line("events.series_ended", current, by=by, at=at, seen=True, kept=kept)
    return Relaid(gone, 0, kept)


@transaction.atomic
def resume_series(*, by: Person, series: Series, at: datetime) -> Relaid:
    """Take up a series that was ended: its meetings stand in the calendar again."""
    allow(rules.may_resume_series, by, series)
    current = hold(series)
    if not current.ended_at:
        raise NotEnded
    current.ended_at = None
    current.save(update_fields=["ended_at"])
    made = lay(current, at)
    series_line("events.series_resumed", current, by=by, at=at, seen=True, meetings=made)
    return Relaid(0, made, 0)


@transaction.atomic
def lay_out_series(*, by: System, series: Series, at: datetime) -> int:
    """Lay the meetings of a series that goes on a day further into the calendar; how many there are more."""
    allow(rules.may_lay_out_series, by, series)
    current = hold(series)
    made = lay(current, at)
    if made:
        series_line("events.series_laid_out", current, by=by, at=at, meetings=made)
    return made


def hold(series: Series) -> Series:
    """The series as it stands now, kept from others until the act is over."""
    return Series.objects.select_for_update(of=("self",)).get(pk=series.pk)


def free_series_slug(title: Any) -> str:
    """An address word from the title that no series has yet."""
    wanted = slugify(fold(in_languages(title).in_language("lv")))[:LONGEST_SLUG].strip("-") or "tiksanas"
    taken = RESERVED | set(Series.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken)


def _take(series: Series, details: Details) -> None:
    for name in LINES:
        if name in details:
            setattr(series, name, details[name])
    if "title" in details:
        series.title = in_languages(details["title"])
    if series.ends <= series.begins:
        raise EndsBeforeItBegins
    try:
        rule = sound(series.rule, series.first_on)
    except Unreadable as unread:
        raise NoRule(SENTENCES[unread.word]) from unread
    series.rule = str(rule)
    # A first day beside the rule would be a meeting that stands nowhere.
    first = days_of(rule, series.first_on, series.first_on)
    if not first:
        raise NoRule(_("The first meeting is not on one of the days of the rule. Choose another day or another rule."))


def _facts(series: Series) -> dict[str, Any]:
    told = {name: getattr(series, name) for name in ("kind", "rule", "venue")}
    told |= {name: str(getattr(series, name)) for name in ("first_on", "begins", "ends", "place", "project")}
    return {**told, "title": dict(series.title)}
