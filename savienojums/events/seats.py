"""Who gets a seat: parties in the order of their asking, seats for all, and seats kept for some; pure."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# The seats that are kept for nobody.
OPEN = 0
UNBOUNDED = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Reserve:
    """So many seats for organisations of these kinds; its key is never 0."""

    key: int
    kinds: frozenset[str]
    seats: int


@dataclass(frozen=True, slots=True)
class Hall:
    """How many seats there are, and which are kept; without a number there is room for everyone."""

    capacity: int | None = None
    reserves: tuple[Reserve, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """People who came together: so many seats, as one kind of organisation or none; whether they have them."""

    key: int
    size: int
    kind: str = ""
    seated: bool = False


@dataclass(frozen=True, slots=True)
class Seating:
    """Who has seats now, from which kept ones, who waits in which order, and what is left."""

    seated: tuple[int, ...]
    waiting: tuple[int, ...]
    # For each seated party: the reserve of each of its people, 0 where it is none.
    places: Mapping[int, tuple[int, ...]]
    # None: without end.
    left: int | None
    left_open: int | None
    left_in: Mapping[int, int]


def seating(hall: Hall, parties: Iterable[Asking]) -> Seating:
    """Give the seats in the order of asking.

    Whoever has seats keeps them, even where the hall has become smaller. A party gets seats for all its people or for
    none. One that does not fit is passed over, for a smaller one behind it may fit; one that fits is never passed over.
    """
    order = list(parties)
    desks = _Desks(hall)
    for party in order:
        if party.seated:
            desks.seat(party, at_any_price=True)
    waiting = [party.key for party in order if not party.seated and not desks.seat(party)]
    missed = set(waiting)
    return Seating(
        seated=tuple(party.key for party in order if party.key not in missed),
        waiting=tuple(waiting),
        places=desks.places(),
        left=desks.left,
        left_open=desks.left_open,
        left_in=desks.left_in,
    )


def fits(hall: Hall, parties: Iterable[Asking], newcomer: Asking) -> bool:
    """Whether the newcomer would get seats now, behind all others."""
    return newcomer.key in seating(hall, [*parties, newcomer]).seated


@dataclass
class _Desks:
    """The kept and the open seats while they are given away; people of one kind have the same rights."""

    hall: Hall
    total: int = 0
    seated: list[Asking] = field(default_factory=list)
    # How many people of a kind sit on seats of which reserve.
    taken: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.whole = UNBOUNDED if self.hall.capacity is None else self.hall.capacity
        self.size: dict[int, int] = {}
        rest = self.whole
        # Reserves beyond the hall are cut: there are never more seats than the hall has.
        for each in () if self.hall.capacity is None else self.hall.reserves:
            self.size[each.key] = max(0, min(each.seats, rest))
            rest -= self.size[each.key]
        self.kinds = {each.key: each.kinds for each in self.hall.reserves}
        self.size[OPEN] = rest
        self.used = dict.fromkeys(self.size, 0)

    def seat(self, party: Asking, *, at_any_price: bool = False) -> bool:
        """Seats for all of a party, or for none."""
        if not at_any_price and self.total + party.size > self.whole:
            return False
        before = dict(self.used), {kind: dict(row) for kind, row in self.taken.items()}
        for _person in range(party.size):
            if self._kept_seat(party.kind):
                continue
            if self.used[OPEN] >= self.size[OPEN] and not at_any_price:
                self.used, self.taken = before
                return False
            self._take(party.kind, OPEN, 1)
        self.total += party.size
        self.seated.append(party)
        return True

    def _rights(self, kind: str) -> list[int]:
        return [key for key in self.size if key != OPEN and kind and kind in self.kinds[key]]

    def _kept_seat(self, kind: str) -> bool:
        """A kept seat, if need be by moving others to another seat that is kept for them too."""
        came_from: dict[int, tuple[int, str]] = {}
        queue = deque(self._rights(kind))
        seen = set(queue)
        while queue:
            here = queue.popleft()
            if self.used[here] < self.size[here]:
                self._move_along(here, came_from, kind)
                return True
            for other in [other for other, row in self.taken.items() if row.get(here)]:
                fresh = [key for key in self._rights(other) if key not in seen]
                seen.update(fresh)
                came_from.update(dict.fromkeys(fresh, (here, other)))
                queue.extend(fresh)
        return False

    def _move_along(self, free: int, came_from: dict[int, tuple[int, str]], newcomer: str) -> None:
        here = free
        while here in came_from:
            before, other = came_from[here]
            self._take(other, before, -1)
            self._take(other, here, 1)
            here = before
        self._take(newcomer, here, 1)

    def _take(self, kind: str, seat: int, number: int) -> None:
        row = self.taken.setdefault(kind, {})
        row[seat] = row.get(seat, 0) + number
        self.used[seat] += number

    def places(self) -> dict[int, tuple[int, ...]]:
        """The reserve of each person of each party that has seats, kept seats first."""
        kept_first = [*(key for key in self.size if key != OPEN), OPEN]
        stock = {
            kind: deque(seat for seat in kept_first for _ in range(row.get(seat, 0)))
            for kind, row in self.taken.items()
        }
        return {party.key: tuple(stock[party.kind].popleft() for _ in range(party.size)) for party in self.seated}

    @property
    def left(self) -> int | None:
        """How many seats nobody has."""
        return None if self.hall.capacity is None else max(0, self.whole - self.total)

    @property
    def left_open(self) -> int | None:
        """How many of them anybody may get."""
        return None if self.left is None else max(0, min(self.left, self.size[OPEN] - self.used[OPEN]))

    @property
    def left_in(self) -> dict[int, int]:
        """How many of them are kept, by reserve."""
        most = UNBOUNDED if self.left is None else self.left
        return {key: max(0, min(most, size - self.used[key])) for key, size in self.size.items() if key != OPEN}
