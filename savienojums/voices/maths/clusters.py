"""Clusters of points: k-means from several starts, silhouettes, how alike two groupings are.

Points come with weights. What is drawn at random is drawn in the order of the points' coordinates, so that the order in
which people came does not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Floats, Ints

STARTS, ROUNDS = 12, 100


def k_means(
    points: Floats, weights: Floats, count: int, *, starts: int = STARTS, seed: int = 0
) -> tuple[Ints, Floats, float]:
    """Labels (n,), centres (count, k), loss: the best of several k-means++ starts (Arthur & Vassilvitskii 2007).

    Labels are in the order of the centres' first coordinate.
    """
    order = np.lexsort(points.T[::-1])
    chance = np.random.default_rng(seed)
    best: tuple[float, Floats] | None = None
    for _ in range(starts):
        centres = _seeded(points[order], weights[order], count, chance)
        centres, loss = _settled(points, weights, centres)
        if best is None or loss < best[0] - 1e-12:
            best = (loss, centres)
    assert best is not None  # noqa: S101 - there is at least one start
    centres = best[1][np.lexsort(best[1].T[::-1])]
    return _nearest(points, centres)[0], centres, best[0]


def _seeded(points: Floats, weights: Floats, count: int, chance: np.random.Generator) -> Floats:
    """First centres: far from one another, by chance."""
    centres = [points[_drawn(weights, chance)]]
    far = np.sum((points - centres[0]) ** 2, axis=1)
    for _ in range(count - 1):
        heft = far * weights
        centres.append(points[_drawn(heft if heft.sum() > 0 else weights, chance)])
        far = np.minimum(far, np.sum((points - centres[-1]) ** 2, axis=1))
    return np.array(centres)


def _drawn(weights: Floats, chance: np.random.Generator) -> int:
    reach = np.cumsum(weights)
    return int(min(np.searchsorted(reach, chance.random() * reach[-1], side="right"), len(weights) - 1))


def _settled(points: Floats, weights: Floats, centres: Floats) -> tuple[Floats, float]:
    """Lloyd's rounds until nothing moves; a centre nobody is near to stays where it is."""
    loss = np.inf
    for _ in range(ROUNDS):
        labels, far = _nearest(points, centres)
        new_loss = float(np.sum(far * weights))
        heft = np.bincount(labels, weights=weights, minlength=len(centres))
        sums = np.column_stack(
            [np.bincount(labels, weights=weights * axis, minlength=len(centres)) for axis in points.T]
        )
        centres = np.where(heft[:, None] > 0, sums / np.maximum(heft, 1e-300)[:, None], centres)
        if new_loss >= loss - 1e-10 * max(1.0, abs(loss)):
            break
        loss = new_loss
    return centres, float(np.sum(_nearest(points, centres)[1] * weights))


def nearest(points: Floats, centres: Floats) -> Ints:
    """(n,) To which centre each point is nearest."""
    return _nearest(points, centres)[0]


def _nearest(points: Floats, centres: Floats) -> tuple[Ints, Floats]:
    """To which centre each point is nearest, and the square of how far; never all distances at once."""
    best = np.full(len(points), np.inf)
    label = np.zeros(len(points), dtype=np.int64)
    for place, centre in enumerate(centres):
        far = np.zeros(len(points))
        for axis, at in zip(points.T, centre, strict=True):
            far += (axis - at) ** 2
        nearer = far < best
        label[nearer] = place
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
