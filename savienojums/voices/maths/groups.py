"""Groups of opinion: how many there are, if any; who belongs to which and how surely.

A cloud of people can always be cut in two. Groups are drawn only if they are more apart than one cloud would be when
seen through as few answers as each person gave, and if they come back when people are drawn anew. Otherwise the answer
is "no clear groups", which is an answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit

from savienojums.voices.maths import ideal
from savienojums.voices.maths.clusters import k_means, likeness

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Flags, Floats, Ints, Votes

MOST_GROUPS = 5
# Somebody is placed who answered this many statements (or all there are).
LEAST_ANSWERS = 7
LEAST_PEOPLE = 20
# No group of fewer people than this is ever shown.
LEAST_GROUP = 5
# Of the redrawn conversations the mean likeness must be at least this.
LEAST_STABILITY = 0.6
# So many standard errors more divided than one cloud; four cuts are tried, so 2.5 is about one false alarm in forty.
LEAST_APART = 2.5
DRAWS, REDRAWS, REFIT = 24, 12, 3
CERTAIN = 0.9
# More votes than this, of this many people at least, say nothing new about how many groups there are.
LOOKED_AT, LOOKED_AT_PEOPLE = 40_000, 400


class Reason(StrEnum):
    """Why groups are drawn, or not."""

    CLEAR = "clear"
    FEW_PEOPLE = "few_people"
    FEW_ANSWERS = "few_answers"
    ONE_CLOUD = "one_cloud"
    UNSTABLE = "unstable"
    NO_AXIS = "no_axis"


@dataclass(frozen=True, slots=True)
class Groups:
    """Who belongs to which group: -1 not placed or between groups, else 0, 1 …; largest group first.

    nearest: (n,) the group in which a person's most likely place lies, -1 where not placed; certainty: (n,) the chance
    that they belong to it; label: (n,) the same where certain enough; stability: mean likeness when people are drawn
    anew; apart: by how many standard errors the people are more divided than one cloud would look.
    """

    count: int
    label: Ints
    nearest: Ints
    certainty: Floats
    centres: Floats
    stability: float
    apart: float
    reason: Reason


def placed(votes: Votes) -> Flags:
    """(n,) Who answered enough statements to be placed."""
    return votes.answered >= min(LEAST_ANSWERS, max(1, votes.statement_count))


def groups_of(votes: Votes, fit: ideal.Fit) -> Groups:
    """The groups of a conversation, or why none are drawn."""
    who = placed(votes)
    if who.sum() < LEAST_PEOPLE:
        few = votes.people_count < LEAST_PEOPLE
        return _none(votes, Reason.FEW_PEOPLE if few else Reason.FEW_ANSWERS)
    if fit.items.axes == 0:
        return _none(votes, Reason.NO_AXIS)
    said = ideal.said_of(votes)
    seen, fewer, chosen = _thinned(said, fit, who)
    clouds = _one_cloud(seen, fewer, chosen)
    tried = [_tried(_cloud(fewer, chosen), clouds, count) for count in range(2, MOST_GROUPS + 1)]
    divided = [each for each in tried if each.smallest >= LEAST_GROUP and each.apart >= LEAST_APART]
    if not divided:
        return _none(votes, Reason.ONE_CLOUD, max(each.apart for each in tried))
    # The clearest; of equals the fewest groups.
    best = max(divided, key=lambda each: (round(each.stability, 2), -each.count))
    if best.stability < LEAST_STABILITY:
        return _none(votes, Reason.UNSTABLE, best.apart, best.stability)
    return _belonging(votes, _cloud(fit, who), who, best)


@dataclass(frozen=True, slots=True)
class Cloud:
    """Placed people in a space where distance tells how differently they would answer.

    points (n, k), hidden (n, k, k) what is not known of each, scale (k,) how much an axis says about answers.
    """

    points: Floats
    hidden: Floats
    scale: Floats


def _cloud(fit: ideal.Fit, who: Flags) -> Cloud:
    scale = np.sqrt(np.mean(fit.items.loading**2, axis=0))
    hidden = fit.places.uncertainty[who] * scale[None, :, None] * scale[None, None, :]
    return Cloud(fit.places.positions[who] * scale, hidden, scale)


@dataclass(frozen=True, slots=True)
class _Try:
    count: int
    centres: Floats
    apart: float
    stability: float
    smallest: int


def _none(votes: Votes, reason: Reason, apart: float = 0.0, stability: float = 0.0) -> Groups:
    nobody = np.full(votes.people_count, -1, dtype=np.int64)
    nothing = np.zeros(votes.people_count)
    return Groups(0, nobody, nobody, nothing, np.zeros((0, 0)), stability, apart, reason)


def _thinned(said: Votes, fit: ideal.Fit, who: Flags) -> tuple[Votes, ideal.Fit, Flags]:
    """As many placed people as are needed, every so-many-th along the axes."""
    count, votes = int(who.sum()), int(said.answered[who].sum())
    wanted = max(LOOKED_AT_PEOPLE, count * LOOKED_AT // max(1, votes))
    if count <= wanted:
        return said, fit, who
    known = np.flatnonzero(who)
    order = known[np.lexsort(fit.places.positions[known].T[::-1])]
    chosen = np.zeros(len(who), dtype=bool)
    chosen[order[np.linspace(0, count - 1, wanted).astype(np.int64)]] = True
    places = ideal.Places(fit.places.mean[chosen], fit.places.spread[chosen])
    return said.of_people(chosen), replace(fit, places=places), np.ones(wanted, dtype=bool)


def _tried(cloud: Cloud, clouds: list[Cloud], count: int) -> _Try:
    """A cut into so many groups: is it more than one cloud, does it come back?"""
    points = cloud.points
    even = np.ones(len(points))
    labels, centres, loss = k_means(points, even, count)
    return _Try(
        count=count,
        centres=centres,
        apart=_apart(loss, cloud, clouds, count),
        stability=_stability(cloud, count, labels),
        smallest=int(np.bincount(labels, minlength=count).min()),
    )


def _one_cloud(said: Votes, fit: ideal.Fit, who: Flags) -> list[Cloud]:
    """How placed people would look if they were one Gaussian cloud: votes drawn from the fitted statements, in the very
    cells that were answered, and fitted again. What saturates, what few answers hide, is so in both."""
    points = fit.places.positions
    by_person = np.argsort(np.lexsort(points.T[::-1]))
    by_statement = np.argsort(np.lexsort(np.column_stack([fit.items.loading, fit.items.level]).T))
    order = np.lexsort((by_statement[said.statement], by_person[said.person]))
    chance = np.random.default_rng(7)
    clouds = []
    for _ in range(DRAWS):
        stands = chance.standard_normal((said.people_count, fit.items.axes))[by_person]
        ready = chance.standard_normal(said.people_count)[by_person] * np.sqrt(fit.items.readiness)
        eta = ideal.log_odds(fit.items, np.column_stack([ready, stands]), said.person, said.statement)
        drawn = np.empty(len(order))
        drawn[order] = chance.random(len(order))
        value = np.where(drawn < expit(eta), 1, -1).astype(np.int8)
        again = ideal.fit(replace(said, value=value), fit.items.axes, start=fit.items, rounds=REFIT)
        clouds.append(_cloud(again, who))
    return clouds


def _apart(loss: float, cloud: Cloud, clouds: list[Cloud], count: int) -> float:
    """By how many standard errors k-means divides these people better than it divides one cloud."""
    own = loss / _breadth(cloud.points)
    drawn = [
        k_means(each.points, np.ones(len(each.points)), count, starts=4)[2] / _breadth(each.points) for each in clouds
    ]
    return float((np.mean(drawn) - own) / max(1e-9, np.std(drawn)))


def _breadth(points: Floats) -> float:
    return max(1e-12, float(np.sum((points - points.mean(axis=0)) ** 2)))


def _roots(arrays: Floats) -> Floats:
    """Symmetric square roots of many small arrays; what is negative by rounding counts as nothing."""
    values, vectors = np.linalg.eigh(arrays)
    return np.einsum("nij,nj,nkj->nik", vectors, np.sqrt(np.maximum(values, 0)), vectors)


def _stability(cloud: Cloud, count: int, labels: Ints) -> float:
    """How alike the groups are when people are drawn anew and stand elsewhere within what is not known of them."""
    points = cloud.points
    order = np.lexsort(points.T[::-1])
    roots = _roots(cloud.hidden)
    chance = np.random.default_rng(11)
    alike = []
    for _ in range(REDRAWS):
        drawn = np.sort(chance.integers(0, len(points), len(points)))
        chosen = order[drawn]
        moved = points[chosen] + np.einsum("nij,nj->ni", roots[chosen], chance.standard_normal(points.shape))
        _, centres, _ = k_means(moved, np.ones(len(moved)), count, starts=4)
        far = np.stack([np.sum((points - centre) ** 2, axis=1) for centre in centres], axis=1)
        alike.append(likeness(labels, np.argmin(far, axis=1)))
    return float(np.mean(alike))


def _belonging(votes: Votes, cloud: Cloud, who: Flags, best: _Try) -> Groups:
    """Everybody's group, the largest first, and how sure it is."""
    chances = _shares(cloud.points, cloud.hidden, best.centres)
    own = np.argmax(chances, axis=1)
    order = np.argsort(-np.bincount(own, minlength=best.count), kind="stable")
    place = np.argsort(order)
    nearest = np.full(votes.people_count, -1, dtype=np.int64)
    nearest[who] = place[own]
    certainty = np.zeros(votes.people_count)
    certainty[who] = chances.max(axis=1)
    label = np.where(certainty >= CERTAIN, nearest, -1)
    return Groups(
        best.count,
        label,
        nearest,
        certainty,
        best.centres[order] / np.maximum(cloud.scale, 1e-12),
        best.stability,
        best.apart,
        Reason.CLEAR,
    )


def _shares(points: Floats, hidden: Floats, centres: Floats, draws: int = 64) -> Floats:
    """(n, groups) The chance of each group, over where a person may stand; the same draws for everyone."""
    noise = np.random.default_rng(13).standard_normal((draws // 2, points.shape[1]))
    noise = np.concatenate([noise, -noise])
    roots = _roots(hidden)
    shares = np.zeros((len(points), len(centres)))
    for each in noise:
        moved = points + roots @ each
        far = np.stack([np.sum((moved - centre) ** 2, axis=1) for centre in centres], axis=1)
        shares[np.arange(len(points)), np.argmin(far, axis=1)] += 1
    return shares / len(noise)
