"""What looks odd in a conversation: many alike, all the same answer, many at once; seen and said, never silently dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from savienojums.voices.maths.axes import area

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Flags, Floats, Ints, Votes

# So many answers, all on one side, are an oddity; so many people with the very same answers as well.
ONE_SIDED, ALIKE, ALIKE_ANSWERS = 15, 3, 10
# So many times what is usual within a stretch of time is a burst.
BURST, BURST_LEAST = 8.0, 20


@dataclass(frozen=True, slots=True)
class Odd:
    """Flags (n,) of people: with one answer to everything; with the very same answers as several others."""

    one_sided: Flags
    alike: Flags

    @property
    def any(self) -> Flags:
        """(n,) Whoever is odd in one way or another."""
        return self.one_sided | self.alike


def odd_of(votes: Votes) -> Odd:
    """Who answered everything alike, and who answered the very same as several others."""
    size = votes.people_count
    up = np.bincount(votes.person, weights=votes.value > 0, minlength=size)
    down = np.bincount(votes.person, weights=votes.value < 0, minlength=size)
    one_sided = (votes.answered >= ONE_SIDED) & (np.maximum(up, down) == votes.answered)
    # Two sums of the same random numbers: equal sums mean equal rows, for all that chance allows.
    marks = np.random.default_rng(3).integers(1, 2**62, size=(votes.statement_count * 3, 2), dtype=np.int64)
    cell = votes.statement * 3 + votes.value + 1
    sums = np.zeros((size, 2), dtype=np.int64)
    for each in (0, 1):
        np.add.at(sums[:, each], votes.person, marks[cell, each])
    _, inverse, count = np.unique(sums, axis=0, return_inverse=True, return_counts=True)
    alike = (votes.answered >= ALIKE_ANSWERS) & (count[inverse.ravel()] >= ALIKE)
    return Odd(one_sided, alike)


def activity_artefact(answered: Ints, label: Ints) -> float:
    """How well the number of answers alone foretells the largest group: 0.5 not at all; above 0.65 be careful."""
    placed = label >= 0
    found = area(label[placed] == 0, answered[placed].astype(float))
    return 0.5 if np.isnan(found) else max(found, 1 - found)


def bursts(times: Floats, stretch: float) -> list[tuple[float, int]]:
    """When far more first votes came within a stretch of seconds than is usual: (beginning, count) of each.

    times (people,) seconds of each person's first vote.
    """
    if not len(times):
        return []
    slot = np.floor(times / stretch).astype(np.int64)
    where, count = np.unique(slot, return_counts=True)
    usual = max(1.0, float(np.median(count)))
    return [
        (float(at * stretch), int(many))
        for at, many in zip(where, count, strict=True)
        if many >= max(BURST_LEAST, BURST * usual)
    ]
