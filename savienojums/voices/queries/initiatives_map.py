"""Proposals as points on the map of the region, those near each other gathered; and the one point of a proposal."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from savienojums.core.clock import local_day
from savienojums.network.geometry.marks import gather
from savienojums.network.queries.places import atlas
from savienojums.voices.queries.initiatives import Row, entries_of, row_of
from savienojums.voices.queries.initiatives_ground import Ground, ground

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.voices.models import Initiative
    from savienojums.voices.queries.initiatives import Entry, Wanted

# How near, in units of a sheet of 1000, two points get one mark.
APART = 34


@dataclass(frozen=True, slots=True)
class Mark:
    """One proposal on the map, or several close together."""

    # Whole units of the sheet: a comma for the point would be no number to a browser.
    x: int
    y: int
    radius: int
    count: int
    title: str
    href: str
    state: str


@dataclass(frozen=True, slots=True)
class InitiativeMap:
    """The land, the marks on it, and the same in rows."""

    ground: Ground | None
    marks: list[Mark]
    rows: list[Row]
    without_point: int


def map_of(wanted: Wanted, at: datetime) -> InitiativeMap:
    """The map of what is left; what lies beyond the sheet or nowhere stands in the rows alone."""
    entries, today, drawn = entries_of(wanted), local_day(at), ground()
    spots = [(entry, drawn.spot(entry.point)) for entry in entries if drawn and entry.point]
    placed = [(entry, spot) for entry, spot in spots if spot]
    marks = [
        _mark(one.x, one.y, [placed[at_][0] for at_ in one.members], wanted)
        for one in gather([spot for _entry, spot in placed], APART)
    ]
    return InitiativeMap(drawn, marks, [row_of(entry, today) for entry in entries], len(entries) - len(placed))


def spot_of(initiative: Initiative) -> tuple[Ground, tuple[int, int]] | None:
    """The land and where on it this proposal stands, if it has a point or a place on it."""
    drawn, place = ground(), atlas().by_pk.get(initiative.place_id or 0)
    point = (initiative.lat, initiative.lon) if initiative.lat is not None else (place and (place.lat, place.lon))
    if drawn is None or not point or point[0] is None or point[1] is None:
        return None
    spot = drawn.spot((point[0], point[1]))
    return (drawn, spot) if spot else None


def _mark(x: float, y: float, members: Sequence[Entry], wanted: Wanted) -> Mark:
    first = members[0]
    state = "waiting" if any(one.state == "waiting" for one in members) else "answered"
    if len(members) == 1:
        return Mark(round(x), round(y), 11, 1, first.title, first.href, state)
    titles = "; ".join(one.title for one in members[:4]) + (" …" if len(members) > 4 else "")
    radius = round(12 + 2.2 * math.log(len(members)))
    return Mark(round(x), round(y), radius, len(members), titles, _list_of(members, wanted), state)


def _list_of(members: Sequence[Entry], wanted: Wanted) -> str:
    """Where several lead: the list of the smallest place all of them lie in."""
    known = atlas()
    pks = {entry.place_id for entry in members}
    shared = frozenset.intersection(*(known.wholes_of(pk) for pk in pks if pk)) if None not in pks else frozenset()
    smallest = min(shared, key=lambda pk: len(known.parts_of(pk)), default=None)
    narrowed = wanted.query(place=known.by_pk[smallest].slug) if smallest else wanted.query()
    return f"{reverse('initiatives')}?{narrowed}".rstrip("?")
