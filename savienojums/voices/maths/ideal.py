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

from savienojums.voices.maths.votes import PASS, Votes

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from savienojums.voices.maths.votes import Flags, Floats, Ints

ROUNDS, SETTLED = 60, 2e-3
MEAN_RIDGE, LOADING_RIDGE = 1.0, 3.0
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


def chances(fit: Fit, person: Ints, statement: Ints) -> Floats:
    """(pairs,) The chance that these people agree to these statements, if they do not pass.

    Averaged over where the person may stand (MacKay 1992, Neural Computation 4/5, eq. for the moderated output).
    """
    design = fit.items.design
    variance = np.zeros(len(person))
    for one in range(design.shape[1]):
        for other in range(design.shape[1]):
            variance += design[statement, one] * fit.places.spread[person, one, other] * design[statement, other]
    return expit(log_odds(fit.items, fit.places.mean, person, statement) / np.sqrt(1 + np.pi / 8 * variance))


def log_odds(items: Items, mean: Floats, person: Ints, statement: Ints) -> Floats:
    """(votes,) The log odds of agreeing."""
    eta = items.level[statement] + mean[person, 0]
    for axis in range(items.axes):
        eta += mean[person, axis + 1] * items.loading[statement, axis]
    return eta


def fit(votes: Votes, axes: int, *, start: Items | None = None, rounds: int = ROUNDS) -> Fit:
    """Places of all people and what statements are, on that many axes (0 to 4); `start` from an earlier fit.

    Passes and statements moderated out say nothing here. Costs a few sums over the votes each round.
    """
    said = said_of(votes)
    learners = _learners(said)
    taught = said if learners is None else said.of_people(learners)
    items = start if start is not None and start.loading.shape == (said.statement_count, axes) else _first(taught, axes)
    items, done = _learn(taught, items, rounds)
    items = _turned(items, place(taught, items))
    return Fit(items, place(said, items), done)


def place(votes: Votes, items: Items, *, rounds: int = 4) -> Places:
    """Where people stand given the statements: a few small closed-form solutions a person, some thousands at a time."""
    said = said_of(votes)
    mean = np.zeros((said.people_count, items.axes + 1))
    spread = np.zeros((said.people_count, items.axes + 1, items.axes + 1))
    for people, span in said.stretches(AT_ONCE):
        part = said.stretch(people, span)
        agrees = (part.value > 0) - 0.5
        places = Places(mean[people], spread[people])
        for _ in range(rounds):
            weights = _weights(log_odds(items, places.mean, part.person, part.statement))
            places = _persons(part, agrees, items, weights)
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
    order = np.lexsort((agreed, said.answered))
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
    loading = _leading(residual, axes)
    return Items(level, loading, 1.0)


def _leading(residual: csr_array, axes: int) -> Floats:
    """(m, axes) The leading directions of a sparse array, by subspace iteration from a content-made start."""
    if axes == 0:
        return np.zeros((residual.shape[1], 0))
    square = residual.copy()
    square.data = square.data**2
    heft = np.asarray(square.sum(axis=0)).ravel()
    width = min(axes + 2, residual.shape[1])
    # The statements that differ most are the start; ties in content are the same statement for what follows.
    chosen = np.argsort(-heft, kind="stable")[:width]
    basis = np.asarray((residual.T @ residual[:, chosen].toarray()))
    basis, _ = np.linalg.qr(basis + 1e-9)
    for _ in range(12):
        basis, _ = np.linalg.qr(residual.T @ (residual @ basis))
    values, turn = np.linalg.eigh((residual @ basis).T @ (residual @ basis))
    leading = (basis @ turn[:, ::-1])[:, :axes]
    return np.pad(leading, ((0, 0), (0, axes - leading.shape[1]))) * np.sqrt(residual.shape[1]) / 2


def _learn(said: Votes, items: Items, rounds: int) -> tuple[Items, int]:
    """Rounds of people given statements and statements given people, until the levels settle."""
    agrees = (said.value > 0) - 0.5
    places = place(said, items, rounds=2)
    done = 0
    for done in range(1, rounds + 1):
        weights = _weights(log_odds(items, places.mean, said.person, said.statement))
        places = _persons(said, agrees, items, weights)
        weights = _weights(log_odds(items, places.mean, said.person, said.statement))
        new = _statements(said, agrees, items, places, weights)
        moved = max(_moved(new.level, items.level), _moved(new.loading, items.loading))
        items = new
        if moved < SETTLED:
            break
    return items, done


def _moved(new: Floats, old: Floats) -> float:
    if not new.size:
        return 0.0
    return float(np.sqrt(np.mean((new - old) ** 2)) / (1e-9 + np.sqrt(np.mean(new**2))))


def _weights(eta: Floats) -> Floats:
    """(votes,) tanh(e/2) / 2e, a quarter at zero."""
    size = np.maximum(np.abs(eta), 1e-6)
    return np.tanh(size / 2) / (2 * size)


def _persons(said: Votes, agrees: Floats, items: Items, weights: Floats) -> Places:
    """The closed form of (b, f) of every person."""
    design = items.design
    wide = design.shape[1]
    squares = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    precision = (said.matrix(weights) @ squares).reshape(-1, wide, wide)
    prior = np.ones(wide)
    prior[0] = 1 / items.readiness
    precision[:, range(wide), range(wide)] += prior
    right = said.matrix(agrees - weights * items.level[said.statement]) @ design
    spread = np.linalg.inv(precision)
    return Places(np.einsum("nij,nj->ni", spread, right), spread)


def _statements(said: Votes, agrees: Floats, items: Items, places: Places, weights: Floats) -> Items:
    """The closed form of (m, g) of every statement, people's uncertainty taken along."""
    mean, spread = places.mean, places.spread
    design = mean.copy()
    design[:, 0] = 1
    second = mean[:, :, None] * mean[:, None, :] + spread
    # E[z zᵀ] and E[b z] with z = (1, f).
    squares = second.copy()
    squares[:, 0, 1:] = squares[:, 1:, 0] = mean[:, 1:]
    squares[:, 0, 0] = 1
    pull = second[:, 0, :].copy()
    pull[:, 0] = mean[:, 0]
    wide = design.shape[1]
    by_statement = said.matrix(weights).T.tocsr()
    precision = (by_statement @ squares.reshape(len(mean), -1)).reshape(-1, wide, wide)
    ridge = np.full(wide, LOADING_RIDGE)
    ridge[0] = MEAN_RIDGE
    precision[:, range(wide), range(wide)] += ridge
    right = said.matrix(agrees).T @ design - by_statement @ pull
    solved = np.linalg.solve(precision, right[..., None])[..., 0]
    readiness = float(np.clip(np.mean(second[:, 0, 0]), 0.05, 10.0))
    return Items(solved[:, 0], solved[:, 1:], readiness)


def _turned(items: Items, places: Places) -> Items:
    """The same conversation with axes in the order of how much they divide people, pointing where fewer are.

    A turn changes no chance of any vote; without it two fits of the same votes could be mirror images.
    """
    if items.axes == 0:
        return items
    # f has variance one on every axis, so the loadings tell how much an axis matters.
    _, turn = np.linalg.eigh(items.loading.T @ items.loading)
    turn = turn[:, ::-1]
    seen = (places.positions - places.positions.mean(axis=0)) @ turn
    turn = turn * np.where(np.sum(seen**3, axis=0) < 0, -1.0, 1.0)
    return replace(items, loading=items.loading @ turn)
