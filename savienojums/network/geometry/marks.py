"""What stands on the map: names that leave each other room, and marks that gather where they would overlap.

`frontend/src/map/marks.ts` does the same in the browser; `tests/front/test_map_script.py` lets both do it and compares.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.network.geometry.shapes import meet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from savienojums.network.geometry.earth import Point
    from savienojums.network.geometry.shapes import Box

# How wide a letter of the text face is on average, and how high a line, as shares of its size.
LETTER, LINE = 0.56, 1.1


@dataclass(frozen=True, slots=True)
class Name:
    """A name that wants to stand beside a point (or on it, with no gap at all)."""

    text: str
    x: float
    y: float
    size: float
    gap: float = 6.0


@dataclass(frozen=True, slots=True)
class Gathered:
    """Points that stand so near each other that they get one mark."""

    x: float
    y: float
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name stands: its SVG anchor word, how far from its point, and the room it takes."""

    anchor: str
    dx: float
    dy: float
    box: Box


# Beside, over and under the point, then aslant; first close to it, then farther off where a mark covers the point.
_SIDES = (
    ("start", 1.0, 0.0),
    ("end", -1.0, 0.0),
    ("middle", 0.0, -1.0),
    ("middle", 0.0, 1.0),
    ("start", 0.7, -0.7),
    ("start", 0.7, 0.7),
    ("end", -0.7, -0.7),
    ("end", -0.7, 0.7),
)
_FARTHER = (1.0, 2.6, 4.0)


def spots(name: Name) -> Iterator[Spot]:
    """Where a name may stand, best first."""
    width, height = len(name.text) * name.size * LETTER, name.size * LINE
    for farther in _FARTHER if name.gap else (0.0,):
        for anchor, across, down in _SIDES if name.gap else (("middle", 0.0, 0.0),):
            gap = name.gap * farther
            dx, dy = across * gap, down * (gap + (height / 2 if anchor == "middle" else 0))
            left = name.x + dx - {"start": 0, "middle": width / 2, "end": width}[anchor]
            top = name.y + dy - height / 2
            yield Spot(anchor, dx, dy, (left, top, left + width, top + height))


def leave_room(names: Sequence[Name], *, within: Box, around: Iterable[Box] = ()) -> dict[int, Spot]:
    """The names that find room, by their number: first come first served, none over another or over what is there."""
    taken = _Shelf(around)
    placed: dict[int, Spot] = {}
    for number, name in enumerate(names):
        for spot in spots(name):
            left, top, right, bottom = spot.box
            fits = left >= within[0] and top >= within[1] and right <= within[2] and bottom <= within[3]
            if fits and not taken.hits(spot.box):
                taken.put(spot.box)
                placed[number] = spot
                break
    return placed


class _Shelf:
    """Boxes sorted into bands, so that asking does not mean asking all."""

    band = 40.0

    def __init__(self, boxes: Iterable[Box]) -> None:
        self.bands: dict[int, list[Box]] = defaultdict(list)
        for box in boxes:
            self.put(box)

    def _bands(self, box: Box) -> range:
        return range(math.floor(box[1] / self.band), math.floor(box[3] / self.band) + 1)

    def put(self, box: Box) -> None:
        for band in self._bands(box):
            self.bands[band].append(box)

    def hits(self, box: Box) -> bool:
        return any(meet(box, other) for band in self._bands(box) for other in self.bands.get(band, ()))


def gather(points: Sequence[Point], apart: float) -> list[Gathered]:
    """The points as marks at least `apart` from each other; each stands in the middle of what it gathered.

    Every round joins each mark with all that stand too near; the joint one moves, and may come too near another,
    so there are rounds until nobody joins.
    """
    marks = [Gathered(x, y, (number,)) for number, (x, y) in enumerate(points)]
    while True:
        joined = _round(marks, apart)
        if len(joined) == len(marks):
            return marks
        marks = joined


def _round(marks: Sequence[Gathered], apart: float) -> list[Gathered]:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, mark in enumerate(marks):
        cells[math.floor(mark.x / apart), math.floor(mark.y / apart)].append(number)
    gone: set[int] = set()
    joined = []
    for number, mark in enumerate(marks):
        if number in gone:
            continue
        column, row = math.floor(mark.x / apart), math.floor(mark.y / apart)
        near = sorted(
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in cells.get((column + dx, row + dy), ())
            if other not in gone and math.hypot(marks[other].x - mark.x, marks[other].y - mark.y) < apart
        )
        gone.update(near)
        joined.append(_middle([marks[other] for other in near]) if len(near) > 1 else mark)
    return joined


def _middle(marks: Sequence[Gathered]) -> Gathered:
    members = tuple(sorted(member for mark in marks for member in mark.members))
    x = sum(mark.x * len(mark.members) for mark in marks) / len(members)
    y = sum(mark.y * len(mark.members) for mark in marks) / len(members)
    return Gathered(x, y, members)
