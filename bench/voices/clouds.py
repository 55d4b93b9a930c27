"""Drawn conversations whose truth is known: how often groups are seen where there are none, and where there are two."""

from __future__ import annotations

from collections import Counter

import numpy as np

from savienojums.voices.maths import ideal
from savienojums.voices.maths.axes import axes_of
from savienojums.voices.maths.groups import groups_of
from savienojums.voices.maths.votes import Votes, votes_from

# Seeds, gaps (0 one cloud; the centres are one and a half gaps apart), how many.
RUNS = ((1, 0.0, 40), (11, 0.0, 30), (12, 0.0, 30), (2, 2.0, 15))


def conversation(chance: np.random.Generator, gap: float) -> Votes:
    """80 to 400 people, 25 to 90 statements, some eager and many not; with a gap a third stand apart."""
    people, statements = int(chance.integers(80, 400)), int(chance.integers(25, 90))
    stands = chance.standard_normal((people, 2))
    if gap:
        stands[:, 0] = 0.5 * stands[:, 0] + np.where(np.arange(people) < people // 3, gap, -gap / 2)
    loading = chance.standard_normal((statements, 2)) * chance.choice([0.6, 1.0, 1.3])
    level = chance.standard_normal(statements)
    ready = 0.7 * chance.standard_normal((people, 1))
    agree = 1 / (1 + np.exp(-(level + ready + stands @ loading.T)))
    eager = chance.gamma(2, 0.15, people).clip(0.03, 1)
    person, statement = np.nonzero(chance.random((people, statements)) < eager[:, None])
    passed = chance.random(len(person)) < 0.15
    value = np.where(chance.random(len(person)) < agree[person, statement], 1, -1)
    return votes_from(person, statement, np.where(passed, 0, value))


def main() -> None:
    """Why groups were drawn or not, by run."""
    print("\nDrawn conversations")
    for seed, gap, count in RUNS:
        chance, found = np.random.default_rng(seed), Counter[str]()
        for _ in range(count):
            votes = conversation(chance, gap)
            groups = groups_of(votes, ideal.fit(votes, axes_of(votes).count))
            found[f"{groups.reason} {groups.count or ''}".strip()] += 1
        told = ", ".join(f"{reason} {many}" for reason, many in found.most_common())
        print(f"  {'two groups' if gap else 'one cloud':10} of {count}: {told}", flush=True)
