"""Where people stand: logistic ideal points, fitted to the votes that were given, each with its uncertainty.

P(agree | not pass) = σ(m_s + b_i + f_i·g_s) with f_i ~ N(0, I), b_i ~ N(0, t), ridges on m_s and g_s. Variational EM:
each vote is weighted by w = tanh(e/2) / 2e (Jaakkola & Jordan 2000; Polson, Scott & Windle 2013), after which people and
statements have closed-form solutions (Imai, Lo & Olmsted 2016, American Political Science Review 110/4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit

from savienojums.voices.maths.directions import leading
from savienojums.voices.maths.votes import PASS

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Flags, Floats, Ints, Sparse, Spots, Votes

ROUNDS, SETTLED = 60, 2e-3
MEAN_RIDGE, LOADING_RIDGE = 1.0, 3.0
# No leap goes farther than so many rounds.
FARTHEST = 8.0
# Votes on which statements are learnt: everybody is placed, but more votes than this teach nothing new of them.
LEARNT_ON = 400_000
# Votes held at once when people are placed.
AT_ONCE = 500_000


@dataclass(frozen=True, slots=True)
class Places:
    """Where people stand: mean (n, k+1) of (b, f) and covariance (n, k+1, k+1) of it."""

    mean: Floats
    spread: Floats

    @property
    def positions(self) -> Floats:
        """(n, k) The places on the axes, without the readiness to agree."""
        return self.mean[:, 1:]

    @property
    def uncertainty(self) -> Floats:
        """(n, k, k) The covariance of the places on the axes."""
        return self.spread[:, 1:, 1:]


@dataclass(frozen=True, slots=True)
class Items:
    """What statements are: level (m,) and loading (m, k); `readiness` is the variance t of b."""

    level: Floats
    loading: Floats
    readiness: float

    @property
    def axes(self) -> int:
        """How many axes there are."""
        return int(self.loading.shape[1])

    @property
    def design(self) -> Floats:
        """(m, k+1) What multiplies (b, f): one, and the loading."""
        return np.column_stack([np.ones(len(self.level)), self.loading])


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted conversation."""

    items: Items
    places: Places
    rounds: int


def chances(fit: Fit, person: Spots | Ints, statement: Spots | Ints) -> Floats:
    """(pairs,) The chance that these people agree to these statements, if they do not pass.

    Averaged over where the person may stand (MacKay 1992, Neural Computation 4/5, eq. for the moderated output).
    """
    design = fit.items.design
    variance = np.zeros(len(person))
    for one, other in _upper(design.shape[1]):
        twice = 1 if one == other else 2
        variance += twice * design[statement, one] * fit.places.spread[person, one, other] * design[statement, other]
    eta = log_odds(fit.items, fit.places.mean, person, statement)
    return np.asarray(expit(eta / np.sqrt(1 + np.pi / 8 * variance)))


def log_odds(items: Items, mean: Floats, person: Spots | Ints, statement: Spots | Ints) -> Floats:
    """(votes,) The log odds of agreeing."""
    # Whole machine words and single columns pick twice as fast.
    person, statement = person.astype(np.int64), statement.astype(np.int64)
    eta = items.level[statement]
    eta += np.ascontiguousarray(mean[:, 0])[person]
    for axis in range(items.axes):
        eta += np.ascontiguousarray(mean[:, axis + 1])[person] * np.ascontiguousarray(items.loading[:, axis])[statement]
    return eta


def fit(votes: Votes, axes: int, *, start: Items | None = None, rounds: int = ROUNDS) -> Fit:
    """Places of all people and what statements are, on that many axes (0 to 4); `start` from an earlier fit.

    Passes and statements moderated out say nothing here. Costs a few sums over the votes each round.
    """
    said = said_of(votes)
    if not len(said.value):
        items = Items(np.zeros(said.statement_count), np.zeros((said.statement_count, axes)), 1.0)
        return Fit(items, place(said, items), 0)
    learners = _learners(said)
    taught = said if learners is None else said.of_people(learners)
    items = start if start is not None and start.loading.shape == (said.statement_count, axes) else _first(taught, axes)
    items, places, done = _learn(taught, items, rounds)
    turn = _turn(items, places)
    items = replace(items, loading=items.loading @ turn)
    return Fit(items, _seen_turned(places, turn) if learners is None else place(said, items), done)


