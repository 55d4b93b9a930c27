"""What answers to a question say together: counts, means, orders, quartiles, and which groups may be shown at all."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

# Columns of a histogram, at most.
MOST_BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Row:
    """How often one choice or step was taken; `share` of those who answered the question."""

    key: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Counted:
    """A question with choices: how many answered, each choice, and what was written beside the choices."""

    base: int
    rows: tuple[Row, ...]
    others: tuple[str, ...] = ()

    @property
    def other(self) -> Row:
        """How many wrote something else."""
        return Row("", len(self.others), _share(len(self.others), self.base))


@dataclass(frozen=True, slots=True)
class Scaled:
    """A scale: each step, the mean and the median."""

    base: int
    rows: tuple[Row, ...]
    mean: float | None
    median: float | None


@dataclass(frozen=True, slots=True)
class RankRow:
    """One choice of an order: its mean place, how many put it first, its Borda points."""

    key: str
    mean: float
    firsts: int
    share: float
    points: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """An order: the best choice first."""

    base: int
    rows: tuple[RankRow, ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """One column of a histogram: from `least`, below `below` (the last one with its end)."""

    least: float
    below: float
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Numbered:
    """Numbers: least, quartiles, greatest, mean, and how they are spread."""

    base: int
    least: float | None = None
    lower: float | None = None
    median: float | None = None
    upper: float | None = None
    most: float | None = None
    mean: float | None = None
    bins: tuple[Bin, ...] = ()


def counted(values: Sequence[Any], keys: Sequence[str]) -> Counted:
    """Answers to a question with choices; a value is a key, an own word, or a list of them."""
    tally: Counter[str] = Counter()
    others: list[str] = []
    for value in values:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                others.append(str(each.get("other", "")))
            else:
                tally[each] += 1
    base = len(values)
    rows = tuple(Row(key, tally[key], _share(tally[key], base)) for key in keys)
    return Counted(base, rows, tuple(sorted(others, key=str.casefold)))


def scaled(values: Sequence[int], ends: tuple[int, int]) -> Scaled:
    """Answers on a scale."""
    tally = Counter(values)
    rows = tuple(Row(str(step), tally[step], _share(tally[step], len(values))) for step in range(ends[0], ends[1] + 1))
    return Scaled(len(values), rows, _mean(values), quantile(values, 0.5))


def ranked(values: Sequence[Sequence[str]], keys: Sequence[str]) -> Ranked:
    """Orders by Borda's count: of m choices the first has m − 1 points, the last none.

    Choices that somebody left out share the places that are left, each with the mean of them; so every sheet gives the
    same sum of points, and the mean place is m less the points by sheet.
    """
    many, base = len(keys), len(values)
    points: dict[str, float] = dict.fromkeys(keys, 0.0)
    firsts: Counter[str] = Counter()
    for order in values:
        named = [key for key in order if key in points]
        if named:
            firsts[named[0]] += 1
        for place, key in enumerate(named):
            points[key] += many - 1 - place
        left = many - len(named)
        for key in points.keys() - set(named):
            points[key] += (left - 1) / 2
    rows = [
        RankRow(key, many - got / base if base else 0.0, firsts[key], _share(firsts[key], base), got)
        for key, got in points.items()
    ]
    rows.sort(key=lambda row: (-row.points, -row.firsts, keys.index(row.key)))
    return Ranked(base, tuple(rows))


def numbered(values: Sequence[float]) -> Numbered:
    """Numbers and how they are spread."""
    if not values:
        return Numbered(0)
    lower, median, upper = (quantile(values, part) for part in (0.25, 0.5, 0.75))
    return Numbered(len(values), min(values), lower, median, upper, max(values), _mean(values), bins(values))


def quantile(values: Sequence[float], part: float) -> float | None:
    """The value below which this part of them lies, between two of them where need be."""
    if not values:
        return None
    line = sorted(values)
    at = (len(line) - 1) * part
    low = math.floor(at)
    high = min(low + 1, len(line) - 1)
    # Between equal neighbours nothing is reckoned, so that rounding cannot leave the line.
    return line[low] if line[low] == line[high] else line[low] + (line[high] - line[low]) * (at - low)


def bins(values: Sequence[float]) -> tuple[Bin, ...]:
    """Columns of round width, at most ten, from the least to the greatest."""
    least, most = min(values), max(values)
    whole = all(value == int(value) for value in values)
    step = round_step((most - least) / MOST_BINS, whole=whole)
    first = math.floor(least / step)
    # Rounding may put an end a hair beside a border; one column more at the end takes it in.
    columns = Counter(min(max(math.floor(value / step), first), first + 2 * MOST_BINS) for value in values)
    return tuple(
        Bin(_tidy(number * step), _tidy((number + 1) * step), columns[number], _share(columns[number], len(values)))
        for number in range(first, max(columns) + 1)
    )


def round_step(wanted: float, *, whole: bool) -> float:
    """The next 1, 2 or 5 with noughts that is not smaller."""
    if wanted <= 0:
        return 1.0
    size = 10.0 ** math.floor(math.log10(wanted))
    step = next(size * times for times in (1, 2, 5, 10) if size * times >= wanted * (1 - 1e-9))
    return max(1.0, step) if whole else step


def shown_groups(counts: Mapping[Hashable, int], smallest: int, *, unsaid: int = 0) -> frozenset[Hashable]:
    """Which groups may be shown: none of fewer people, and none that could be reckoned from the others.

    Whoever is in no shown group – too few of their kind, or nothing said – must be nobody or at least `smallest`
    people: otherwise the whole less what is shown would tell what they said. Then the smallest shown group goes, too.
    """
    shown = {key for key, count in counts.items() if count >= smallest}
    hidden = unsaid + sum(count for key, count in counts.items() if key not in shown)
    while shown and 0 < hidden < smallest:
        least = min(shown, key=lambda key: (counts[key], str(key)))
        shown.remove(least)
        hidden += counts[least]
    return frozenset(shown)


def _share(count: int, base: int) -> float:
    return count / base if base else 0.0


def _mean(values: Iterable[float]) -> float | None:
    kept = list(values)
    # The order in which sheets came must not show in the last digit.
    return math.fsum(kept) / len(kept) if kept else None


def _tidy(value: float) -> float:
    return round(value, 9)
