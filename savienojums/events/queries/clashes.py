"""What else is on when somebody chooses a date: ours and others', graded by how much it gets in the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.words import fold
from savienojums.events.queries import calendars
from savienojums.events.queries.occasions import Occasion, occasion_of, outside_occasion
from savienojums.network.geometry.earth import haversine
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event, OutsideEvent
    from savienojums.network.models import Place
    from savienojums.network.queries.places import Territory

# So far people drive of an evening, and choose one of two.
NEAR_KM = 30
MOST = 12
LONGEST = timedelta(days=62)


class Grade(IntEnum):
    """How much another event gets in the way, worst first."""

    SAME_PLACE = 1
    SAME_ORGANISER = 2
    NEAR_AT_THE_SAME_TIME = 3
    NEAR_THAT_DAY = 4
    ALIKE_THAT_DAY = 5


@dataclass(frozen=True, slots=True)
class About:
    """What the event one plans is, as far as it is known already."""

    kind: str = ""
    venue: str = ""
    organisers: frozenset[str] = field(default_factory=frozenset)
    themes: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Clash:
    """Another event, how it gets in the way, and the sentence that says so."""

    grade: Grade
    sentence: str
    occasion: Occasion


@dataclass(frozen=True, slots=True)
class _Asked:
    """The time and place one plans for."""

    starts_at: datetime
    ends_at: datetime
    place: Place | Territory | None
    about: About

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the other is on at the same time."""
        return starts_at < self.ends_at and ends_at > self.starts_at

    def same_day(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the other shares a day with it."""
        first, last = calendars.days_of(self.starts_at, self.ends_at)
        begins, ends = calendars.days_of(starts_at, max(ends_at, starts_at + timedelta(minutes=1)))
        return begins <= last and ends >= first


def clashes_with(
    person: Person | None,
    starts_at: datetime,
    ends_at: datetime,
    place: Place | Territory | None,
    except_event: Event | None = None,
    about: About | None = None,
) -> list[Clash]:
    """What else is on then, as this person may see it, what gets most in the way first; cancelled ones do not."""
    asked = _Asked(starts_at, min(ends_at, starts_at + LONGEST), place, about or About())
    known, found = calendars.shelf(), []
    for event in known.members(calendars.seen_by(person)):
        if event.cancelled_at or (except_event and event.pk == except_event.pk):
            continue
        if asked.same_day(event.starts_at, event.ends_at) and (told := _graded(event, asked)):
            found.append(Clash(*told, occasion_of(event, known, starts_at)))
    found += _outside(asked)
    return sorted(found, key=lambda clash: (clash.grade, clash.occasion.starts_at))[:MOST]


def own_event(person: Person | None, slug: str) -> Event | None:
    """The event that is being changed, which does not get in its own way."""
    known = calendars.shelf()
    mine = known.members(calendars.seen_by(person)) if slug else ()
    return next((event for event in mine if event.slug == slug), None)


def _graded(event: Event, asked: _Asked) -> tuple[Grade, str] | None:
    """How this event gets in the way, and how that is said; nothing if it does not."""
    now = asked.meets(event.starts_at, event.ends_at) or not event.hours_known
    if now and asked.place and event.place_id == asked.place.pk and _same_house(event.venue, asked.about.venue):
        return Grade.SAME_PLACE, _("At the same time in the same place.")
    hosts = [each.name for each in event.organisers.all() if each.slug in asked.about.organisers]
    if hosts:
        return Grade.SAME_ORGANISER, _("That day %(organiser)s has this as well.") % {"organiser": hosts[0]}
    if told := _near(calendars.point_of(event), asked, now=now):
        return told
    themes = [str(each) for each in event.themes.all() if each.slug in asked.about.themes]
    if themes:
        return Grade.ALIKE_THAT_DAY, _("That day, on the same theme: %(theme)s.") % {"theme": themes[0]}
    if asked.about.kind and event.kind == asked.about.kind:
        return Grade.ALIKE_THAT_DAY, _("That day, and of the same kind.")
    return None


def _outside(asked: _Asked) -> Iterator[Clash]:
    """What stands in the calendars of others."""
    known = atlas()
    for event in calendars.outside_events():
        if not asked.same_day(event.starts_at, event.ends_at):
            continue
        place = known.by_pk.get(event.calendar.place_id or 0)
        point = (place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None
        host = event.calendar.organisation
        now = event.whole_days or asked.meets(event.starts_at, event.ends_at)
        if told := _graded_outside(event, asked, point, host.slug if host else "", now=now):
            yield Clash(*told, outside_occasion(event, asked.starts_at))


def _graded_outside(
    event: OutsideEvent, asked: _Asked, point: tuple[float, float] | None, host: str, *, now: bool
) -> tuple[Grade, str] | None:
    if now and asked.about.venue and _same_house(event.where, asked.about.venue):
        return Grade.SAME_PLACE, _("At the same time in the same place.")
    if host and host in asked.about.organisers:
        return Grade.SAME_ORGANISER, _("That day %(organiser)s has this as well.") % {"organiser": event.calendar.name}
    return _near(point, asked, now=now)


def _near(point: tuple[float, float] | None, asked: _Asked, *, now: bool) -> tuple[Grade, str] | None:
    if point is None or asked.place is None or asked.place.lat is None or asked.place.lon is None:
        return None
    away = haversine(point, (asked.place.lat, asked.place.lon)) / 1000
    if away > NEAR_KM:
        return None
    words = {"km": round(away)}
    if round(away) < 1:
        sentence = _("At the same time close by.") if now else _("That day close by.")
    elif now:
        sentence = ngettext("At the same time %(km)d km away.", "At the same time %(km)d km away.", words["km"]) % words
    else:
        sentence = ngettext("That day %(km)d km away.", "That day %(km)d km away.", words["km"]) % words
    return (Grade.NEAR_AT_THE_SAME_TIME if now else Grade.NEAR_THAT_DAY), sentence


def _same_house(one: str, other: str) -> bool:
    """Whether two names of houses may be the same; an unknown one may be any."""
    if not one or not other:
        return True
    one, other = fold(one.lower()), fold(other.lower())
    return one in other or other in one
