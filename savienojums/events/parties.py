"""A party as it asks to come: who writes, for whom, and the people it brings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from savienojums.events.kinds import Way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from savienojums.network.models import Organisation, Place

# More people than one household or board; whoever brings a busload speaks with the organisers.
MOST_PEOPLE = 30


@dataclass(frozen=True, slots=True)
class Guest:
    """One person of a party; `row` is their code where they stand on the list already."""

    name: str
    online: bool = False
    answers: Mapping[str, Any] = field(default_factory=dict)
    row: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Who writes, how they are reached, for whom they speak, who comes."""

    name: str
    people: tuple[Guest, ...]
    email: str = ""
    phone: str = ""
    language: str = "lv"
    organisation: Organisation | None = None
    organisation_name: str = ""
    place: Place | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    way: str = Way.WEB.value


def party_of(*names: str, **details: Any) -> Party:
    """A party of these people, the first of whom writes."""
    return Party(name=names[0], people=tuple(Guest(name) for name in names), **details)
