"""One line of the calendar, ours or from elsewhere: when, what, where, by whom, and what is worth knowing about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from savienojums.core.clock import RIGA, local_day
from savienojums.events.kinds import Circle, EventKind, Standing
from savienojums.events.queries.calendars import days_of
from savienojums.events.queries.changes import value_in_words
from savienojums.events.queries.spoken import hours_in_words, moved_from_in_words, where_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from savienojums.events.models import Event, OutsideEvent
    from savienojums.events.queries.calendars import Shelf

DAY = "MONTH_DAY_FORMAT"
# What a change of a place may be written under.
PLACES = ("place", "venue", "address")


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something on one day or several."""

    title: Any
    href: str
    starts_at: datetime
    first: date
    last: date
    kind: str = ""
    kind_text: str = ""
    hour: str = ""
    hours: str = ""
    where: str = ""
    hosts: list[str] = field(default_factory=list)
    summary: Any = ""
    standing: str = ""
    # What a reader must not miss, in words: cancelled, moved, changed, an example.
    marks: list[str] = field(default_factory=list)
    seats: int | None = None
    takes_names: bool = False
    # The calendar it comes from, if it is not ours.
    source: str = ""
    # The following meetings of its series, in words, where the series stands in one row.
    also: str = ""

    @property
    def is_long(self) -> bool:
        """Whether it lies on more than one day."""
        return self.first != self.last

    @property
    def title_text(self) -> str:
        """Its name as a plain text."""
        return str(self.title)

    @property
    def days_text(self) -> str:
        """The days of something long: "3.–5. decembris"."""
        if not self.is_long:
            return ""
        last = date_format(self.last, DAY)
        if get_language() == "lv" and (self.first.year, self.first.month) == (self.last.year, self.last.month):
            return f"{self.first.day}.–{last}"
        return f"{date_format(self.first, DAY)} – {last}"


def occasion_of(event: Event, known: Shelf, at: datetime) -> Occasion:
    """One of our events as a line."""
    first, last = days_of(event.starts_at, event.ends_at)
    starts = event.starts_at.astimezone(RIGA)
    hours = ""
    if event.hours_known:
        hours = hours_in_words(event.starts_at, event.ends_at if first == last and event.end_known else None)
    return Occasion(
        title=event.title,
        href=event.get_absolute_url(),
        starts_at=event.starts_at,
        first=first,
        last=last,
        kind=event.kind,
        kind_text=str(EventKind(event.kind).label),
        hour=date_format(starts, "TIME_FORMAT") if event.hours_known else "",
        hours=hours,
        where=where_of(event),
        hosts=[organisation.name for organisation in event.organisers.all()],
        summary=event.summary,
        standing=event.standing(at),
        marks=marks_of(event, known.changes.get(event.pk, {}), at),
        seats=known.seats_of(event),
        takes_names=event.takes_names(at),
    )


def outside_occasion(event: OutsideEvent, at: datetime) -> Occasion:
    """An event of somebody else's calendar as a line."""
    first, last = days_of(event.starts_at, max(event.ends_at, event.starts_at + timedelta(minutes=1)))
    end = event.ends_at if first == last and event.ends_at > event.starts_at else None
    return Occasion(
        title=event.title,
        href=event.url or event.calendar.page or "",
        starts_at=event.starts_at,
        first=first,
        last=last,
        hour="" if event.whole_days else date_format(event.starts_at.astimezone(RIGA), "TIME_FORMAT"),
        hours="" if event.whole_days else hours_in_words(event.starts_at, end),
        where=event.where,
        standing=Standing.HELD if event.ends_at <= at else Standing.COMING,
        source=event.calendar.name,
    )


def marks_of(event: Event, changes: Mapping[str, Any], at: datetime) -> list[str]:
    """What a reader must not miss about an event, in words."""
    del at
    said = []
    if event.cancelled_at:
        said.append(pgettext("event", "Cancelled"))
    if event.is_draft:
        said.append(_("Draft"))
    if not event.cancelled_at and not event.is_draft:
        said += changes_in_words(event, changes)
    if event.circle == Circle.MEMBERS:
        said.append(_("For people of the network"))
    if event.is_example:
        said.append(_("Example"))
    return said


def changes_in_words(event: Event, changes: Mapping[str, Any]) -> list[str]:
    """What has become otherwise since an event was published: moved in time or place, or simply changed."""
    said, before = [], _moment(changes, "starts_at")
    if before and local_day(before) != event.first_day:
        said.append(moved_from_in_words(local_day(before)))
    elif event.moved_from:
        said.append(moved_from_in_words(event.moved_from))
    elif before:
        said.append(_("Begins at another hour, not at %(hour)s") % {"hour": hours_in_words(before, None)})
    moved = [name for name in PLACES if name in changes and changes[name][0] != changes[name][1]]
    if moved:
        old = value_in_words(moved[0], changes[moved[0]][0])
        said.append(_("Elsewhere: not in %(old)s") % {"old": old} if old else _("The place has changed"))
    if not said and event.change_count:
        said.append(_("Changed"))
    return said


def _moment(changes: Mapping[str, Any], name: str) -> datetime | None:
    """The old moment of a change, if there was one that can be read."""
    if name in changes and changes[name][0] == changes[name][1]:
        return None
    try:
        found = datetime.fromisoformat(str(changes[name][0]))
    except (KeyError, IndexError, TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=RIGA)


def previous_start(event: Event, changes: Mapping[str, Any]) -> str:
    """When it was to begin before it was moved, as machines write it; empty if it was not moved."""
    if before := _moment(changes, "starts_at"):
        return before.astimezone(RIGA).isoformat() if event.hours_known else local_day(before).isoformat()
    return event.moved_from.isoformat() if event.moved_from else ""
