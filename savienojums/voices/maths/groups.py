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
from savienojums.voices.maths.clusters import k_means, k_means_from, likeness, nearest

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Flags, Floats, Ints, Votes

MOST_GROUPS = 5
# Somebody is placed who answered this many statements (or all there are).
LEAST_ANSWERS = 7
LEAST_PEOPLE = 20
# No group of fewer people than this is ever shown.
LEAST_GROUP = 5
# Of the redrawn conversations the mean likeness must be at least this: of two groups, one in twelve changes sides.
LEAST_STABILITY = 0.7
# So many standard errors more divided than one cloud, the best of four cuts; of 82 drawn clouds five got this far.
LEAST_APART = 2.5
# Once it is clear that they are no single cloud, a number of groups must itself be more than chance (one-sided 90 %).
ALSO_APART = 1.28
DRAWS, REDRAWS, REFIT, STARTS = 32, 16, 3, 6
# Draws of where somebody may stand, and of how many people at once.
LOOKS, AT_ONCE = 64, 20_000
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

    @property
    def sizes(self) -> Ints:
        """(count,) How many people are nearest to each group."""
        return np.bincount(self.nearest[self.nearest >= 0], minlength=self.count).astype(np.int64)


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
    seen, fewer, chosen = _thinned(ideal.said_of(votes), fit, who)
    own, clouds = _cloud(fewer, chosen), _one_cloud(seen, fewer, chosen)
    every = np.stack([own.points, *clouds])
    tried = [_tried(own, every, count) for count in range(2, MOST_GROUPS + 1)]
    clearest = max((each for each in tried if each.smallest >= LEAST_GROUP), key=lambda each: each.apart, default=None)
    if clearest is None or clearest.apart < LEAST_APART:
        return _none(votes, Reason.ONE_CLOUD, max(each.apart for each in tried))
    # They are no single cloud. How many groups, is a question of what comes back: the steadiest, of equals the fewest.
    possible = [each for each in tried if each.smallest >= LEAST_GROUP and each.apart >= ALSO_APART]
    possible.sort(key=lambda each: (-round(each.stability, 2), each.count))
    for each in possible:
        groups = _belonging(votes, _cloud(fit, who), who, each)
        if each.stability >= LEAST_STABILITY and groups.sizes.min() >= LEAST_GROUP:
            return groups
    return _none(votes, Reason.UNSTABLE, possible[0].apart, possible[0].stability)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an earlier map found of the same conversation.

    nearest (n,): the group each of today's people was nearest to, -1 where they were not placed or not there yet.
    """

    count: int
    nearest: Ints
    stability: float
    apart: float
    reason: Reason


def groups_again(votes: Votes, fit: ideal.Fit, verdict: Verdict) -> Groups | None:
    """The groups when few votes have come since the verdict: it stands, everybody is placed anew.

    None where it cannot stand any longer – too few people, another number of axes, a group too small – and the two
    questions have to be asked again. Groups are found again by their people, for axes may turn.
    """
    who = placed(votes)
    if who.sum() < LEAST_PEOPLE or fit.items.axes == 0:
        return None
    if verdict.count == 0:
        lasting = verdict.reason in {Reason.ONE_CLOUD, Reason.UNSTABLE}
        return _none(votes, verdict.reason, verdict.apart, verdict.stability) if lasting else None
    cloud, known = _cloud(fit, who), verdict.nearest[who]
    if np.bincount(known[known >= 0], minlength=verdict.count).min() == 0:
        return None
    centres = np.stack([cloud.points[known == group].mean(axis=0) for group in range(verdict.count)])
    kept = _Try(verdict.count, k_means_from(cloud.points, centres), verdict.apart, verdict.stability, 0)
    groups = _belonging(votes, cloud, who, kept)
    return groups if groups.sizes.min() >= LEAST_GROUP else None


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
    order = known[np.lexsort((said.marks[0][known], fit.places.positions[known, 0]))]
    chosen = np.zeros(len(who), dtype=bool)
    chosen[order[np.linspace(0, count - 1, wanted).astype(np.int64)]] = True
    places = ideal.Places(fit.places.mean[chosen], fit.places.spread[chosen])
    return said.of_people(chosen), replace(fit, places=places), np.ones(wanted, dtype=bool)


def _tried(own: Cloud, every: Floats, count: int) -> _Try:
    """How a cut into so many groups stands the two questions: is it more than one cloud, does it come back.

    every (1 + DRAWS, n, k): these people first, then one cloud drawn again and again; all are cut with equal care.
    """
    cuts = k_means(every, np.ones(every.shape[1]), count, starts=STARTS)
    divided = cuts.loss / _breadth(every)
    return _Try(
        count=count,
        centres=cuts.centres[0],
        apart=float((np.mean(divided[1:]) - divided[0]) / max(1e-9, float(np.std(divided[1:], ddof=1)))),
        stability=_stability(own, count, cuts.labels[0]),
        smallest=int(np.bincount(cuts.labels[0], minlength=count).min()),
    )


def _one_cloud(said: Votes, fit: ideal.Fit, who: Flags) -> list[Floats]:
    """How placed people would look if they were one Gaussian cloud, DRAWS times.

    Votes are drawn from the fitted statements, in the very cells that were answered, and fitted again. What saturates,
    what few answers hide, is so in both.
    """
    people, statements = (np.argsort(np.argsort(marks, kind="stable"), kind="stable") for marks in said.marks)
    order = np.lexsort((statements[said.statement], people[said.person]))
    chance = np.random.default_rng(7)
    clouds = []
    for _ in range(DRAWS):
        stands = chance.standard_normal((said.people_count, fit.items.axes + 1))[people]
        stands[:, 0] *= np.sqrt(fit.items.readiness)
        drawn = np.empty(len(order))
        drawn[order] = chance.random(len(order))
        agree = drawn < expit(ideal.log_odds(fit.items, stands, said.person, said.statement))
        value = np.where(agree, 1, -1).astype(np.int8)
        again = ideal.fit(replace(said, value=value), fit.items.axes, start=fit.items, rounds=REFIT)
        clouds.append(_cloud(again, who).points)
    return clouds


def _breadth(points: Floats) -> Floats:
    return np.asarray(np.maximum(1e-12, np.sum((points - points.mean(axis=1, keepdims=True)) ** 2, axis=(1, 2))))


def _roots(arrays: Floats) -> Floats:
    """Square roots of many small covariances (Cholesky), a little away from nothing, which has none."""
    return np.asarray(np.linalg.cholesky(arrays + 1e-12 * np.eye(arrays.shape[1])))


def _stability(cloud: Cloud, count: int, labels: Ints) -> float:
    """How alike the groups are when people are drawn anew and stand elsewhere within what is not known of them."""
    points = cloud.points
    order = np.lexsort(points.T[::-1])
    roots = _roots(cloud.hidden)
    chance = np.random.default_rng(11)
    chosen = order[np.sort(chance.integers(0, len(points), (REDRAWS, len(points))), axis=1)]
    noise = chance.standard_normal((*chosen.shape, points.shape[1]))
    moved = points[chosen] + np.einsum("rnij,rnj->rni", roots[chosen], noise)
    cuts = k_means(moved, np.ones(len(points)), count, starts=STARTS)
    return float(np.mean([likeness(labels, nearest(points, centres)) for centres in cuts.centres]))


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


def _shares(points: Floats, hidden: Floats, centres: Floats) -> Floats:
    """(n, groups) The chance of each group, over where a person may stand; the same draws for everyone.

    The nearest centre c is the one with the largest x·c − |c|²/2.
    """
    noise = np.random.default_rng(13).standard_normal((LOOKS // 2, points.shape[1]))
    noise = np.concatenate([noise, -noise]).T
    shares = np.empty((len(points), len(centres)))
    for begin in range(0, len(points), AT_ONCE):
        part = slice(begin, begin + AT_ONCE)
        still = points[part] @ centres.T - np.sum(centres**2, axis=1) / 2
        shift = np.einsum("nij,gi->ngj", _roots(hidden[part]), centres) @ noise
        own = np.argmax(still[:, :, None] + shift, axis=1)
        shares[part] = np.stack([np.mean(own == group, axis=1) for group in range(len(centres))], axis=1)
    return shares
