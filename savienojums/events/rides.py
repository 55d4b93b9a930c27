"""Whose car passes by whom: needs of a ride laid beside offers, by the way round and by the hour; numbers alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.network.geometry.earth import haversine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from savienojums.network.geometry.earth import Point

# Country roads are longer than the flight of a crow, and driven at sixty.
ROAD, SPEED = 1.3, 60.0
# So much of a way round one takes for a neighbour: some kilometres always, more on a long way.
ROUND_ALWAYS, ROUND_SHARE, ROUND_MOST = 12.0, 0.3, 40.0
# Where the venue is not known, only neighbours are proposed to each other.
NEAR = 15.0
APART_MOST = 75.0
MOST = 5
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Trip:
    """An offer or a need: from where, for how many, when there and back (minutes of the day; none: not said)."""

    key: int
    place: int
    point: Point | None
    seats: int
    leaves: int | None = None
    returns: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An offer that would do for a need: the way round in kilometres, and how far apart the hours are in minutes."""

    need: int
    offer: int
    detour: float | None
    apart: int

    @property
    def rank(self) -> tuple[bool, float, int, int]:
        """The best first: known ways before unknown ones, then what costs the driver and the hours least."""
        known = self.detour is not None
        return (not known, (self.detour or 0.0) + self.apart / 10, self.apart, self.offer)


def kilometres(one: Point, other: Point) -> float:
    """How far it is by road, more or less."""
    return haversine(one, other) / 1000 * ROAD


def way_round(offer: Trip, need: Trip, venue: Point | None) -> float | None:
    """How many kilometres longer the driver's way becomes; nothing if nobody can know."""
    if offer.place == need.place:
        return 0.0
    if offer.point is None or need.point is None:
        return None
    there = kilometres(offer.point, need.point)
    if venue is None:
        return there
    return max(0.0, there + kilometres(need.point, venue) - kilometres(offer.point, venue))


def is_little(detour: float, offer: Trip, venue: Point | None) -> bool:
    """Whether one goes so far round for somebody."""
    if venue is None or offer.point is None:
        return detour <= NEAR
    straight = kilometres(offer.point, venue)
    return detour <= min(ROUND_MOST, max(ROUND_ALWAYS, ROUND_SHARE * straight))


def minutes_apart(offer: Trip, need: Trip) -> int:
    """How far the hours they said lie from each other, at worst of there and back; what is not said fits."""
    on_the_way = 0.0
    if offer.point and need.point and offer.place != need.place:
        on_the_way = kilometres(offer.point, need.point) / SPEED * 60
    there = _apart(offer.leaves, need.leaves, on_the_way)
    return max(there, _apart(offer.returns, need.returns, 0.0))


def proposal(offer: Trip, need: Trip, venue: Point | None) -> Proposal | None:
    """The two laid beside each other, if they go together at all."""
    if need.seats > offer.seats:
        return None
    detour, apart = way_round(offer, need, venue), minutes_apart(offer, need)
    if detour is None or not is_little(detour, offer, venue) or apart > APART_MOST:
        return None
    return Proposal(need.key, offer.key, round(detour, 1), apart)


def for_need(need: Trip, offers: Iterable[Trip], venue: Point | None, most: int = MOST) -> list[Proposal]:
    """The offers that would do for one need, the best first."""
    found = [each for each in (proposal(offer, need, venue) for offer in offers) if each]
    return sorted(found, key=lambda each: each.rank)[:most]


def for_offer(offer: Trip, needs: Iterable[Trip], venue: Point | None, most: int = MOST) -> list[Proposal]:
    """The needs one offer would do for, the best first."""
    found = [each for each in (proposal(offer, need, venue) for need in needs) if each]
    return sorted(found, key=lambda each: (*each.rank, each.need))[:most]


def plan(needs: Sequence[Trip], offers: Sequence[Trip], venue: Point | None) -> list[Proposal]:
    """Who could go with whom so that no car is overfull: those with the fewest ways to go choose first."""
    free = {offer.key: offer.seats for offer in offers}
    ways = {need.key: for_need(need, offers, venue, most=len(offers)) for need in needs}
    seats = {need.key: need.seats for need in needs}
    found = []
    for need in sorted(ways, key=lambda key: (len(ways[key]), key)):
        for each in ways[need]:
            if free[each.offer] >= seats[need]:
                free[each.offer] -= seats[need]
                found.append(each)
                break
    return found


def _apart(offered: int | None, wanted: int | None, on_the_way: float) -> int:
    if offered is None or wanted is None:
        return 0
    between = abs(offered + on_the_way - wanted) % DAY
    return round(min(between, DAY - between))
