"""Pictures of time as numbers: how far away a deadline is, and where the deadlines of a year lie."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from savienojums.core.clock import local_day

if TYPE_CHECKING:
    from collections.abc import Iterable

SOON = 14
# The line of every deadline shows the same half year, so that cards can be compared at a glance.
WEEKS = 26
DAYS = WEEKS * 7
MONTHS = 12
# A year's strip is so high, each block of it so, with so many on each other.
GROUND, STEP, HIGHEST = 60, 9, 6


@dataclass(frozen=True, slots=True)
class Line:
    """A deadline seen from a day."""

    state: str
    days: int
    reach: int


def line_to(at: datetime, today: date | datetime, *, expected: bool = False) -> Line:
    """Where a deadline lies on the line of the coming half year; a point in days from its left end."""
    day = local_day(today) if isinstance(today, datetime) else today
    days = (local_day(at) - day).days
    gone = at < today if isinstance(today, datetime) else days < 0
    if gone:
        return Line("past", days, 0)
    if expected:
        return Line("expected", days, min(days, DAYS))
    if days > DAYS:
        return Line("far", days, DAYS)
    return Line("soon" if days <= SOON else "open", days, days)


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that ends on a day of the month: how high it is stacked there, and whether it is only expected."""

    day: int
    top: int
    expected: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year's strip: its first day, how long it is, and what ends in it."""

    first: date
    length: int
    blocks: list[Block]
    count: int
    today: float | None


def months_from(start: date, marks: Iterable[dict[str, Any]], today: date | None = None) -> list[Month]:
    """Twelve months from the one of `start`, with what the marks (`day`, `expected`) say of them."""
    firm, hoped = Counter[date](), Counter[date]()
    for mark in marks:
        (hoped if mark.get("expected") else firm)[mark["day"]] += 1
    first, months = start.replace(day=1), []
    for _month in range(MONTHS):
        after = (first + timedelta(days=31)).replace(day=1)
        days = [first + timedelta(days=number) for number in range((after - first).days)]
        blocks = [block for day in days for block in _stack(day.day, firm[day], hoped[day])]
        here = today.day - 0.5 if today and first <= today < after else None
        months.append(Month(first, len(days), blocks, sum(firm[day] + hoped[day] for day in days), here))
        first = after
    return months


def _stack(day: int, firm: int, hoped: int) -> list[Block]:
    """Blocks from the ground up, the firm ones first; a pile ends where the picture ends."""
    return [Block(day, GROUND - STEP * (at + 1), at >= firm) for at in range(min(firm + hoped, HIGHEST))]
