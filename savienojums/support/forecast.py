"""When a measure may be expected again, out of what was usual: "usually 1 March, 12:00".

Pure core: no Django, no database, no clock.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Rounds older than this say little about the next one.
YEARS_THAT_COUNT = 6


@dataclass(frozen=True, slots=True)
class Usual:
    """A day of the year on which a deadline usually falls, with its hour if that is known."""

    month: int
    day: int
    hour: time | None = None

    def next_after(self, today: date) -> date:
        """The next such day, today included; 29 February is the 28th in common years."""
        for year in (today.year, today.year + 1):
            if (coming := _day(year, self.month, self.day)) >= today:
                return coming
        return _day(today.year + 2, self.month, self.day)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def usual_days(said: Iterable[str], hour: time | None = None) -> list[Usual]:
    """Days written as "MM-DD", as the editors noted them; anything else is passed over."""
    found = []
    for words in said:
        month, dash, day = words.partition("-")
        if dash and month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            found.append(Usual(int(month), int(day), hour))
    return sorted(found, key=lambda usual: (usual.month, usual.day))


def from_past(deadlines: Iterable[tuple[date, time | None]], today: date) -> list[Usual]:
    """The usual day of a yearly measure out of its past deadlines: the newest one, with the commonest hour."""
    counted = [(day, hour) for day, hour in deadlines if 0 <= (today - day).days <= YEARS_THAT_COUNT * 366]
    if not counted:
        return []
    newest = max(day for day, _ in counted)
    hours = Counter(hour for _, hour in counted if hour is not None)
    return [Usual(newest.month, newest.day, hours.most_common(1)[0][0] if hours else None)]


def soonest(usual: Iterable[Usual], today: date) -> tuple[date, Usual] | None:
    """The next usual day of several."""
    return min(((each.next_after(today), each) for each in usual), key=lambda pair: pair[0], default=None)
