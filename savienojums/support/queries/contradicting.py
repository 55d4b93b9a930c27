"""Whether anybody can meet a measure at all: its own lines beside the conditions composed for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from savienojums.network.kinds import PlaceKind
from savienojums.network.queries.places import atlas
from savienojums.support import fit, rulebook
from savienojums.support.composed import AllOf, AnyOf, Not, bare, leaves
from savienojums.support.contradictions import Crowd, TooMany, possible, smallest_contradiction
from savienojums.support.queries.catalogue import ANY_THEME
from savienojums.support.queries.conditions import known, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# What an entry's own lines and its rule say together; a change of one of them may make it impossible.
LINES = {
    "rule", "legal_forms", "forms_certain", "people_min", "people_for", "partners_min", "amount_min", "amount_max",
    "places", "places_certain", "place_basis", "outside_region", "themes",
}  # fmt: skip


# So many comparisons are made at most to see whether parts change anything.
MOST_COMPARED = 2_000_000


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that is demanded; `path` is its place in the rule, None for a line of the entry itself."""

    condition: fit.Condition
    path: str | None = None

    @property
    def words(self) -> str:
        """What it demands, in one line."""
        return one_line(self.condition)


def own_demands(said: Mapping[str, Any]) -> list[Demand]:
    """What the lines of an entry demand, as far as they say anything."""
    demands: list[fit.Condition] = []
    if forms := said.get("legal_forms"):
        demands.append(fit.FormIn(frozenset(forms), bool(said.get("forms_certain"))))
    places = frozenset(place.pk for place in said.get("places") or ())
    if places and not said.get("outside_region"):
        demands.append(fit.PlaceWithin(places, said.get("place_basis") or "", bool(said.get("places_certain"))))
    if said.get("amount_min") is not None or said.get("amount_max") is not None:
        demands.append(fit.SumBetween(said.get("amount_min"), said.get("amount_max")))
    themes = list(said.get("themes") or ())
    if themes and all(theme.slug != ANY_THEME for theme in themes):
        demands.append(fit.ThemeAmong(frozenset(theme.pk for theme in themes)))
    if said.get("people_min"):
        demands.append(fit.PeopleAtLeast(said["people_min"], frozenset(said.get("people_for") or ())))
    if said.get("partners_min"):
        demands.append(fit.PartnersAtLeast(said["partners_min"]))
    return [Demand(each) for each in demands]


def composed_demands(rule: Mapping[str, Any], name: str = "") -> list[Demand]:
    """What a rule demands, one by one as far as all of it is needed; raises `WrongRule` if it is none."""
    return list(_one_by_one(rulebook.read(rule, known(name)), "")) if rule else []


def _one_by_one(condition: fit.Condition, path: str) -> Iterator[Demand]:
    inner = bare(condition)
    if isinstance(inner, AllOf):
        for number, part in enumerate(inner.parts):
            yield from _one_by_one(part, f"{path}.{number}" if path else str(number))
    else:
        yield Demand(condition, path)


def contradiction(demands: Sequence[Demand]) -> list[Demand]:
    """The demands that nobody can meet together, none of them to spare; nothing if all can be met."""
    return [demands[number] for number in smallest_contradiction(_widened([each.condition for each in demands]))]


def demands_nothing(demands: Sequence[Demand]) -> bool:
    """Whether everybody meets them all."""
    return bool(demands) and possible(_widened([each.condition for each in demands])) == {fit.Answer.YES}


def idle_parts(own: Sequence[Demand], rule: fit.Condition) -> list[str]:
    """The paths of parts without which everything would be judged the same; of two alike the later one."""
    *beside, whole = _widened([*(each.condition for each in own), rule])
    try:
        crowd = Crowd([*beside, whole])
    except TooMany:
        return []
    paths, as_it_is = list(_paths(whole)), crowd.told_of_all([*beside, whole])
    if len(crowd.people) * len(paths) ** 2 > MOST_COMPARED:
        return []
    found: list[str] = []
    for path in reversed(paths):
        if not any(path.startswith(f"{each}.") for each in found):
            without = _without(whole, [*found, path])
            if crowd.told_of_all([*beside, without]) == as_it_is:
                found.append(path)
    return found[::-1]


def _paths(condition: fit.Condition, path: str = "") -> Iterator[str]:
    """The paths of all parts of groups."""
    inner = bare(condition)
    parts = inner.parts if isinstance(inner, AllOf | AnyOf) else (inner.part,) if isinstance(inner, Not) else ()
    for number, part in enumerate(parts):
        here = f"{path}.{number}" if path else str(number)
        if not isinstance(inner, Not):
            yield here
        yield from _paths(part, here)


def _without(condition: fit.Condition, paths: Sequence[str], path: str = "") -> fit.Condition:
    """The condition without the parts there."""
    inner = bare(condition)
    if isinstance(inner, Not):
        return Not(_without(inner.part, paths, f"{path}.0" if path else "0"))
    if not isinstance(inner, AllOf | AnyOf):
        return condition
    kept = []
    for number, part in enumerate(inner.parts):
        here = f"{path}.{number}" if path else str(number)
        if here not in paths:
            kept.append(_without(part, paths, here))
    return type(inner)(tuple(kept)) if kept else AllOf(())


# --- places that lie in each other --------------------------------------------------


def _widened(conditions: Sequence[fit.Condition]) -> list[fit.Condition]:
    """The same, each territory with those of the other conditions that lie in it; all we know lies in the country."""
    territories = [part.places for part in leaves(conditions) if isinstance(part, fit.PlaceWithin)]
    if not territories:
        return list(conditions)
    mentioned = frozenset().union(*territories)
    mentioned |= frozenset(_common(mentioned))
    return [_wider(each, mentioned) for each in conditions]


def _common(places: frozenset[int]) -> Iterator[int]:
    """For every two that overlap: a place that lies in both."""
    lands = atlas()
    ordered = sorted(places)
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if both := lands.parts_of(one) & lands.parts_of(other):
                yield min(both)


def _wider(condition: fit.Condition, mentioned: frozenset[int]) -> fit.Condition:
    inner = bare(condition)
    if isinstance(inner, AllOf | AnyOf):
        return type(inner)(tuple(_wider(part, mentioned) for part in inner.parts))
    if isinstance(inner, Not):
        return Not(_wider(inner.part, mentioned))
    if isinstance(inner, fit.PlaceWithin):
        lands = atlas()
        if any(place in lands.by_pk and lands.by_pk[place].kind == PlaceKind.COUNTRY for place in inner.places):
            return AllOf(())
        return replace(
            inner, places=inner.places | {each for each in mentioned if lands.wholes_of(each) & inner.places}
        )
    return condition
