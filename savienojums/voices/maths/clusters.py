"""Clusters of points: k-means from several starts, silhouettes, how alike two groupings are.

Points come with weights. What is drawn at random is drawn in the order of the points' coordinates, so that the order in
which people came does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Floats, Ints

STARTS, ROUNDS = 12, 100


@dataclass(frozen=True, slots=True)
class Cuts:
    """Several clouds, each cut.

    labels (b, n) in the order of the centres' first coordinate, centres (b, count, k), loss (b,) the squares within.
    """

    labels: Ints
    centres: Floats
    loss: Floats


def k_means(points: Floats, weights: Floats, count: int, *, starts: int = STARTS, seed: int = 0) -> Cuts:
    """Clouds (b, n, k) of weighted (n,) points, each cut in `count`: the best of several k-means++ starts.

    (Arthur & Vassilvitskii 2007.) All clouds and starts take their rounds together.
    """
    clouds, size, axes = points.shape
    order = np.stack([np.lexsort(each.T[::-1]) for each in points])
    draws = np.random.default_rng(seed).random((starts, count))
    sorted_points = np.take_along_axis(points, order[..., None], axis=1)
    # Runs: every cloud from every start; one array (runs, n) an axis.
    cloud = np.repeat(np.arange(clouds), starts)
    centres = seeded(sorted_points[cloud], weights[order][cloud], np.tile(draws, (clouds, 1)))
    centres, loss = _settled(np.moveaxis(points, 2, 0)[:, cloud], weights, centres)
    best = np.arange(clouds) * starts + np.argmin(np.round(loss.reshape(clouds, starts), 9), axis=1)
    chosen = centres[best]
    chosen = np.stack([each[np.lexsort(each.T[::-1])] for each in chosen])
    labels, _ = _nearest(np.moveaxis(points, 2, 0), chosen)
    return Cuts(labels.astype(np.int64).reshape(clouds, size), chosen.reshape(clouds, count, axes), loss[best])


def k_means_from(points: Floats, centres: Floats) -> Floats:
    """(count, k) Where the centres (count, k) of a cloud (n, k) come to rest: for a cloud that has changed a little."""
    axes = np.ascontiguousarray(points.T)[:, None]
    settled, _ = _settled(axes, np.ones(len(points)), centres[None].copy())
    return np.asarray(settled[0])


def seeded(points: Floats, weights: Floats, draws: Floats) -> Floats:
    """(runs, count, k) First centres: far from one another, by chance."""
    runs = np.arange(len(points))
    heft, far, centres = weights, np.full(weights.shape, np.inf), []
    for column in draws.T:
        reach = np.cumsum(heft, axis=1)
        nothing = reach[:, -1] <= 0
        reach[nothing] = np.cumsum(weights[nothing], axis=1)
        drawn = np.sum(reach <= (column * reach[:, -1])[:, None], axis=1).clip(max=weights.shape[1] - 1)
        centres.append(points[runs, drawn])
        far = np.minimum(far, np.sum((points - centres[-1][:, None]) ** 2, axis=2))
        heft = far * weights
    return np.stack(centres, axis=1)


def _settled(axes: Floats, weights: Floats, centres: Floats) -> tuple[Floats, Floats]:
    """Lloyd's rounds until nothing moves; a centre nobody is near to stays where it is.

    axes (k, runs, n), weights (n,), centres (runs, count, k); what has settled takes no further rounds.
    """
    runs, count, _ = centres.shape
    loss = np.full(runs, np.inf)
    moving = np.arange(runs)
    for _ in range(ROUNDS):
        labels, far = _nearest(axes, centres[moving])
        new = far @ weights
        settled = new >= loss[moving] - 1e-10 * np.maximum(1.0, new)
        loss[moving] = new
        flat = (labels + np.arange(len(moving))[:, None] * count).ravel()
        heft = np.bincount(flat, weights=np.tile(weights, len(moving)), minlength=len(moving) * count)
        sums = [np.bincount(flat, weights=(each * weights).ravel(), minlength=len(heft)) for each in axes]
        means = (np.stack(sums, axis=1) / np.maximum(heft, 1e-300)[:, None]).reshape(len(moving), count, -1)
        used = (heft > 0).reshape(len(moving), count, 1)
        centres[moving] = np.where(used, means, centres[moving])
        if settled.any():
            moving, axes = moving[~settled], axes[:, ~settled]
        if not len(moving):
            break
    return centres, loss


def nearest(points: Floats, centres: Floats) -> Ints:
    """(n,) To which of the centres (count, k) each point (n, k) is nearest."""
    label, _ = _nearest(points.T[:, None], centres[None])
    return np.asarray(label[0])


def _nearest(axes: Floats, centres: Floats) -> tuple[Ints, Floats]:
    """(runs, n) To which of its run's centres each point is nearest, and the square of how far."""
    best = np.full(axes.shape[1:], np.inf)
    label = np.zeros(best.shape, dtype=np.int64)
    for place in range(centres.shape[1]):
        far = np.zeros(best.shape)
        for axis, line in enumerate(axes):
            far += (line - centres[:, place, axis, None]) ** 2
        label[far < best] = place
        np.minimum(best, far, out=best)
    return label, best


def silhouette(points: Floats, labels: Ints) -> float:
    """The mean silhouette (Rousseeuw 1987) of at most a few hundred points, singletons 0."""
    far = np.sqrt(np.maximum(0, np.sum((points[:, None, :] - points[None, :, :]) ** 2, axis=2)))
    count = int(labels.max()) + 1
    sizes = np.bincount(labels, minlength=count)
    sums = np.stack([far[:, labels == each].sum(axis=1) for each in range(count)], axis=1)
    own = sums[np.arange(len(points)), labels] / np.maximum(1, sizes[labels] - 1)
    means = np.where(np.arange(count)[None, :] == labels[:, None], np.inf, sums / np.maximum(1, sizes))
    other = means.min(axis=1)
    worth = np.where(sizes[labels] > 1, (other - own) / np.maximum(np.maximum(own, other), 1e-300), 0.0)
    return float(worth.mean())


def likeness(one: Ints, other: Ints) -> float:
    """The adjusted Rand index of two groupings of the same people (Hubert & Arabie 1985): 1 equal, 0 as by chance."""
    _, one = np.unique(one, return_inverse=True)
    _, other = np.unique(other, return_inverse=True)
    wide = int(other.max()) + 1 if len(other) else 1
    table = np.bincount(one * wide + other).astype(float)
    rows, columns = np.bincount(one).astype(float), np.bincount(other).astype(float)
    pairs, by_row, by_column = (float(np.sum(each * (each - 1) / 2)) for each in (table, rows, columns))
    every = len(one) * (len(one) - 1) / 2
    expected = by_row * by_column / every if every else 0.0
    most = (by_row + by_column) / 2
    return (pairs - expected) / (most - expected) if most > expected else 1.0
