"""How far several coders agree beyond chance; pure, over values of any kind.

Shapes. A *unit* is what was coded (one open answer). `units` is a list of units; each unit is the list of values the
coders gave to it, in any order, one value a coder; whoever has not coded it is simply not there. A value is anything
hashable: True or False for one theme, a frozenset of themes for a whole answer.

Sources. Krippendorff's alpha after K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): alpha =
1 - observed / expected disagreement over pairable values. Cohen's kappa after J. Cohen, "A coefficient of agreement for
nominal scales" (1960). The distance of two sets of themes is MASI after R. Passonneau (2006).
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

Value = TypeVar("Value", bound="Hashable")
Set = frozenset[str] | frozenset[int]
# From here on conclusions can be drawn; from there on, cautious ones (Krippendorff 2004, p. 241).
GOOD, TENTATIVE = 0.8, 0.667


def counts_for(agreeing: int, coders: int) -> bool:
    """Whether an answer counts for a theme: at least half of its coders say so."""
    return 2 * agreeing >= coders


def share_agreed(units: Sequence[Sequence[Value]]) -> float | None:
    """The share of pairs of coders, over all units, who gave the same value; None where nothing was coded twice."""
    pairs = agreed = 0
    for values in units:
        for one, other in combinations(values, 2):
            pairs += 1
            agreed += one == other
    return agreed / pairs if pairs else None


def nominal(one: Hashable, other: Hashable) -> float:
    """0 for equal values, 1 for others."""
    return 0.0 if one == other else 1.0


def masi(one: Set, other: Set) -> float:
    """How far two sets of themes are from each other: 0 for equal ones, 1 for those that share nothing.

    1 - (shared / all) · m, where m is 1 for equal sets, 2/3 if one holds the other, 1/3 if they overlap, 0 otherwise.
    """
    if one == other:
        return 0.0
    shared = one & other
    if not shared:
        return 1.0
    holding = 2 / 3 if one < other or other < one else 1 / 3
    return 1 - len(shared) / len(one | other) * holding


def alpha(units: Sequence[Sequence[Value]], distance: Callable[[Value, Value], float] = nominal) -> float | None:
    """Krippendorff's alpha: 1 full agreement, 0 what chance would give, below 0 worse than chance.

    Any number of coders, some of whom coded only a part. None where it says nothing: no unit was coded by two, or
    everybody gave one and the same value everywhere, so that there is nothing to tell apart.
    """
    pairable = [values for values in units if len(values) > 1]
    number = sum(len(values) for values in pairable)
    observed = 0.0
    for values in pairable:
        within = sum(distance(one, other) for one, other in combinations(values, 2))
        observed += 2 * within / (len(values) - 1)
    counts = Counter(value for values in pairable for value in values)
    expected = sum(
        2 * counts[one] * counts[other] * distance(one, other) for one, other in combinations(list(counts), 2)
    )
    if not expected:
        return None
    return 1 - (number - 1) * observed / expected


def kappa(one: Sequence[Value], other: Sequence[Value]) -> float | None:
    """Cohen's kappa of two coders who both coded the same units in the same order; None where chance agrees fully."""
    if len(one) != len(other):
        raise ValueError("two coders, one value of each for every unit")
    number = len(one)
    if not number:
        return None
    observed = sum(mine == theirs for mine, theirs in zip(one, other, strict=True)) / number
    mine, theirs = Counter(one), Counter(other)
    chance = sum(mine[value] * theirs[value] for value in mine) / number**2
    return None if chance == 1 else (observed - chance) / (1 - chance)
