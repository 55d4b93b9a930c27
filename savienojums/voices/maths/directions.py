"""The directions in which rows of a sparse array differ most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Floats, Ints, Sparse


def leading(rows: Sparse, count: int, *, ties: Ints, spare: int, rounds: int, tolerance: float = 0.0) -> Floats:
    """(m, count) The leading directions of (n, m) rows, longest first, by subspace iteration (Halko et al. 2011).

    `spare` directions are carried along and dropped at the end. Stops after `rounds`, or when the lengths change by less
    than `tolerance`. The start is made of the columns that differ most, not of chance; of columns that differ alike those
    with the smaller `ties` (m,). Missing directions are nothing.
    """
    if count == 0:
        return np.zeros((rows.shape[1], 0))
    square = rows.copy()
    square.data = square.data**2
    heft = np.asarray(square.sum(axis=0)).ravel()
    width = min(count + spare, rows.shape[1])
    chosen = np.lexsort((ties, -np.round(heft, 6)))[:width]
    picked = np.zeros((rows.shape[1], width))
    picked[chosen, range(width)] = 1
    basis, _ = np.linalg.qr(rows.T @ (rows @ picked) + 1e-9)
    lengths = np.zeros(width)
    for _ in range(rounds):
        basis, triangle = np.linalg.qr(rows.T @ (rows @ basis))
        new = np.abs(np.diag(triangle))
        if np.allclose(new[:count], lengths[:count], rtol=tolerance, atol=0):
            break
        lengths = new
    seen = rows @ basis
    _, turn = np.linalg.eigh(seen.T @ seen)
    found = (basis @ turn[:, ::-1])[:, :count]
    return np.pad(found, ((0, 0), (0, count - found.shape[1])))
