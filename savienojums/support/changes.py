"""What differs between two states of an entry, and what to do when two people changed it at once.

Pure core: no Django, no database, no clock. A state is a mapping of names to plain values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Changes = Mapping[str, list[Any]]

_PIECE = re.compile(r"\s+|[^\W_]+|[\W_]")


@dataclass(frozen=True, slots=True)
class Meeting:
    """How my entry meets what others saved meanwhile."""

    taken_over: frozenset[str]
    conflicts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: kept, gone or new."""

    kind: str
    text: str


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Old and new value of everything in `after` that differs from before."""
    return {name: [before.get(name), after[name]] for name in after if before.get(name) != after[name]}


def values_before(meanwhile: Iterable[Changes]) -> dict[str, Any]:
    """Of everything these changes touched, oldest first: the value it had before the first of them."""
    before: dict[str, Any] = {}
    for each in meanwhile:
        for name, (old, _new) in each.items():
            before.setdefault(name, old)
    return before


def meet(mine: Mapping[str, Any], base: Mapping[str, Any], theirs: Mapping[str, Any]) -> Meeting:
    """What I left alone is theirs; what both of us changed differently is a conflict.

    `base` holds what others touched since I opened the form, as I saw it then.
    """
    touched = [name for name in base if name in mine and mine[name] != theirs.get(name)]
    taken_over = frozenset(name for name in touched if mine[name] == base[name])
    return Meeting(taken_over, frozenset(touched) - taken_over)


def difference(old: str, new: str) -> list[Piece]:
    """The new text beside the old one, word by word: what stayed, what went, what came."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    pieces: list[Piece] = []
    for what, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece("kept", "".join(before[start:end])))
            continue
        if start < end:
            pieces.append(Piece("gone", "".join(before[start:end])))
        if new_start < new_end:
            pieces.append(Piece("new", "".join(after[new_start:new_end])))
    return pieces
