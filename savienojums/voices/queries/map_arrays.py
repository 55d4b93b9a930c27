"""The arrays of a map as they are kept: the statements' side of the fit, everybody's place; npz without pickles."""

from __future__ import annotations

import io
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from savienojums.voices.maths.axes import Axes
from savienojums.voices.maths.groups import Reason, Verdict
from savienojums.voices.maths.ideal import Items

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from savienojums.voices.maths.votes import Flags, Floats, Ints


@dataclass(frozen=True, slots=True)
class MapArrays:
    """What the next map, the routing and "where do I stand" start from.

    statements (m,) primary keys, ascending; level (m,), loading (m, k), readiness (): the fit (see maths/ideal.py);
    counts (m, 3) disagreed, passed, agreed; out (m,) not shown when the map was made.
    people (n,) primary keys, ascending; positions (n, 2) on the picture; group (n,) the nearest as pages letter it, -1
    none or one too small to be shown; certainty (n,) of belonging to it.
    scale (k,) what makes a place a point of the picture; centres (g, k) of the shown groups, in places (in the
    compatible method: points of the picture).
    axes_bits, axes_area, axes_aside (): how the number of axes was chosen; found (n,), stability, apart, reason (), of
    the groups as the core found them, however small; asked_votes (): of how many answers these questions were asked.
    flat (m, 2), mean (m,): what turns answers into points in the compatible method; without rows in the default one.
    """

    statements: Ints
    level: Floats
    loading: Floats
    readiness: Floats
    counts: Ints
    out: Flags
    people: Ints
    positions: Floats
    group: Ints
    certainty: Floats
    scale: Floats
    centres: Floats
    axes_bits: Floats
    axes_area: Floats
    axes_aside: Ints
    found: Ints
    stability: Floats
    apart: Floats
    reason: NDArray[np.str_]
    asked_votes: Ints
    flat: Floats
    mean: Floats

    @property
    def items(self) -> Items:
        """The statements' side of the fit, in the order of `statements`; what maths/routing.py asks for."""
        return Items(self.level, self.loading, float(self.readiness))

    @property
    def axes(self) -> Axes:
        """How many axes there are, and how well they foretell."""
        bits = tuple(float(each) for each in self.axes_bits)
        return Axes(int(self.loading.shape[1]), bits, float(self.axes_area), int(self.axes_aside))

    def verdict_for(self, people: Ints) -> Verdict:
        """What was found of groups, for these people (primary keys) in their order."""
        own = _taken(self.found, self.people, people, np.int64(-1))
        count = int(self.found.max(initial=-1)) + 1
        return Verdict(count, own, float(self.stability), float(self.apart), Reason(str(self.reason)))

    def items_for(self, statements: Ints) -> Items:
        """The fit for these statements (primary keys), in their order; new ones begin in the middle."""
        level = _taken(self.level, self.statements, statements, np.float64(0))
        loading = _taken(self.loading, self.statements, statements, np.zeros(self.loading.shape[1]))
        return Items(level, loading, float(self.readiness))


def _taken(values: Any, keys: Ints, wanted: Ints, otherwise: Any) -> Any:
    """The value of each wanted key, where there is one."""
    known = np.isin(wanted, keys)
    taken = np.full((len(wanted), *np.shape(otherwise)), otherwise)
    taken[known] = values[np.searchsorted(keys, wanted[known])]
    return taken


def written(arrays: MapArrays) -> bytes:
    """As bytes for a row."""
    held = io.BytesIO()
    np.savez(held, allow_pickle=False, **{each.name: getattr(arrays, each.name) for each in fields(MapArrays)})
    return held.getvalue()


def read(content: bytes | memoryview) -> MapArrays | None:
    """What was kept, if it was kept in this way."""
    if not content:
        return None
    with np.load(io.BytesIO(bytes(content)), allow_pickle=False) as held:
        wanted = [each.name for each in fields(MapArrays)]
        return MapArrays(**{name: held[name] for name in wanted}) if set(wanted) <= set(held.files) else None
