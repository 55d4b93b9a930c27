"""What came of applications, told so that nobody can tell whose they were.

Pure core: no Django, no database, no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

# A number about organisations is told from three of them on.
LEAST_ORGANISATIONS = 3
# A number about people who only looked is told from five on.
LEAST_ASKINGS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decided application: whose, whether it was supported, what was asked and granted."""

    organisation: int
    won: bool
    asked: Decimal | None = None
    granted: Decimal | None = None


def enough(count: int, least: int = LEAST_ORGANISATIONS) -> int:
    """The number, or 0 while it is so small that it could point at somebody."""
    return count if count >= least else 0


def cut(outcomes: Iterable[Outcome]) -> int | None:
    """How much of the sum asked is usually granted to those supported, in per cent; the middle one of at least three."""
    shares = {
        each.organisation: each.granted / each.asked
        for each in outcomes
        if each.won and each.asked and each.granted is not None
    }
    return round(100 * median(shares.values())) if enough(len(shares)) else None
