"""The map of events: where what the calendar's filter leaves takes place, drawn on the same sheet as organisations."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from savienojums.core.clock import local_day
from savienojums.events.kinds import EventKind, Mode
from savienojums.events.queries import calendars
from savienojums.events.queries.listing import Listing, Wanted, coming_events
from savienojums.events.queries.listing_facets import groups_of
from savienojums.events.queries.occasions import Occasion, occasion_of
from savienojums.front.queries.ground import ground
from savienojums.front.queries.map import STYLES, Mark, Picture, names_in
from savienojums.front.queries.view import View
from savienojums.network.geometry.marks import gather
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event

# With more than these the list below tells the nearest; the rest stands in the calendar's list.
MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class EventsMap:
    """The map, the calendar's filter beside it, and the same in words below it."""

    listing: Listing
    picture: Picture
    occasions: list[Occasion]
    # Online, or nobody has said where.
    nowhere: int


def events_map(person: Person | None, wanted: Wanted, at: datetime) -> EventsMap:
    """The map of what is to come (or of the days asked for), as this person may see it."""
    events = coming_events(person, wanted, at)
    # The facets count what the map could show.
    within = calendars.shelf().set_of(event.pk for event in coming_events(person, wanted.but(chosen={}), at))
    listing = Listing(wanted, len(events), 0, groups_of(wanted, within), today=local_day(at))
    placed = [(event, spot) for event in events if (spot := calendars.point_of(event)) and _is_somewhere(event)]
    known = calendars.shelf()
    return EventsMap(
        listing=listing,
        picture=_picture(placed, len(events), wanted),
        occasions=[occasion_of(event, known, at) for event in events[:MOST_LINES]],
        nowhere=len(events) - len(placed),
    )


def _is_somewhere(event: Event) -> bool:
    return event.mode != Mode.ONLINE


def _picture(placed: Sequence[tuple[Event, tuple[float, float]]], count: int, wanted: Wanted) -> Picture:
    drawn, style = ground("small"), STYLES["small"]
    sheet = drawn.sheet
    spots = [] if drawn.is_empty else [sheet.at(*spot) for _event, spot in placed]
    seen = [
        (event, (x, y))
        for (event, _spot), (x, y) in zip(placed, spots, strict=False)
        if 0 <= x <= sheet.width and 0 <= y <= sheet.height
    ]
    marks = [
        _mark((one.x, one.y), [seen[at][0] for at in one.members], wanted)
        for one in gather([s for _e, s in seen], style.apart)
    ]
    kinds = {event.kind for event, _spot in seen}
    return Picture(
        ground=drawn,
        view=View(),
        marks=marks,
        names=names_in(drawn, View(), marks, style, keep_waiting=False),
        count=len(seen),
        without_point=count - len(seen),
        legend=[(f"event-{kind.value}", str(kind.label)) for kind in EventKind if kind.value in kinds],
        query=wanted.filter_query(),
        is_small=True,
        of_events=True,
    )


def _mark(spot: tuple[float, float], members: Sequence[Event], wanted: Wanted) -> Mark:
    x, y, first = round(spot[0], 1), round(spot[1], 1), members[0]
    if len(members) == 1:
        return Mark(x, y, 1, 7, str(first.title), f"event-{first.kind}", first.get_absolute_url())
    radius = round(8.5 + 1.9 * math.log(len(members)), 1)
    return Mark(
        x, y, len(members), radius, ", ".join(str(each.title) for each in members[:4]), "", _list_of(members, wanted)
    )


def _list_of(members: Sequence[Event], wanted: Wanted) -> str:
    """The list narrowed to where all of these are: their parish, else their municipality, else what there is."""
    known = atlas()
    pks = {event.place_id for event in members}
    if None in pks or not pks <= known.by_pk.keys():
        return f"{reverse('events')}?{wanted.filter_query()}"
    shared = frozenset.intersection(*(known.wholes_of(pk) for pk in pks if pk))
    smallest = min(shared, key=lambda pk: len(known.parts_of(pk)), default=None)
    if smallest is None:
        return f"{reverse('events')}?{wanted.filter_query()}"
    chosen = {**wanted.chosen, "place": frozenset({known.by_pk[smallest].slug})}
    return f"{reverse('events')}?{wanted.but(chosen=chosen, view='list').query()}"
