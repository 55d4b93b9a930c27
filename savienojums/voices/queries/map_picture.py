"""The picture of a map in cells of a grid: the page stays light, and nobody is singled out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Flags, Floats, Ints

# The grid grows with the people, between these.
LEAST_CELLS, MOST_CELLS = 9, 24
# An outline holds about four in five of a group.
REACH = 1.75
# Places that differ by less are the same place, in whatever order sums were made.
DIGITS = 6
BETWEEN = -1


def picture_of(positions: Floats, nearest: Ints, certain: Flags, placed: Flags, smallest: int) -> dict[str, Any]:
    """Cells as [column, row, how many in steps, group, whether certain], outlines of groups, the frame.

    positions (n, 2); nearest (n,) the group, BETWEEN where none is shown. Fewer people than `smallest` in a cell are
    the first step, so that no single person is counted.
    """
    points, own = np.round(positions[placed], DIGITS), nearest[placed]
    flat = not np.any(points[:, 1])
    frame = _frame(points, flat=flat)
    side = int(np.clip(round(1.3 * np.sqrt(len(points))), LEAST_CELLS, MOST_CELLS))
    column = _bins(points[:, 0], frame[0], frame[2], side)
    row = _swarm(column, own, points[:, 0], side) if flat else _bins(points[:, 1], frame[1], frame[3], side)
    return {
        "side": side,
        "flat": flat,
        "frame": [round(float(each), 4) for each in frame],
        "cells": _cells(np.stack([row, column], axis=1), own, certain[placed], smallest),
        "outlines": [_outline(points[own == group], flat=flat) for group in range(int(own.max()) + 1)],
    }


def _frame(points: Floats, *, flat: bool) -> Floats:
    """The square everything lies in: left, low, right, high; one measure on both axes, those far out at its edge."""
    low, high = np.quantile(points, 0.01, axis=0), np.quantile(points, 0.99, axis=0)
    middle, half = (low + high) / 2, max(1e-6, float((high - low).max()) / 2 * 1.08)
    if flat:
        middle[1] = 0.0
    return np.array([middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half])


def _bins(values: Floats, low: float, high: float, side: int) -> Ints:
    place = np.floor(np.round((values - low) / (high - low) * side, DIGITS)).astype(np.int64)
    return np.clip(place, 0, side - 1)


def _swarm(column: Ints, own: Ints, along: Floats, side: int) -> Ints:
    """Rows where there is one axis only: people of a column stand above and below the middle, the fuller the wider."""
    row = np.full(len(column), side // 2)
    fullest = max(1, int(np.bincount(column).max()))
    for each in np.unique(column):
        inside = np.flatnonzero(column == each)
        order = inside[np.lexsort((along[inside], own[inside]))]
        reach = min(side, max(1, round(side * len(inside) / fullest)))
        first = (side - reach) // 2
        row[order] = first + np.arange(len(inside)) * reach // len(inside)
    return row


def _cells(spots: Ints, own: Ints, certain: Flags, smallest: int) -> list[list[int]]:
    """Every cell with people in it: where, how many in steps, of which group most are, whether most surely belong."""
    cells = []
    keys, place = np.unique(spots, axis=0, return_inverse=True)
    place = place.ravel()
    for at, (up, along) in enumerate(keys.tolist()):
        inside = place == at
        groups, counts = np.unique(own[inside], return_counts=True)
        # Of groups that are equally many the one with the earlier letter; "between" comes last.
        most = min(zip((-counts).tolist(), (groups < 0).tolist(), groups.tolist(), strict=True))[2]
        sure = 2 * int(certain[inside].sum()) >= int(inside.sum())
        cells.append([along, up, _step(int(inside.sum()), smallest), int(most), int(sure)])
    return cells


def _step(people: int, smallest: int) -> int:
    """0 fewer than are shown as a group, then about twice as many each step."""
    return sum(people >= smallest * times for times in (1, 2, 4))


def _outline(points: Floats, *, flat: bool) -> dict[str, float] | None:
    """An ellipse around most of a group: middle, radii, turn in degrees."""
    if len(points) < 3:
        return None
    middle = points.mean(axis=0)
    if flat:
        wide = REACH * float(points[:, 0].std())
        return {"x": round(float(middle[0]), 4), "y": 0.0, "long": round(wide, 4), "short": 0.0, "turn": 0.0}
    values, turn = np.linalg.eigh(np.cov(points.T))
    long, short = (REACH * float(np.sqrt(max(0.0, each))) for each in values[::-1])
    degrees = float(np.degrees(np.arctan2(turn[1, 1], turn[0, 1]))) % 180
    return {
        "x": round(float(middle[0]), 4),
        "y": round(float(middle[1]), 4),
        "long": round(long, 4),
        "short": round(short, 4),
        "turn": round(degrees, 1),
    }
