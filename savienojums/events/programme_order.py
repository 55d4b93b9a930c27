"""Points of a programme against each other: which overlap in one room, which lie outside the event; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """One point: from when until when, in which room."""

    key: int
    begins: datetime
    ends: datetime | None
    room: str = ""


def overlapping(slots: Iterable[Slot]) -> list[tuple[int, int]]:
    """Pairs of points that are in one room at the same time, the earlier one first; touching is no overlap."""
    line = sorted(slots, key=lambda slot: (slot.begins, slot.key))
    pairs = []
    for place, one in enumerate(line):
        for other in line[place + 1 :]:
            if one.ends is not None and other.begins >= one.ends:
                break
            if _meet(one, other) and one.room == other.room:
                pairs.append((one.key, other.key))
    return pairs


def outside(slots: Iterable[Slot], begins: datetime, ends: datetime) -> list[int]:
    """Points that begin before the event or end after it."""
    return [slot.key for slot in slots if slot.begins < begins or (slot.ends or slot.begins) > ends]


def route(points: Sequence[tuple[float, float]], width: float, height: float, edge: float) -> list[tuple[float, float]]:
    """Points of the earth (north, east) on a sheet, north up, as large as fits."""
    if not points:
        return []
    # At our latitude a degree to the east is about half as long as one to the north.
    flat = [(east * 0.555, -north) for north, east in points]
    left, top = min(x for x, _y in flat), min(y for _x, y in flat)
    wide, tall = max(x for x, _y in flat) - left, max(y for _x, y in flat) - top
    inner = (width - 2 * edge, height - 2 * edge)
    scale = min((room / size for room, size in zip(inner, (wide, tall), strict=True) if size > 0), default=0.0)
    spare = ((inner[0] - wide * scale) / 2, (inner[1] - tall * scale) / 2)
    return [
        (round(edge + spare[0] + (x - left) * scale, 1), round(edge + spare[1] + (y - top) * scale, 1)) for x, y in flat
    ]


def _meet(one: Slot, other: Slot) -> bool:
    """Whether two points share a moment; one without an end is only its beginning."""
    if one.ends is None or other.ends is None:
        return one.ends is not None and one.begins < other.begins < one.ends
    return one.begins < other.ends and other.begins < one.ends
