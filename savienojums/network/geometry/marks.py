"""What stands on the map: names that leave each other room, and marks that gather where they would overlap.

`frontend/src/map/marks.ts` does the same in the browser; both are tested with `tests/network/map_cases.json`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.network.geometry.shapes import meet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def name_boxes(name: Name, scale: float = 1) -> list[tuple[str, Box]]:
    """Where a name may stand, best first: the SVG anchor word and the room it takes."""
    width, height = len(name.text) * name.size * LETTER, name.size * LINE
    x, y, gap = name.x * scale, name.y * scale, name.gap
    if not gap:
        return [("middle", (x - width / 2, y - height / 2, x + width / 2, y + height / 2))]
    return [
        ("start", (x + gap, y - height / 2, x + gap + width, y + height / 2)),
        ("end", (x - gap - width, y - height / 2, x - gap, y + height / 2)),
        ("over", (x - width / 2, y - gap - height, x + width / 2, y - gap)),
        ("under", (x - width / 2, y + gap, x + width / 2, y + gap + height)),
    ]


def leave_room(
    names: Sequence[Name], *, within: Box, around: Iterable[Box] = (), scale: float = 1
) -> dict[int, tuple[str, Box]]:
    """The names that find room, by their number: first come first served, none over another or over what is there."""
    taken = _Shelf(around)
    placed: dict[int, tuple[str, Box]] = {}
    for number, name in enumerate(names):
        for anchor, box in name_boxes(name, scale):
            fits = box[0] >= within[0] and box[1] >= within[1] and box[2] <= within[2] and box[3] <= within[3]
            if fits and not taken.hits(box):
                taken.put(box)
                placed[number] = anchor, box
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
