"""The published rules of Polis, stateless and independent of order (Small et al. 2021; its source as described in prose).

Axes by PCA of votes filled with each statement's mean, positions stretched for those who answered little, k-means with
a hundred base clusters, groups by silhouette. Filling with means and centring leaves exactly nothing in the cells nobody
answered, so that everything is a sum over votes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from savienojums.voices.maths.clusters import k_means, seeded, silhouette
from savienojums.voices.maths.directions import leading

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Flags, Floats, Ints, Votes

BASE, LEAST_ANSWERS, LEAST_PLACED, MOST_GROUPS, ROUNDS, SETTLED = 100, 7, 15, 5, 100, 0.01
# Of more places than this the base clusters are learnt on every so-many-th.
LEARNT_ON = 4_000


@dataclass(frozen=True, slots=True)
class Compatible:
    """positions (n, 2), label (n,) with -1 for those not placed, count of groups, loading (m, 2), mean (m,)."""

    positions: Floats
    label: Ints
    count: int
    loading: Floats
    mean: Floats


def compatible(votes: Votes) -> Compatible:
    """Groups and positions by the published rules."""
    value = np.where(votes.out[votes.statement], 0.0, votes.value.astype(float))
    asked = votes.counts.sum(axis=1)
    mean = np.bincount(votes.statement, weights=value, minlength=votes.statement_count) / np.maximum(1, asked)
    centred = votes.matrix(value - mean[votes.statement])
    loading = leading(centred, 2, ties=votes.marks[1], spare=4, rounds=ROUNDS, tolerance=1e-6)
    loading = loading * np.where(np.sum((centred @ loading) ** 3, axis=0) < 0, -1.0, 1.0)
    # A statement that was moderated out counts as answered by everyone.
    out = int(votes.out.sum())
    kept_out = np.bincount(votes.person, weights=votes.out[votes.statement], minlength=votes.people_count)
    answered = np.maximum(1, votes.answered - kept_out + out)
    positions = np.sqrt(votes.statement_count / answered)[:, None] * (centred @ loading)
    label, count = _groups(positions, _placed(votes))
    return Compatible(positions, label, count, loading, mean)


def _placed(votes: Votes) -> Flags:
    """Who answered at least seven statements (or all there are); of fewer than fifteen, the most active fill up."""
    who = votes.answered >= min(LEAST_ANSWERS, votes.statement_count)
    if who.sum() < LEAST_PLACED:
        who[np.lexsort((votes.marks[0], -votes.answered))[:LEAST_PLACED]] = True
    return who


def _groups(positions: Floats, who: Flags) -> tuple[Ints, int]:
    """The groups of those who are placed: base clusters, then as many groups as the silhouette likes best."""
    label = np.full(len(positions), -1, dtype=np.int64)
    points = positions[who]
    if len(points) < 3:
        return label, 0
    base, centres, sizes = _based(points)
    most = min(MOST_GROUPS, 2 + len(centres) // 12, len(centres) - 1)
    best, chosen, count = -np.inf, np.zeros(len(centres), dtype=np.int64), 1
    for wanted in range(2, most + 1):
        found = k_means(centres[None], sizes, wanted).labels[0]
        worth = silhouette(centres, found)
        if worth > best + 1e-12:
            best, chosen, count = worth, found, wanted
    label[who] = chosen[base]
    return label, count


def _based(points: Floats) -> tuple[Ints, Floats, Floats]:
    """At most a hundred base clusters: whose they are, centres, sizes. Learnt on places evenly along the sorted ones."""
    # Sums in another order differ in the last digits; the same place is the same place.
    distinct, inverse = np.unique(np.round(points, 9), axis=0, return_inverse=True)
    inverse = inverse.ravel().astype(np.int64)
    weights = np.bincount(inverse).astype(float)
    if len(distinct) <= BASE:
        return inverse, distinct, weights
    learnt = np.unique(np.linspace(0, len(distinct) - 1, LEARNT_ON).astype(np.int64))
    centres = _settled(distinct[learnt], weights[learnt])
    label = np.asarray(cKDTree(centres).query(distinct)[1])
    sizes = np.bincount(label, weights=weights, minlength=len(centres))
    used = sizes > 0
    place = np.cumsum(used) - 1
    return np.asarray(place[label][inverse]), centres[used], np.asarray(sizes[used], dtype=float)


def _settled(points: Floats, weights: Floats) -> Floats:
    """(BASE, 2) Centres of base clusters, by Lloyd's rounds until none moves by as much as 0.01."""
    centres = seeded(points[None], weights[None], np.random.default_rng(0).random((1, BASE)))[0]
    for _ in range(ROUNDS):
        label = cKDTree(centres).query(points)[1]
        heft = np.bincount(label, weights=weights, minlength=BASE)
        sums = [np.bincount(label, weights=weights * axis, minlength=BASE) for axis in points.T]
        new = np.where(heft[:, None] > 0, np.stack(sums, axis=1) / np.maximum(heft, 1e-300)[:, None], centres)
        moved = float(np.abs(new - centres).max())
        centres = new
        if moved < SETTLED:
            break
    return np.asarray(centres)
