"""How many axes a conversation needs: as many as foretell votes that were put aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from savienojums.voices.maths import ideal

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Flags, Floats, Votes

MOST_AXES = 4
# One vote in so many is put aside, of people who gave enough that something remains.
ASIDE, LEAST_VOTES = 8, 8
# More votes than this tell the number of axes no better.
ENOUGH = 80_000
ROUNDS = 25


@dataclass(frozen=True, slots=True)
class Axes:
    """The chosen number, and for 0, 1, 2 … axes: bits a vote put aside, the error of the difference, AUC."""

    count: int
    bits: tuple[float, ...]
    area: float
    put_aside: int


def axes_of(votes: Votes, most: int = MOST_AXES) -> Axes:
    """The number of axes by held-out bits: the smallest within one standard error of the best.

    area is the AUC of the chosen number: how often of an agreed and a disagreed vote the agreed one was foretold higher.
    """
    said = ideal.said_of(votes)
    if len(said.value) > ENOUGH:
        said = said.of_people(_sample(said, ENOUGH))
    aside = _aside(said)
    if aside.sum() < 4 * LEAST_VOTES:
        return Axes(0, (), float("nan"), int(aside.sum()))
    kept, person, statement = said.only(~aside), said.person[aside], said.statement[aside]
    agreed = said.value[aside] > 0
    losses, foretold = [], []
    for count in range(min(most, said.statement_count - 1) + 1):
        chance = ideal.chances(ideal.fit(kept, count, rounds=ROUNDS), person, statement)
        foretold.append(chance)
        losses.append(-np.log2(np.where(agreed, chance, 1 - chance).clip(1e-6)))
    chosen = _simplest(losses)
    return Axes(chosen, tuple(float(each.mean()) for each in losses), area(agreed, foretold[chosen]), len(agreed))


def area(positive: Flags, score: Floats) -> float:
    """The area under the ROC curve (Mann & Whitney 1947); NaN where one kind is missing."""
    ones, zeros = int(positive.sum()), int((~positive).sum())
    if not ones or not zeros:
        return float("nan")
    _, inverse, sizes = np.unique(score, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(sizes) - (sizes - 1) / 2)[inverse]
    return float((ranks[positive].sum() - ones * (ones + 1) / 2) / (ones * zeros))


def _simplest(losses: list[Floats]) -> int:
    """The fewest axes that are not worse than the best by more than the error of their difference."""
    best = int(np.argmin([each.mean() for each in losses]))
    for count in range(best):
        worse = losses[count] - losses[best]
        if worse.mean() <= worse.std() / np.sqrt(len(worse)):
            return count
    return best


def _aside(said: Votes) -> Flags:
    """Every eighth vote of each person who gave enough, counted in an order made of what was said."""
    people, statements = said.marks
    order = np.lexsort((statements[said.statement], said.person))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order)) - said.ends[said.person[order]]
    # Not the same place in everyone's row.
    enough = said.answered[said.person] >= LEAST_VOTES
    return np.asarray(enough & ((place + people[said.person]) % ASIDE == 0))


def _sample(said: Votes, votes: int) -> Flags:
    """People who together gave about so many votes, spread over all who were active."""
    order = np.lexsort((said.marks[0], said.answered))
    count = max(1, said.people_count * votes // len(said.value))
    chosen = np.zeros(said.people_count, dtype=bool)
    chosen[order[np.linspace(0, said.people_count - 1, count).astype(np.int64)]] = True
    return chosen
