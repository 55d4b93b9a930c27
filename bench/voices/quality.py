"""How well votes that were put aside are foretold: a fifth of everybody's who gave ten or more, three times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bench.voices import yardsticks
from savienojums.voices.maths import ideal
from savienojums.voices.maths.axes import MOST_AXES, area, axes_of
from tests.voices.conversations import NAMES, real

if TYPE_CHECKING:
    from collections.abc import Callable

    from savienojums.voices.maths.votes import Flags, Floats, Spots, Votes

    Foretelling = Callable[[Votes, Spots, Spots], Floats]

SEEDS, ASIDE, LEAST = 3, 0.2, 10


def inside(agreed: Flags, chance: Floats, statement: Spots) -> float:
    """The area within statements: knowing who, not what; weighted by the pairs there are."""
    areas, pairs = [], []
    for each in np.unique(statement):
        own = statement == each
        count = int(agreed[own].sum()) * int((~agreed[own]).sum())
        if count:
            areas.append(area(agreed[own], chance[own]))
            pairs.append(count)
    return float(np.average(areas, weights=pairs))


def of_axes(count: int | None) -> Foretelling:
    """By ideal points on so many axes, or on as many as we choose."""

    def foretold(votes: Votes, person: Spots, statement: Spots) -> Floats:
        axes = axes_of(votes).count if count is None else count
        return ideal.chances(ideal.fit(votes, axes), person, statement)

    return foretold


def predictors() -> dict[str, Foretelling]:
    """All that are compared."""
    ours: dict[str, Foretelling] = {f"ideal points, {count} axes": of_axes(count) for count in range(MOST_AXES + 1)}
    return {
        "statement's own rate": lambda votes, _, statement: yardsticks.by_statement(votes, statement),
        "rate in the published group": yardsticks.by_group,
        "PCA, 2 axes": lambda votes, person, statement: yardsticks.by_pca(votes, 2, person, statement),
        "PCA, 4 axes": lambda votes, person, statement: yardsticks.by_pca(votes, 4, person, statement),
        **ours,
        "default (axes chosen)": of_axes(None),
    }


def main() -> None:
    """The table of both conversations."""
    print("\nVotes put aside                    AUC  inside  bits/vote")
    for name in NAMES:
        said = ideal.said_of(real(name)[0])
        print(name)
        for title, foretell in predictors().items():
            found = []
            for seed in range(SEEDS):
                aside = np.random.default_rng(seed).random(len(said.value)) < ASIDE
                aside &= said.answered[said.person] >= LEAST
                person, statement, agreed = said.person[aside], said.statement[aside], said.value[aside] > 0
                chance = foretell(said.only(~aside), person, statement)
                bits = float(-np.mean(np.log2(np.where(agreed, chance, 1 - chance))))
                found.append((area(agreed, chance), inside(agreed, chance, statement), bits))
            print(f"  {title:30} {'  '.join(f'{each:.3f}' for each in np.mean(found, axis=0))}", flush=True)
