"""What people and groups said of statements: shares with intervals, what all agree on, what divides, what stands for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betaincinv

if TYPE_CHECKING:
    from collections.abc import Callable

    from savienojums.voices.maths.votes import Flags, Floats, Ints, Votes

# Draws of what the shares may really be, and how long a list is.
DRAWS, LISTED = 200, 10
# One-sided 90 %, as in the published rules.
Z = 1.2816
AGAINST, PASSED, FOR = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Shares:
    """counts (g, m, 3) disagreed, passed, agreed, by group; share, low, high (g, m) of those who agreed of all asked.

    The interval is Jeffreys' (Brown, Cai & DasGupta 2001), 90 %.
    """

    counts: Ints
    share: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of statements by a score: order (places, best first), score (m,), certainty (m,).

    certainty: the chance to be among the first LISTED, the shares being what they may be: near 1 certain, near 0.5 open.
    """

    order: Ints
    score: Floats
    certainty: Floats


def counted(votes: Votes, label: Ints, groups: int) -> Ints:
    """(groups, m, 3) How each group disagreed, passed and agreed; label (n,) -1 belongs to none."""
    own = label[votes.person]
    kept = own >= 0
    flat = (own[kept] * votes.statement_count + votes.statement[kept]) * 3 + votes.value[kept] + 1
    size = groups * votes.statement_count * 3
    return np.bincount(flat, minlength=size).reshape(groups, votes.statement_count, 3).astype(np.int64)


def shares_of(counts: Ints, level: float = 0.9) -> Shares:
    """Shares of agreement with their intervals."""
    agreed, asked = counts[..., FOR].astype(float), counts.sum(axis=-1).astype(float)
    tail = (1 - level) / 2
    low = betaincinv(agreed + 0.5, asked - agreed + 0.5, tail)
    high = betaincinv(agreed + 0.5, asked - agreed + 0.5, 1 - tail)
    with np.errstate(invalid="ignore"):
        share = np.where(asked > 0, agreed / np.maximum(1, asked), np.nan)
    return Shares(counts, share, np.where(agreed == 0, 0.0, low), np.where(agreed == asked, 1.0, high))


def consensus(counts: Ints, out: Flags) -> Listed:
    """Group-informed consensus: the product over groups of (A+1)/(S+2) (Small et al. 2021, Recerca 26/2).

    counts (g, m, 3); out (m,) flags of statements that stand in no list, as those do which a group has not seen.
    """
    return _listed(counts, out, lambda agreed: np.prod(agreed, axis=-2))


def divisive(counts: Ints, out: Flags) -> Listed:
    """Statements on which two groups differ most: the largest gap between their shares; arguments as above."""
    return _listed(counts, out, lambda agreed: np.max(agreed, axis=-2) - np.min(agreed, axis=-2))


def _listed(counts: Ints, out: Flags, score_of: Callable[[Floats], Floats]) -> Listed:
    agreed, asked = counts[..., FOR], counts.sum(axis=-1)
    left_out = out | (asked.min(axis=0) == 0)
    score = np.where(left_out, -np.inf, score_of((agreed + 1) / (asked + 2)))
    possible = np.flatnonzero(~left_out)
    first = possible[np.lexsort((-asked.sum(axis=0)[possible], -score[possible]))]
    certainty = np.zeros(counts.shape[1])
    if len(possible):
        certainty[possible] = _certainty(agreed[:, possible], asked[:, possible], score_of)
    return Listed(first, score, certainty)


def _certainty(agreed: Ints, asked: Ints, score_of: Callable[[Floats], Floats]) -> Floats:
    """(m,) How often each is among the first, when shares are drawn from what they may be."""
    # Drawn by what was counted, so that numbers of statements play no part; what was counted alike is equally sure.
    kinds, kind, alike = np.unique(np.concatenate([agreed, asked]), axis=1, return_inverse=True, return_counts=True)
    order = np.argsort(kind.ravel(), kind="stable")
    agreed, asked = agreed[:, order], asked[:, order]
    chance = np.random.default_rng(5)
    wanted = min(LISTED, len(order))
    listed = np.zeros(len(order))
    for _ in range(DRAWS):
        worth = score_of(chance.beta(agreed + 1, asked - agreed + 1))
        listed[np.argpartition(-worth, wanted - 1)[:wanted]] += 1
    by_kind = np.bincount(kind.ravel()[order], weights=listed, minlength=kinds.shape[1]) / (alike * DRAWS)
    return np.asarray(by_kind[kind.ravel()])


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement that stands for a group: which, whether by agreeing, its share and how often others agreed."""

    statement: int
    agrees: bool
    share: float
    others: float
    weight: float


def representative(counts: Ints, out: Flags, group: int, most: int = 5) -> list[Standing]:
    """What stands for one group against all others, by the published rules of Polis (Small et al. 2021, §4.3).

    A statement qualifies if more than half of the group and more of it than of the others agree (or disagree), each
    surely to 90 %; the best agreed one first, then agreed before disagreed; at least one a group.
    """
    own, others = counts[group], counts.sum(axis=0) - counts[group]
    asked, asked_others = own.sum(axis=-1), others.sum(axis=-1)
    sides = [_side(own[:, side], asked, others[:, side], asked_others) for side in (FOR, AGAINST)]
    (p, p_test, r, r_test), (q, q_test, s, s_test) = sides
    agrees = r_test >= s_test
    qualified = np.where(agrees, (p_test > Z) & (r_test > Z), (q_test > Z) & (s_test > Z))
    weight = np.where(agrees, r * r_test * p * p_test, s * s_test * q * q_test)
    possible = ~out & (asked > 0)
    chosen = [int(each) for each in np.argsort(-weight, kind="stable") if possible[each] and qualified[each]]
    if not chosen and possible.any():
        # Nothing is sure: the one most agreed to, so that a group is never without words.
        chosen = [int(np.argmax(np.where(possible, p * np.maximum(p_test, 1e-9), -np.inf)))]
        agrees[chosen] = True
    best = next((each for each in chosen if agrees[each]), None)
    ordered = sorted(chosen[:most], key=lambda each: (each != best, not agrees[each]))
    side = np.where(agrees, FOR, AGAINST)
    return [
        Standing(
            each,
            bool(agrees[each]),
            float(own[each, side[each]] / max(1, asked[each])),
            float(others[each, side[each]] / max(1, asked_others[each])),
            float(weight[each]),
        )
        for each in ordered
    ]


def _side(own: Ints, asked: Ints, others: Ints, asked_others: Ints) -> tuple[Floats, Floats, Floats, Floats]:
    """Probability, its test, ratio to the others, its test."""
    p = (own + 1) / (asked + 2)
    p_test = 2 * np.sqrt(asked + 1) * ((own + 1) / (asked + 1) - 0.5)
    r = p / ((others + 1) / (asked_others + 2))
    one, two = (own + 1) / (asked + 1), (others + 1) / (asked_others + 1)
    both = (own + others + 2) / (asked + asked_others + 2)
    error = np.sqrt(np.maximum(0, both * (1 - both)) * (1 / (asked + 1) + 1 / (asked_others + 1)))
    r_test = np.where(error > 0, (one - two) / np.maximum(error, 1e-300), 0.0)
    return p, p_test, r, r_test
