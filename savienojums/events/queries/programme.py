"""The programme of an event as its page shows it, the route of a trip, and what does not fit together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from savienojums.core.clock import local_day
from savienojums.core.refusal import NotFound
from savienojums.core.rich import rich
from savienojums.core.words import fold
from savienojums.events import programme_order
from savienojums.events.queries.materials import materials_for
from savienojums.events.queries.spoken import day_in_words, hour_in_words, hours_in_words, where_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event, Material, ProgrammeItem

WIDTH, HEIGHT, EDGE = 440, 220, 24


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the programme, ready to be shown."""

    item: ProgrammeItem
    hours: str
    speakers: list[str]
    text: SafeString
    where: str
    materials: list[Material]


@dataclass(frozen=True, slots=True)
class Day:
    """The points of one day; its name only where there are several days."""

    name: str
    points: list[Point]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stop on the drawn route: where, and its numbers if one comes by more than once."""

    x: str
    y: str
    numbers: str


@dataclass(frozen=True, slots=True)
class Route:
    """The stops of a trip in their order, and the drawn way if enough is known of where they are."""

    stops: list[Point]
    line: str
    marks: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT


def part(person: Person | None, event: Event, at: datetime) -> dict[str, Any]:
    """Programme, route and materials of the page."""
    del at
    items, materials = items_of(event), materials_for(person, event)
    handed = defaultdict(list)
    for material in materials:
        handed[material.item_id].append(material)
    points = [_point(item, handed[item.pk]) for item in items]
    days = _days([point for point in points if not point.item.is_stop])
    route = route_of([point for point in points if point.item.is_stop])
    # A point that was taken out leaves its materials with the event.
    return {"programme": days, "route": route, "materials": handed[None]}


def items_of(event: Event) -> list[ProgrammeItem]:
    """The points in the order of the day; one without hours stays behind the one after which it was written."""
    items = list(event.programme.select_related("place").defer("place__outline").order_by("position", "pk"))
    order, latest = {}, event.starts_at
    for item in items:
        item.event = event
        latest = order[item.pk] = item.starts_at or latest
    return sorted(items, key=lambda item: (order[item.pk], item.position, item.pk))


def item_for(event: Event, public_id: str) -> ProgrammeItem:
    """One point of this event's programme."""
    found = event.programme.select_related("place").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    found.event = event
    return found


def route_of(stops: list[Point]) -> Route | None:
    """The way through the stops; drawn where at least two of them are known on the map."""
    if not stops:
        return None
    known = [(number, spot) for number, stop in enumerate(stops, 1) if (spot := _spot(stop.item))]
    if len({spot for _number, spot in known}) < 2:
        return Route(stops, "", [])
    places = programme_order.route([spot for _number, spot in known], WIDTH, HEIGHT, EDGE)
    numbers: dict[tuple[float, float], list[int]] = {}
    for number, place in zip((number for number, _place in known), places, strict=True):
        numbers.setdefault(place, []).append(number)
    marks = [Mark(str(x), str(y), ", ".join(map(str, each))) for (x, y), each in numbers.items()]
    return Route(stops, " ".join(f"{x},{y}" for x, y in places), marks)


def warnings_of(event: Event, items: list[ProgrammeItem]) -> list[str]:
    """What does not fit together, in sentences: two points in one room at once, points outside the event's hours."""
    by_key = {item.pk: item for item in items}
    said = [_overlap(by_key[one], by_key[other]) for one, other in programme_order.overlapping(_slots(items))]
    for item in outside_hours(event, items):
        words = {"title": item.title, "hours": hours_in_words(item.starts_at, item.ends_at)}  # type: ignore[arg-type]  # slots have a beginning
        said.append(_("“%(title)s” (%(hours)s) is outside the hours of the event.") % words)
    return said


def outside_hours(event: Event, items: list[ProgrammeItem]) -> list[ProgrammeItem]:
    """Points before the event begins or after it ends, as far as its hours are known."""
    if not event.hours_known:
        return []
    by_key, slots = {item.pk: item for item in items}, _slots(items)
    ends = event.ends_at if event.end_known else max([event.ends_at, *(slot.ends or slot.begins for slot in slots)])
    return [by_key[key] for key in programme_order.outside(slots, event.starts_at, ends)]


def next_hour(items: list[ProgrammeItem]) -> dict[str, str]:
    """Where the next point most likely begins: when the last one ends, on the same day."""
    timed = [item for item in items if item.starts_at]
    if not timed:
        return {}
    last = max(timed, key=lambda item: item.ends_at or item.starts_at)  # type: ignore[arg-type,return-value]  # timed
    at = last.ends_at or last.starts_at
    return {"day": local_day(at).isoformat(), "begins": hour_in_words(at)} if at else {}


def _slots(items: list[ProgrammeItem]) -> list[programme_order.Slot]:
    return [
        programme_order.Slot(item.pk, item.starts_at, item.ends_at, fold(item.room))
        for item in items
        if item.starts_at and not item.is_stop
    ]


def _point(item: ProgrammeItem, materials: list[Material]) -> Point:
    hours = hours_in_words(item.starts_at, item.ends_at) if item.starts_at else ""
    speakers = [line.strip() for line in item.speakers.splitlines() if line.strip()]
    return Point(item, hours, speakers, rich(item.text), where_of(item), materials)


def _days(points: list[Point]) -> list[Day]:
    by_day: dict[Any, list[Point]] = {}
    for point in points:
        day = local_day(point.item.starts_at) if point.item.starts_at else None
        by_day.setdefault(day, []).append(point)
    several = len([day for day in by_day if day]) > 1
    return [Day(day_in_words(day) if day and several else "", each) for day, each in by_day.items()]


def _overlap(one: ProgrammeItem, other: ProgrammeItem) -> str:
    words = {"one": one.title, "other": other.title, "room": one.room}
    if one.room:
        return _("“%(one)s” and “%(other)s” are at the same time in the same room: %(room)s.") % words
    return _("“%(one)s” and “%(other)s” are at the same time. If that is meant, say in which rooms.") % words


def _spot(item: ProgrammeItem) -> tuple[float, float] | None:
    if item.lat is not None and item.lon is not None:
        return item.lat, item.lon
    if item.place and item.place.lat is not None and item.place.lon is not None:
        return item.place.lat, item.place.lon
    return None
