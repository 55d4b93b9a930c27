"""The published rules of Polis, stateless and independent of order (Small et al. 2021; its source as described in prose).

Axes by PCA of votes filled with each statement's mean, positions stretched for those who answered little, k-means with
a hundred base clusters, groups by silhouette. Filling with means and centring leaves exactly nothing in the cells nobody
answered, so that everything is a sum over votes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from savienojums.voices.maths.clusters import k_means, nearest, silhouette
from savienojums.voices.maths.votes import Votes

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Flags, Floats, Ints

BASE, LEAST_ANSWERS, LEAST_PLACED, MOST_GROUPS, ROUNDS = 100, 7, 15, 5, 100
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
    loading = _axes(centred)
    # A statement that was moderated out counts as answered by everyone.
    out = int(votes.out.sum())
    kept_out = np.bincount(votes.person, weights=votes.out[votes.statement], minlength=votes.people_count)
    answered = np.maximum(1, votes.answered - kept_out + out)
    positions = np.sqrt(votes.statement_count / answered)[:, None] * (centred @ loading)
    label, count = _groups(positions, _placed(votes))
    return Compatible(positions, label, count, loading, mean)


def _axes(centred: object) -> Floats:
    """(m, 2) The two leading directions by subspace iteration; each points where fewer people are."""
    rows, columns = centred.shape  # type: ignore[attr-defined]  # a sparse array; scipy has no stubs
    width = min(6, columns, max(1, rows))
    square = np.asarray(centred.power(2).sum(axis=0)).ravel()  # type: ignore[attr-defined]  # as above
    chosen = np.argsort(-square, kind="stable")[:width]
    basis, _ = np.linalg.qr((centred.T @ centred[:, chosen].toarray()) + 1e-12)  # type: ignore[attr-defined,index]  # as above
    values = np.zeros(width)
    for _ in range(ROUNDS):
        basis, triangle = np.linalg.qr(centred.T @ (centred @ basis))  # type: ignore[attr-defined,operator]  # as above
        new = np.abs(np.diag(triangle))
        if np.allclose(new[:2], values[:2], rtol=1e-6):
            break
        values = new
    seen = centred @ basis  # type: ignore[operator]  # as above
    _, turn = np.linalg.eigh(seen.T @ seen)
    leading = basis @ turn[:, ::-1]
    leading = np.pad(leading, ((0, 0), (0, max(0, 2 - leading.shape[1]))))[:, :2]
    skew = np.sum((centred @ leading) ** 3, axis=0)  # type: ignore[operator]  # as above
    return leading * np.where(skew < 0, -1.0, 1.0)


def _placed(votes: Votes) -> Flags:
    """Who answered at least seven statements (or all there are); of fewer than fifteen, the most active fill up."""
    who = votes.answered >= min(LEAST_ANSWERS, votes.statement_count)
    if who.sum() < LEAST_PLACED:
        order = np.argsort(-votes.answered, kind="stable")[:LEAST_PLACED]
        who = who.copy()
        who[order] = True
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
        found, _, _ = k_means(centres, sizes, wanted)
        worth = silhouette(centres, found)
        if worth > best + 1e-12:
            best, chosen, count = worth, found, wanted
    label[who] = chosen[base]
    return label, count


def _based(points: Floats) -> tuple[Ints, Floats, Floats]:
    """At most a hundred base clusters: whose they are, centres, sizes; started evenly along the sorted places."""
    distinct, inverse = np.unique(points, axis=0, return_inverse=True)
    weights = np.bincount(inverse.ravel()).astype(float)
    if len(distinct) <= BASE:
        return inverse.ravel().astype(np.int64), distinct, weights
    step = 1 + len(distinct) // LEARNT_ON
    _, centres, _ = k_means(distinct[::step], weights[::step], BASE, starts=1)
    label = nearest(distinct, centres)
    sizes = np.bincount(label, weights=weights, minlength=len(centres))
    used = sizes > 0
    place = np.cumsum(used) - 1
    return place[label][inverse.ravel()], centres[used], sizes[used]
