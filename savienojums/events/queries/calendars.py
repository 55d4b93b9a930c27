"""All events at a glance, in the order of time: who may see them, which have what, on which days they lie.

A set of events is one Python integer whose bit *i* stands for the event at place *i*; so facets are counted without
a query, and a month of hundreds of events costs no more questions than one of three.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from savienojums.accounts.kinds import RoleKind
from savienojums.core import clock
from savienojums.core.marks import Kept, marks
from savienojums.events.kinds import Circle, EventKind, Mode, Seat
from savienojums.events.models import Event, OutsideEvent
from savienojums.events.queries.facts import CHANGED
from savienojums.journal.kinds import Audience
from savienojums.journal.queries import lines_with
from savienojums.network.queries.places import atlas
from savienojums.network.queries.register import bits_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.network.queries.places import Atlas

# A dance that ends at two in the morning is an evening, not two days.
EVENING = timedelta(hours=12)
MARKS = ("events", "outside", "registry", "places")
# What changes with time alone (over, happening now) is told anew this often.
BREATH = 300


@dataclass(slots=True)
class Shelf:
    """Every event by time, and which of them have what."""

    events: list[Event] = field(default_factory=list)
    position: dict[int, int] = field(default_factory=dict)
    days: list[tuple[date, date]] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    changes: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    words: dict[str, dict[str, object]] = field(default_factory=dict)
    public: int = 0
    published: int = 0

    @property
    def everything(self) -> int:
        """The set of all events."""
        return (1 << len(self.events)) - 1

    def holding(self, facet: str, values: Iterable[str]) -> int:
        """Events with one of these values; a value no event has is an empty set."""
        found = 0
        for value in values:
            found |= self.facets.get(facet, {}).get(value, 0)
        return found

    def chosen(self, chosen: Mapping[str, frozenset[str]], within: int, but: str = "") -> int:
        """Events that pass every filter, leaving out the filter called `but`."""
        for facet, values in chosen.items():
            if values and facet != but:
                within &= self.holding(facet, values)
        return within

    def set_of(self, pks: Iterable[int]) -> int:
        """The set of those events; unknown ones are passed over."""
        return bits_of((self.position[pk] for pk in pks if pk in self.position), len(self.events))

    def on_days(self, first: date | None, last: date | None) -> int:
        """Events of which any day lies within these, both included; an open end is open."""
        return bits_of(
            (
                place
                for place, (begins, ends) in enumerate(self.days)
                if (last is None or begins <= last) and (first is None or ends >= first)
            ),
            len(self.events),
        )

    def over(self, at: datetime) -> int:
        """Events that have ended."""
        return bits_of((place for place, event in enumerate(self.events) if event.ends_at <= at), len(self.events))

    def free(self, at: datetime) -> int:
        """Events that take names and have a seat to give."""
        return bits_of(
            (place for place, event in enumerate(self.events) if event.takes_names(at) and self.seats_of(event) != 0),
            len(self.events),
        )

    def seats_of(self, event: Event) -> int | None:
        """How many seats are left; nothing if there is no end to them."""
        return None if event.capacity is None else max(0, event.capacity - self.taken.get(event.pk, 0))

    def members(self, chosen: int) -> Iterator[Event]:
        """The chosen events in the order of time."""
        bits = chosen.to_bytes(len(self.events) // 8 + 1, "little")
        return (event for place, event in enumerate(self.events) if bits[place >> 3] >> (place & 7) & 1)


def shelf() -> Shelf:
    """All events as of now; asks for no more than the marks as long as nothing has changed."""
    return _SHELF.get()


def seen_by(person: Person | None) -> int:
    """The events this person may see: the same as `visible_to` says."""
    known = shelf()
    if person is None:
        return known.public
    if person.has_role(RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
        return known.everything
    acts = person.memberships.filter(until=None).exists()
    own = known.set_of(Event.objects.run_by(person).values_list("pk", flat=True))
    return (known.published if acts else known.public) | own


def as_of(at: datetime) -> tuple[object, ...]:
    """Everything a page of events depends on besides its reader."""
    return (marks(*MARKS), int(at.timestamp()) // BREATH)


def days_of(starts_at: datetime, ends_at: datetime) -> tuple[date, date]:
    """The days in Riga on which something lies: midnight ends the day before, an evening is one day."""
    first, last = clock.local_day(starts_at), clock.local_day(ends_at - timedelta(microseconds=1))
    return first, first if ends_at - starts_at <= EVENING else max(first, last)


def point_of(event: Event) -> tuple[float, float] | None:
    """Where it is on the earth: its own point, else the middle of its place."""
    if event.mode == Mode.ONLINE:
        return None
    if event.lat is not None and event.lon is not None:
        return event.lat, event.lon
    place = atlas().by_pk.get(event.place_id or 0)
    return (place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None


def _made() -> Shelf:
    rows = Event.objects.with_hosts().defer("text", "questions", "place__outline").order_by("starts_at", "pk")
    # At a hybrid event those who look on from home take no seat.
    in_room = Q(attendances__online=False) | Q(mode__in=[Mode.IN_PLACE, Mode.ONLINE])
    rows = rows.annotate(taken=Count("attendances", filter=in_room & Q(attendances__seat=Seat.ACCEPTED)))
    events = list(rows)
    made = Shelf(
        events=events,
        position={event.pk: place for place, event in enumerate(events)},
        days=[days_of(event.starts_at, event.ends_at) for event in events],
        taken={event.pk: getattr(event, "taken") for event in events},  # noqa: B009 -- the question names it
        changes=_changes([event.pk for event in events if event.change_count]),
    )
    for place, event in enumerate(events):
        if not event.is_draft:
            made.published |= 1 << place
            if event.circle == Circle.EVERYONE:
                made.public |= 1 << place
    _sort_in(made)
    return made


_SHELF: Kept[Shelf] = Kept(_made, "events", "registry", "places")


def _changes(pks: list[int]) -> dict[int, Mapping[str, Any]]:
    """What readers were told last has changed of each of these: {field: [old, new]}."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for line in lines_with(Event, pks, CHANGED) if pks else ():
        # Changes of a draft are nobody's business.
        if "count" in line.particulars or line.audience == Audience.EVERYONE:
            found[line.subject_id or 0] |= line.particulars.get("changes", {})
    return dict(found)


