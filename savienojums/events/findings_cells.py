"""What may be told of those who spoke without anybody being known by it: small cells are left out.

Pure core: no Django, no database.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True, order=True)
class Marks:
    """What is known of a voice: age, place, kind; what is empty is not known or not told."""

    age_band: str = ""
    place: int = 0
    kind: str = ""


# From the fullest to nothing: what is told last is age, for it tells least.
_COARSER = (("age_band", "place", "kind"), ("age_band", "place"), ("age_band", "kind"), ("age_band",), ("place",),
            ("kind",), ())  # fmt: skip


def told(marks: Mapping[str, Marks], smallest: int) -> dict[str, Marks]:
    """Of each voice as much as at least `smallest` voices of its group share."""
    sizes = {parts: Counter(_only(each, parts) for each in marks.values()) for parts in _COARSER}
    found = {}
    for voice, each in marks.items():
        found[voice] = next(
            _only(each, parts) for parts in _COARSER if not parts or sizes[parts][_only(each, parts)] >= smallest
        )
    # A label that is left over for too few, because others of its kind tell more, would single them out again.
    while small := {each for each, count in Counter(found.values()).items() if each != Marks() and count < smallest}:
        found = {voice: Marks() if each in small else each for voice, each in found.items()}
    return found


def counted(values: Iterable[str], smallest: int = 0) -> dict[str, int | None]:
    """How often each value comes; nothing for cells that are too small, nor for one more where a sum would tell them."""
    counts = Counter(value for value in values if value)
    small = {value for value, count in counts.items() if count < smallest}
    if len(small) == 1 and len(counts) > 1:
        small.add(min(counts.keys() - small, key=lambda value: (counts[value], value)))
    return {value: None if value in small else count for value, count in sorted(counts.items())}


def _only(marks: Marks, parts: Iterable[str]) -> Marks:
    kept = set(parts)
    return Marks(
        marks.age_band if "age_band" in kept else "",
        marks.place if "place" in kept else 0,
        marks.kind if "kind" in kept else "",
    )
