"""What is looked for and not given: organisations with their themes against the measures that are open or expected.

Pure core: no Django, no database, no clock. A set of measures is one integer, as in `catalogue`; what does not
depend on the organisation itself (its legal form, its place, a theme) is worked out once for all who share it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Seeker:
    """An organisation as far as it matters for what it may apply for; 0 and "" are not known."""

    pk: int
    form: str
    place: int
    municipality: int
    themes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Supply:
    """What there is.

    `ahead` are the measures open or expected, `about` those of each theme, `broad` those for any theme or of
    which no theme is known; `refused` tells which measures surely do not take that form at that place.
    """

    ahead: int
    about: Mapping[int, int]
    broad: int
    refused: Callable[[str, int], int]


@dataclass(frozen=True, slots=True)
class Want:
    """One organisation and one of its themes: how many measures of that theme, how many of any theme it may try."""

    seeker: Seeker
    theme: int
    own: int
    broad: int

    @property
    def unmet(self) -> bool:
        """Whether nothing open or expected is about its theme."""
        return self.own == 0

    @property
    def nothing(self) -> bool:
        """Whether there is nothing at all, not even for any theme."""
        return self.own == 0 and self.broad == 0


def wants_of(seekers: Iterable[Seeker], supply: Supply) -> list[Want]:
    """Every organisation with each of its themes."""

    @cache
    def left(form: str, place: int) -> int:
        return supply.ahead & ~supply.refused(form, place)

    @cache
    def counted(form: str, place: int, theme: int) -> tuple[int, int]:
        mine = left(form, place)
        own = supply.about.get(theme, 0) & mine
        return own.bit_count(), (supply.broad & mine & ~own).bit_count()

    return [
        Want(seeker, theme, *counted(seeker.form, seeker.place, theme))
        for seeker in seekers
        for theme in sorted(seeker.themes)
    ]


@dataclass(frozen=True, slots=True)
class Need:
    """Those who look for the same: how many, for how many there is nothing of the theme, for how many nothing at all."""

    key: tuple[Hashable, ...]
    looking: int
    unmet: int
    nothing: int


def grouped(wants: Iterable[Want], key: Callable[[Want], tuple[Hashable, ...]]) -> list[Need]:
    """Wants counted by what they share; where most is missing comes first."""
    counts: dict[tuple[Hashable, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for want in wants:
        row = counts[key(want)]
        row[0] += 1
        row[1] += want.unmet
        row[2] += want.nothing
    needs = [Need(at, *row) for at, row in counts.items()]
    return sorted(needs, key=lambda need: (-need.unmet, -need.nothing, -need.looking, str(need.key)))
