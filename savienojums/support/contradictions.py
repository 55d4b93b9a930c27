"""What conditions do to each other: which contradict, which demand nothing, which change nothing.

Pure core: no Django, no database, no clock. All kinds of applicants that the conditions can tell apart are imagined
and judged. Where there would be too many of them, nothing is claimed.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import chain, combinations, islice, product
from math import prod
from typing import TYPE_CHECKING, Any

from savienojums.support import fit
from savienojums.support.composed import AllOf, AnyOf, Not, bare, leaves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from savienojums.support.fit import Answer, Applicant, Condition

# So many imagined applicants are tried at most.
MOST_TRIED = 8_000
# From so many kinds of themes or places on, their combinations are too many.
MOST_COMBINED = 8
COUNTED = {
    fit.PeopleAtLeast: "people", fit.SignaturesAtLeast: "signatures", fit.PartnersAtLeast: "partners",
    fit.ShareAtLeast: "share",
}  # fmt: skip


class TooMany(Exception):
    """There are more kinds of applicants than can be tried."""


class Crowd:
    """One applicant of every kind that these conditions can tell apart, and what each is told."""

    def __init__(self, conditions: Sequence[Condition]) -> None:
        self.people = list(imagined(conditions))
        self.kept: dict[Condition, list[Answer]] = {}

    def told(self, condition: Condition) -> list[Answer]:
        """What everybody is told, in their order; a condition without parts is asked only once."""
        inner = bare(condition)
        if isinstance(inner, Not):
            return [fit.opposite(answer) for answer in self.told(inner.part)]
        if isinstance(inner, AllOf | AnyOf):
            return self._composed(inner)
        if inner not in self.kept:
            self.kept[inner] = [inner.judge(each).answer for each in self.people]
        return self.kept[inner]

    def told_of_all(self, conditions: Sequence[Condition]) -> list[Answer]:
        """What everybody is told where all of these have to be met."""
        return self.told(AllOf(tuple(conditions)))

    def _composed(self, group: AllOf | AnyOf) -> list[Answer]:
        parts = [self.told(part) for part in group.parts]
        choose, nothing = (min, fit.Answer.YES) if isinstance(group, AllOf) else (max, fit.Answer.NO)
        if len(parts) < 2:
            return parts[0] if parts else [nothing] * len(self.people)
        return list(map(choose, *parts))


def possible(conditions: Sequence[Condition]) -> frozenset[Answer]:
    """Which answers anybody could get who has said everything.

    Only {NO} means that the conditions contradict each other; only {YES} that they demand nothing.
    """
    try:
        return frozenset(Crowd(conditions).told_of_all(conditions))
    except TooMany:
        return frozenset(fit.Answer)


def smallest_contradiction(conditions: Sequence[Condition]) -> list[int]:
    """Which of the conditions contradict each other, none of them to spare; mostly a pair, nothing if none do."""
    try:
        crowd = Crowd(conditions)
    except TooMany:
        return []
    left = list(range(len(conditions)))
    if set(crowd.told_of_all(conditions)) != {fit.Answer.NO}:
        return []
    for number in range(len(conditions)):
        without = [each for each in left if each != number]
        if set(crowd.told_of_all([conditions[each] for each in without])) == {fit.Answer.NO}:
            left = without
    return left


# --- who is imagined --------------------------------------------------------------


def imagined(conditions: Sequence[Condition]) -> Iterator[Applicant]:
    """One applicant of every kind that these conditions can tell apart, each having said everything."""
    wanted = _values(list(dict.fromkeys(leaves(conditions))))
    if prod(len(values) for values in wanted.values()) > MOST_TRIED:
        raise TooMany
    for values in product(*wanted.values()):
        said = dict(zip(wanted, values, strict=True))
        judged = {name.removeprefix("judged:"): said.pop(name) for name in [*said] if name.startswith("judged:")}
        yield fit.Applicant(**said, judged=judged)


def _values(parts: list[Condition]) -> dict[str, list[Any]]:
    """For each thing an applicant may say: one value of every kind that makes a difference."""
    forms = [part.forms for part in parts if isinstance(part, fit.FormIn)]
    forms += [part.of_forms for part in parts if isinstance(part, fit.PeopleAtLeast) and part.of_forms]
    places = [part for part in parts if isinstance(part, fit.PlaceWithin)]
    active = [part.places for part in places if part.basis not in {"", "address"}]
    themes = [part.themes for part in parts if isinstance(part, fit.ThemeAmong) and not part.open]
    wanted: dict[str, list[Any]] = {
        "form": ["", *_kinds_of(forms)],
        "places": [frozenset(), *(frozenset({place}) for place in _kinds_of([part.places for part in places]))],
        "elsewhere": _combined(_kinds_of(active)),
        "themes": _combined(_kinds_of(themes)),
    }
    for name, value in chain.from_iterable(map(_around, parts)):
        wanted.setdefault(name, []).append(value)
    return {name: list(dict.fromkeys(values)) for name, values in wanted.items()}


def _kinds_of(sets: list[frozenset[Any]]) -> list[Any]:
    """One member of every kind: two are of one kind if they lie in just the same sets."""
    kinds: dict[tuple[bool, ...], Any] = {}
    for member in sorted(frozenset().union(*sets), key=str):
        kinds.setdefault(tuple(member in each for each in sets), member)
    return list(kinds.values())


def _combined(members: list[Any]) -> list[frozenset[Any]]:
    """Nothing, each, and all of them together in every way."""
    if len(members) > MOST_COMBINED:
        raise TooMany
    sizes = range(len(members) + 1)
    return [frozenset(chosen) for size in sizes for chosen in combinations(members, size)]


def _around(part: Condition) -> Iterator[tuple[str, Any]]:
    """Values on both sides of each limit."""
    match part:
        case fit.Judged(key=key):
            yield from ((f"judged:{key}", met) for met in (True, False))
        case fit.SumBetween() | fit.AgeBetween():
            name, one = ("amount", Decimal("0.01")) if isinstance(part, fit.SumBetween) else ("age", 1)
            for limit in _said(part.least, part.most):
                yield from ((name, limit + step) for step in (-one, 0, one))
        case _ if name := COUNTED.get(type(part), ""):
            least = getattr(part, "least", 0)
            yield from ((name, least), (name, least - 1))


def _said(*limits: Any) -> Iterable[Any]:
    return islice((limit for limit in limits if limit is not None), 2)
