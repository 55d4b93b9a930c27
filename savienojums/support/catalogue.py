"""All measures at a glance: facets, conditions and orders as bitmaps, so that counting costs next to nothing.

Pure core: no Django, no database, no clock. A set of measures is one Python integer whose bit *i*
stands for the measure at place *i* of the catalogue; intersection is `&`, size is `bit_count()`.
The idea is that of bitmap indexes (P. O'Neil, D. Quass, SIGMOD 1997).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Demand = TypeVar("Demand", bound=Hashable)

Filters = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Entry(Generic[Demand]):
    """One measure as the catalogue knows it: values of each facet, what it demands, where it sorts."""

    pk: int
    facets: Mapping[str, frozenset[str]]
    demands: tuple[Demand, ...]
    ranks: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Three disjoint sets that together are the whole."""

    yes: int
    unknown: int
    no: int


def exactly_one(sets: Iterable[int], *, once: int = 0, twice: int = 0) -> int:
    """Measures that lie in exactly one of the sets, given those already met once (or more) and twice."""
    for each in sets:
        twice |= once & each
        once |= each
    return once & ~twice


@dataclass(slots=True)
class Catalogue(Generic[Demand]):
    """The measures in a fixed order, and which of them have what."""

    pks: list[int] = field(default_factory=list)
    position: dict[int, int] = field(default_factory=dict)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    demands: dict[Demand, int] = field(default_factory=dict)
    orders: dict[str, list[int]] = field(default_factory=dict)

    @property
    def everything(self) -> int:
        """The set of all measures."""
        return (1 << len(self.pks)) - 1

    def holding(self, facet: str, values: Iterable[str]) -> int:
        """Measures with one of these values; a value nobody has is an empty set."""
        found = 0
        for value in values:
            found |= self.facets.get(facet, {}).get(value, 0)
        return found

    def demanding(self, wanted: Callable[[Demand], bool]) -> int:
        """Measures with a demand of which that is true."""
        found = 0
        for demand, having in self.demands.items():
            if wanted(demand):
                found |= having
        return found

    def chosen(self, filters: Filters, within: int | None = None, but: str = "") -> int:
        """Measures that pass every filter (any of its values), leaving out the filter called `but`."""
        found = self.everything if within is None else within
        for facet, values in filters.items():
            if facet != but and values:
                found &= self.holding(facet, values)
        return found

    def counts(self, filters: Filters, within: int | None = None) -> dict[str, dict[str, int]]:
        """For each value of each facet: how many would be left if one chose it, the other filters standing."""
        counted: dict[str, dict[str, int]] = {}
        for facet, values in self.facets.items():
            left = self.chosen(filters, within, but=facet)
            counted[facet] = {value: (having & left).bit_count() for value, having in values.items()}
        return counted

    def judged(self, answers: Mapping[Demand, int], *, no: int = 0, unknown: int = 0) -> Outcome:
        """Sort all measures by the answers to their demands: 0 no, 1 cannot tell, 2 yes.

        `no` and `unknown` are measures of which that is known already for other reasons.
        """
        for demand, answer in answers.items():
            if answer == 0:
                no |= self.demands[demand]
            elif answer == 1:
                unknown |= self.demands[demand]
        whole = self.everything
        return Outcome(whole & ~no & ~unknown, whole & unknown & ~no, whole & no)

    def members(self, chosen: int, order: str, start: int = 0, stop: int | None = None) -> list[int]:
        """Primary keys of the chosen measures in that order, from `start` up to `stop`."""
        return [self.pks[place] for place in _cut(self._walk(chosen, order), start, stop)]

    def set_of(self, pks: Iterable[int]) -> int:
        """The set of those measures; unknown ones are passed over."""
        bits = bytearray(len(self.pks) // 8 + 1)
        for pk in pks:
            place = self.position.get(pk)
            if place is not None:
                bits[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(bits, "little")

    def _walk(self, chosen: int, order: str) -> Iterator[int]:
        # Shifting a large integer for each bit would copy it each time; bytes are looked at in place.
        bits = chosen.to_bytes(len(self.pks) // 8 + 1, "little")
        return (place for place in self.orders.get(order, ()) if bits[place >> 3] >> (place & 7) & 1)


def build(entries: Sequence[Entry[Demand]]) -> Catalogue[Demand]:
    """The catalogue of these measures; every entry ranks in the same orders, ties by its place."""
    catalogue: Catalogue[Demand] = Catalogue()
    facets: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    demands: dict[Demand, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        catalogue.pks.append(entry.pk)
        catalogue.position[entry.pk] = place
        for facet, values in entry.facets.items():
            for value in values:
                facets[facet][value].append(place)
        for demand in set(entry.demands):
            demands[demand].append(place)
    length = len(entries) // 8 + 1
    catalogue.facets = {
        facet: {value: _bits(places, length) for value, places in values.items()} for facet, values in facets.items()
    }
    catalogue.demands = {demand: _bits(places, length) for demand, places in demands.items()}
    for order in entries[0].ranks if entries else ():
        catalogue.orders[order] = sorted(range(len(entries)), key=lambda place: (entries[place].ranks[order], place))
    return catalogue


def _bits(places: Iterable[int], length: int) -> int:
    """The set of these places as one integer."""
    bits = bytearray(length)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def _cut(walk: Iterator[int], start: int, stop: int | None) -> Iterator[int]:
    for index, place in enumerate(walk):
        if stop is not None and index >= stop:
            return
        if index >= start:
            yield place
