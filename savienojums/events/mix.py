"""Whom a focus group wants to hear, and who of them is still missing.

Pure core: no Django, no database. Somebody who said (or for whom it was said) which cell is theirs counts there, even
if more came than were wanted. Of the others, those of whom enough is known are counted where they fit, so that as few
as possible are missing; one person fills one cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Cell:
    """So many of this age, from these places, of this kind; what is empty means any."""

    key: int
    wanted: int
    age_band: str = ""
    # The place itself and all that lie in it.
    places: frozenset[int] = frozenset()
    kind: str = ""

    def fits(self, somebody: Somebody) -> bool:
        """Whether what is known of somebody is enough to count them here; a kind must be said."""
        if self.kind:
            return False
        if self.age_band and somebody.age_band != self.age_band:
            return False
        return not self.places or somebody.place in self.places


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person with a seat: age and place as far as known, and the cell that was chosen."""

    key: int
    age_band: str = ""
    place: int | None = None
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """Who counts where."""

    by_cell: dict[int, tuple[int, ...]] = field(default_factory=dict)
    # Those who count nowhere.
    others: tuple[int, ...] = ()

    def missing(self, cell: Cell) -> int:
        """How many are still wanted there."""
        return max(0, cell.wanted - len(self.by_cell.get(cell.key, ())))


def filled(cells: Sequence[Cell], people: Sequence[Somebody]) -> Filled:
    """Who fills which cell."""
    by_cell: dict[int, list[int]] = {cell.key: [] for cell in cells}
    free = []
    for somebody in people:
        if somebody.chosen in by_cell:
            by_cell[somebody.chosen].append(somebody.key)
        else:
            free.append(somebody)
    room = {cell.key: max(0, cell.wanted - len(by_cell[cell.key])) for cell in cells}
    fitting = {each.key: [cell.key for cell in cells if room[cell.key] and cell.fits(each)] for each in free}
    seats = _matched(fitting, room)
    for cell, taken in seats.items():
        by_cell[cell].extend(taken)
    placed = {key for taken in seats.values() for key in taken}
    others = tuple(each.key for each in free if each.key not in placed)
    return Filled({cell: tuple(taken) for cell, taken in by_cell.items()}, others)


def _matched(fitting: dict[int, list[int]], room: dict[int, int]) -> dict[int, list[int]]:
    """As many people as can be in cells they fit, in ways that make room for one another."""
    seats: dict[int, list[int]] = {cell: [] for cell in room}

    def seat(person: int, tried: set[int]) -> bool:
        for cell in fitting[person]:
            if cell in tried:
                continue
            tried.add(cell)
            if len(seats[cell]) < room[cell]:
                seats[cell].append(person)
                return True
            for other in seats[cell]:
                if seat(other, tried):
                    seats[cell][seats[cell].index(other)] = person
                    return True
        return False

    for person in fitting:
        seat(person, set())
    return seats
