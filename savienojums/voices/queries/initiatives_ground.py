"""The land under the points of proposals, drawn once in the manner of the house's map: parishes, borders, rivers, towns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from savienojums.core.marks import Kept
from savienojums.network.geometry.earth import Sheet, sheet_around
from savienojums.network.geometry.shapes import clip_line, clip_ring, dots, fewer, lines_in, on_sheet, path, topology
from savienojums.network.kinds import LayerKind, PlaceKind
from savienojums.network.queries.land import Land, land
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from savienojums.network.geometry.shapes import Box, Ring

# Steps of drawn lines to a unit of the sheet, and the smallest corner still drawn, in squares of such steps.
GRID, LEAST, TRIANGLE, EDGE = 2, 24.0, 3, 12.0
NAMED = ("city", "town")
# About how much of the sheet a name takes.
ROOM = (130, 34)


@dataclass(frozen=True, slots=True)
class Ground:
    """A drawn region: paths for an SVG, and what turns a spot of it into degrees."""

    sheet: Sheet
    region: str
    areas: tuple[str, ...]
    borders: str
    lakes: str
    rivers: str
    names: tuple[tuple[str, int, int, str], ...]
    source: str

    @property
    def width(self) -> int:
        """Width of the picture."""
        return round(self.sheet.width)

    @property
    def height(self) -> int:
        """Height of the picture."""
        return round(self.sheet.height)

    @property
    def scale(self) -> str:
        """How the grid is laid into the picture."""
        return f"scale({1 / GRID:g})"

    @property
    def corners(self) -> str:
        """Latitude and longitude of the sheet's corners, so that a script can tell which spot was pointed at."""
        spots = [(x, y) for y in (0.0, self.sheet.height) for x in (0.0, self.sheet.width)]
        return " ".join(f"{degrees:.5f}" for x, y in spots for degrees in self.sheet.place_at(x, y))

    def spot(self, point: tuple[float, float]) -> tuple[int, int] | None:
        """Where on the picture a point stands; nothing if it lies beyond."""
        x, y = self.sheet.at(*point)
        return (round(x), round(y)) if 0 <= x <= self.sheet.width and 0 <= y <= self.sheet.height else None


def ground() -> Ground | None:
    """The drawn region; nothing where no outline is known."""
    return _GROUND.get()


def _draw() -> Ground | None:
    known, drawn = atlas(), land()
    region = known.region
    own = drawn.outlines.get(region.pk) if region else None
    outlines = [own] if own else list(drawn.outlines.values())
    corners = [(lat, lon) for outline in outlines for line in lines_in(outline) for lon, lat in line]
    if not corners:
        return None
    sheet = sheet_around(corners, margin=0.03)
    frame: Box = (-EDGE, -EDGE, sheet.width + EDGE, sheet.height + EDGE)
    seen = {
        pk: _rings(outline, sheet, frame)
        for pk, outline in drawn.outlines.items()
        if pk in known.by_pk and (region is None or known.in_region(pk))
    }
    units = {pk: rings for pk, rings in seen.items() if rings and known.by_pk[pk].is_inhabited}
    cut = topology(units, GRID)
    governed = {pk: rings for pk, rings in seen.items() if known.by_pk[pk].kind == PlaceKind.MUNICIPALITY}
    return Ground(
        sheet,
        _closed(_rings(own, sheet, frame)) if own else "",
        tuple("".join(path(ring, closed=True) for ring in cut.ring_dots(pk, LEAST)) for pk in units),
        _closed([ring for rings in governed.values() for ring in rings]),
        _closed([r for one in _features(drawn, LayerKind.LAKE) for r in _rings(one["geometry"], sheet, frame)]),
        _open(_great_rivers(drawn), sheet, frame),
        tuple(_names(drawn, sheet)),
        drawn.outline_source,
    )


def _features(drawn: Land, kind: str) -> list[dict[str, Any]]:
    return drawn.layer(kind).features


def _great_rivers(drawn: Land) -> list[dict[str, Any]]:
    return [one for one in _features(drawn, LayerKind.RIVER) if one["properties"].get("rank") == 1]


def _rings(geometry: dict[str, Any] | None, sheet: Sheet, frame: Box) -> list[Ring]:
    clipped = [clip_ring(ring, frame) for ring in on_sheet(sheet, lines_in(geometry))]
    return [ring for ring in clipped if len(ring) >= TRIANGLE]


def _closed(rings: Iterable[Ring]) -> str:
    return "".join(path(fewer(dots([*ring, ring[0]], GRID), LEAST)[:-1], closed=True) for ring in rings)


def _open(features: Iterable[dict[str, Any]], sheet: Sheet, frame: Box) -> str:
    lines = [line for one in features for line in on_sheet(sheet, lines_in(one["geometry"]))]
    pieces = [piece for line in lines for piece in clip_line(line, frame)]
    return "".join(path(fewer(dots(piece, GRID), LEAST)) for piece in pieces)


def _names(drawn: Land, sheet: Sheet) -> list[tuple[str, int, int, str]]:
    """The cities, and the towns that find room between them."""
    found: list[tuple[str, int, int, str]] = []
    settlements = [one for one in _features(drawn, LayerKind.SETTLEMENT) if one["properties"].get("kind") in NAMED]
    for one in sorted(settlements, key=lambda each: NAMED.index(each["properties"]["kind"])):
        lon, lat = one["geometry"]["coordinates"]
        x, y = (round(at) for at in sheet.at(lat, lon))
        is_free = all(abs(x - other[1]) > ROOM[0] or abs(y - other[2]) > ROOM[1] for other in found)
        if is_free and ROOM[0] / 2 < x < sheet.width - ROOM[0] / 2 and ROOM[1] < y < sheet.height - 4:
            found.append((str(one["properties"]["name"]), x, y, one["properties"]["kind"]))
    return found


_GROUND: Kept[Ground | None] = Kept(_draw, "places")
