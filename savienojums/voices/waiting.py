"""How long a proposal has waited for its answer: days, how much that is, when to remind, what is usual."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

# On which days of waiting the addressee is reminded, once each.
REMINDERS = (14, 30)
# From how many days on a wait is called what; the names are classes of pages too.
BANDS = ((90, "forgotten"), (30, "late"), (14, "due"), (0, "fresh"))


@dataclass(frozen=True, slots=True, order=True)
class Age:
    """A wait in whole days."""

    days: int

    @property
    def band(self) -> str:
        """How much it is: fresh, due, late, forgotten."""
        return next(name for least, name in BANDS if self.days >= least)


def age_of(asked: date, today: date) -> Age:
    """How old something is that was asked on that day; what was asked tomorrow by another clock is new."""
    return Age(max(0, (today - asked).days))


def reminder_due(days: int) -> int | None:
    """Which reminder a wait of so many days has come to; the latest alone, for what was missed is not caught up."""
    return max((each for each in REMINDERS if days >= each), default=None)


def usual(waits: Iterable[int]) -> int | None:
    """The wait in the middle of all waits: half were answered sooner; of an even number the longer one's side."""
    days = sorted(waits)
    return round(median(days) + 0.001) if days else None
