"""Dealing people out to the tables of a workshop, as evenly as it goes, people of one organisation apart.

Pure core: no Django, no database, no chance; whoever wants chance shuffles the people first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody to be dealt: who, and of which organisation (empty: of none that anybody knows)."""

    key: int
    organisation: str = ""


def dealt(people: Sequence[Seated], tables: int) -> list[list[int]]:
    """The people in their order, one to each table in turn."""
    return [[person.key for person in people[table::tables]] for table in range(tables)]


def mixed(people: Sequence[Seated], tables: int) -> list[list[int]]:
    """As even as it goes, and of no organisation more at one table than at another by two.

    People of one organisation are dealt one after another, so they come to as many tables as there are; the dealing
    goes on where it stopped, so the tables stay even. Better than that nobody can do.
    """
    sizes = Counter(person.organisation for person in people if person.organisation)
    first = {name: place for place, name in enumerate(sorted(sizes, key=lambda name: (-sizes[name], name)))}
    order = sorted(people, key=lambda person: first.get(person.organisation, len(first)))
    return dealt(order, tables)


def placed(people: Sequence[Seated], tables: Sequence[Sequence[Seated]]) -> list[int]:
    """For each latecomer the table: one of the emptiest, there the one with fewest of their organisation."""
    counts = [len(table) for table in tables]
    theirs = [Counter(each.organisation for each in table if each.organisation) for table in tables]
    found = []
    for person in people:
        table = min(range(len(tables)), key=lambda place: (counts[place], theirs[place][person.organisation], place))
        counts[table] += 1
        if person.organisation:
            theirs[table][person.organisation] += 1
        found.append(table)
    return found


def first_names(names: Iterable[str]) -> list[str]:
    """What people call each other by, in alphabetical order as it stands."""
    return [name.split()[0] for name in names if name.split()]