def place(votes: Votes, items: Items, *, rounds: int = 4) -> Places:
    """Where people stand given the statements: a few small closed-form solutions a person, some thousands at a time."""
    said = said_of(votes)
    mean = np.zeros((said.people_count, items.axes + 1))
    spread = np.zeros((said.people_count, items.axes + 1, items.axes + 1))
    for people, span in said.stretches(AT_ONCE):
        part = said.stretch(people, span)
        agreed = part.matrix(_sides(part)) @ items.design
        places = Places(mean[people], spread[people])
        for _ in range(rounds):
            weights = _weights(log_odds(items, places.mean, part.person, part.statement))
            places = _persons(agreed, items, part.matrix(weights))
        mean[people], spread[people] = places.mean, places.spread
    return Places(mean, spread)


def said_of(votes: Votes) -> Votes:
    """The votes that say something: neither passes nor on statements moderated out."""
    kept = (votes.value != PASS) & ~votes.out[votes.statement]
    return votes if kept.all() else votes.only(kept)


def _learners(said: Votes) -> Flags | None:
    """Those on whom statements are learnt, of a large conversation: every so-many-th along activity."""
    if len(said.value) <= LEARNT_ON:
        return None
    agreed = np.bincount(said.person, weights=said.value > 0, minlength=said.people_count)
    # The silent teach as well as the talkative; ties are broken by what was said, not by who came first.
    order = np.lexsort((said.marks[0], agreed, said.answered))
    count = max(1, said.people_count * LEARNT_ON // len(said.value))
    chosen = np.zeros(said.people_count, dtype=bool)
    chosen[order[np.linspace(0, said.people_count - 1, count).astype(np.int64)]] = True
    return chosen


def _first(said: Votes, axes: int) -> Items:
    """A start: levels from rates, loadings from the leading axes of the centred votes, without chance."""
    down, _, up = said.counts.T
    level = np.log((up + 1.0) / (down + 1.0))
    rate = (up - down) / np.maximum(1, up + down)
    residual = said.matrix(said.value - rate[said.statement])
    loading = leading(residual, axes, ties=said.marks[1], spare=2, rounds=12) * np.sqrt(said.statement_count) / 2
    return Items(level, loading, 1.0)


def _learn(said: Votes, items: Items, rounds: int) -> tuple[Items, Places, int]:
    """Rounds of people given statements and statements given people, until nothing moves; every third round leaps.

    The leap goes on in the direction of the last two rounds (SQUAREM, Varadhan & Roland 2008, Scandinavian Journal of
    Statistics 35/2); it changes how soon the rounds end, not where.
    """
    agrees = said.matrix(_sides(said))
    places = place(said, items, rounds=2)
    before: list[Items] = []
    done = 0
    while done < rounds:
        done += 1
        new, places = _round(said, agrees, items, places)
        moved = max(_moved(new.level, items.level), _moved(new.loading, items.loading))
        before.append(items)
        items = new
        if moved < SETTLED:
            break
        if len(before) == 2 and done < rounds:
            items, before = _leapt(before[0], before[1], items), []
    return items, places, done


def _round(said: Votes, agrees: Sparse, items: Items, places: Places) -> tuple[Items, Places]:
    weights = said.matrix(_weights(log_odds(items, places.mean, said.person, said.statement)))
    places = _persons(agrees @ items.design, items, weights)
    weights = said.matrix(_weights(log_odds(items, places.mean, said.person, said.statement)))
    return _statements(agrees, places, weights), places


def _sides(said: Votes) -> Floats:
    """(votes,) A half for agreeing, minus a half for disagreeing."""
    return np.where(said.value > 0, 0.5, -0.5)


def _leapt(first: Items, second: Items, third: Items) -> Items:
    parts = [np.column_stack([each.level, each.loading]) for each in (first, second, third)]
    stride = parts[1] - parts[0]
    bend = parts[2] - parts[1] - stride
    reach = min(FARTHEST, max(1.0, float(np.linalg.norm(stride)) / max(1e-12, float(np.linalg.norm(bend)))))
    leapt = parts[0] + 2 * reach * stride + reach**2 * bend
    return Items(leapt[:, 0], leapt[:, 1:], third.readiness)


def _moved(new: Floats, old: Floats) -> float:
    if not new.size:
        return 0.0
    return float(np.sqrt(np.mean((new - old) ** 2)) / (1e-9 + np.sqrt(np.mean(new**2))))


def _weights(eta: Floats) -> Floats:
    """(votes,) tanh(e/2) / 2e, a quarter at zero."""
    size = np.maximum(np.abs(eta), 1e-6)
    # tanh(e/2) is (1 - exp(-e)) / (1 + exp(-e)), which is quicker.
    shrunk = np.exp(-size)
    return np.asarray((1 - shrunk) / (2 * size * (1 + shrunk)))


def _upper(wide: int) -> list[tuple[int, int]]:
    """The places on and above the diagonal of a small array."""
    return [(one, other) for one in range(wide) for other in range(one, wide)]


def _persons(agreed: Floats, items: Items, weights: Sparse) -> Places:
    """The closed form of (b, f) of every person; agreed (n, k+1) is what their answers sum to."""
    design = items.design
    wide = design.shape[1]
    columns = [design[:, one] * design[:, other] for one, other in _upper(wide)]
    summed = weights @ np.column_stack([*columns, items.level[:, None] * design])
    prior = np.ones(wide)
    prior[0] = 1 / items.readiness
    return _solved(summed[:, : len(columns)], agreed - summed[:, len(columns) :], prior)


def _statements(agrees: Sparse, places: Places, weights: Sparse) -> Items:
    """The closed form of (m, g) of every statement, people's uncertainty taken along."""
    mean, spread = places.mean, places.spread
    wide = mean.shape[1]
    second = {(one, other): mean[:, one] * mean[:, other] + spread[:, one, other] for one, other in _upper(wide)}
    # E[z zᵀ] and E[b z] with z = (1, f).
    ones = np.ones(len(mean))
    squares = [ones, *mean.T[1:], *(second[at] for at in _upper(wide) if at[0])]
    pull = [mean[:, 0], *(second[0, axis] for axis in range(1, wide))]
    summed = weights.T @ np.column_stack([*squares, *pull])
    right = agrees.T @ np.column_stack([ones, *mean.T[1:]]) - summed[:, len(squares) :]
    ridge = np.full(wide, LOADING_RIDGE)
    ridge[0] = MEAN_RIDGE
    solved = _solved(summed[:, : len(squares)], right, ridge).mean
    readiness = float(np.clip(np.mean(second[0, 0]), 0.05, 10.0))
    return Items(solved[:, 0], solved[:, 1:], readiness)


def _solved(upper: Floats, right: Floats, prior: Floats) -> Places:
    """Many small systems at once: (upper + diag(prior)) x = right, with their inverses.

    By Gauss and Jordan along all of them, tens of times quicker than one after another; positive definite, so that no
    pivot is nothing.
    """
    wide = len(prior)
    inverse = np.empty((wide, wide, len(upper)))
    for column, (one, other) in enumerate(_upper(wide)):
        inverse[one, other] = inverse[other, one] = upper[:, column]
        if one == other:
            inverse[one, one] += prior[one]
    for pivot in range(wide):
        scale = 1 / inverse[pivot, pivot]
        row, column_ = inverse[pivot] * scale, inverse[:, pivot].copy()
        inverse -= column_[:, None] * row[None]
        inverse[:, pivot] = -column_ * scale
        inverse[pivot] = row
        inverse[pivot, pivot] = scale
    spread = np.ascontiguousarray(inverse.transpose(2, 0, 1))
    return Places(np.sum(inverse * right.T[None], axis=1).T.copy(), spread)


def _turn(items: Items, places: Places) -> Floats:
    """(k, k) The turn that brings axes in the order of how much they divide people, pointing where fewer are.

    A turn changes no chance of any vote; without it two fits of the same votes could be mirror images.
    """
    # f has variance one on every axis, so the loadings tell how much an axis matters.
    _, turn = np.linalg.eigh(items.loading.T @ items.loading)
    turn = turn[:, ::-1]
    seen = (places.positions - places.positions.mean(axis=0)) @ turn
    return turn * np.where(np.sum(seen**3, axis=0) < 0, -1.0, 1.0)


def _seen_turned(places: Places, turn: Floats) -> Places:
    whole = np.eye(len(turn) + 1)
    whole[1:, 1:] = turn
    return Places(places.mean @ whole, whole.T @ places.spread @ whole)