def _sort_in(made: Shelf) -> None:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    words: dict[str, dict[str, object]] = defaultdict(dict)
    known = atlas()
    for place, event in enumerate(made.events):
        for facet, value, label in _pairs(event, known):
            places[facet, value].append(place)
            words[facet][value] = label
    facets: dict[str, dict[str, int]] = defaultdict(dict)
    for (facet, value), having in places.items():
        facets[facet][value] = bits_of(having, len(made.events))
    made.facets, made.words = dict(facets), dict(words)


def _pairs(event: Event, known: Atlas) -> Iterator[tuple[str, str, object]]:
    """Every facet value one event has, and what the value is called."""
    yield "kind", event.kind, EventKind(event.kind).label
    yield "mode", event.mode, Mode(event.mode).label
    for pk in known.wholes_of(event.place_id or 0):
        if pk in known.by_pk:
            yield "place", known.by_pk[pk].slug, known.by_pk[pk]
    for organisation in event.organisers.all():
        yield "organiser", organisation.slug, organisation.name
    for theme in event.themes.all():
        yield "theme", theme.slug, theme.name
    if event.series:
        yield "series", event.series.slug, event.series.title
    if event.project:
        yield "project", event.project.public_id, event.project


# --- the calendars of others ------------------------------------------------------


def outside_events() -> list[OutsideEvent]:
    """What stands in the calendars of others, by time."""
    return _OUTSIDE.get()


def _read_outside() -> list[OutsideEvent]:
    rows = OutsideEvent.objects.shown().select_related("calendar", "calendar__organisation", "calendar__place")
    return list(rows.defer("text", "calendar__place__outline").order_by("starts_at", "pk"))


_OUTSIDE: Kept[list[OutsideEvent]] = Kept(_read_outside, "outside", "registry", "places")
