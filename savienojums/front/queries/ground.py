"""The ground of the map, drawn once: land, parishes, borders, water, roads and names, as lines on a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from savienojums.core.marks import Kept
from savienojums.network.geometry.earth import Sheet, sheet_around
from savienojums.network.geometry.shapes import (
    TRIANGLE,
    Box,
    Dot,
    Ring,
    Topology,
    box_of,
    clip_line,
    clip_ring,
    dots,
    fewer,
    inside,
    lines_in,
    meet,
    name_point,
    on_sheet,
    path,
    stitched,
    straightest,
    topology,
)
from savienojums.network.kinds import LayerKind, PlaceKind
from savienojums.network.queries.land import Land, land
from savienojums.network.queries.places import Territory, atlas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Detail = Literal["full", "small"]
Rings = list[Ring]

# Steps of drawn lines to a unit of the sheet (170 m), and the smallest corner still drawn, in squares of such steps.
GRID: dict[Detail, int] = {"full": 4, "small": 2}
LEAST: dict[Detail, float] = {"full": 30, "small": 24}
ROADS: dict[Detail, tuple[str, ...]] = {"full": ("secondary", "primary", "trunk"), "small": ("trunk",)}


@dataclass(frozen=True, slots=True)
class Area:
    """A parish or town as an area one can go to."""

    place: Territory
    path: str
    box: Box
    x: float
    y: float
    rings: Rings


@dataclass(frozen=True, slots=True)
class Line:
    """Lines or areas of one kind, piece by piece with the box it lies in."""

    kind: str
    pieces: tuple[tuple[Box, str], ...] = ()

    @property
    def path(self) -> str:
        """All pieces as one path."""
        return "".join(words for _box, words in self.pieces)

    @property
    def is_road(self) -> bool:
        """Whether people travel on it; roads end with the data, so they fade at the sides of the sheet."""
        return self.kind in {"secondary", "primary", "trunk", "railway"}

    def within(self, box: Box) -> Line:
        """Only the pieces that may be seen in the box."""
        return Line(self.kind, tuple(piece for piece in self.pieces if meet(piece[0], box)))


@dataclass(frozen=True, slots=True)
class GroundName:
    """A name on the map, by rank: the first ones get the room."""

    text: str
    kind: str
    x: float
    y: float


# Who gets room first.
EVERYWHERE = {"city", "town", "country", "land"}
RANKS = ("city", "town", "country", "land", "village", "parish", "suburb", "hamlet")


@dataclass(frozen=True, slots=True)
class RiverName:
    """The name of a river along a straight piece of it."""

    text: str
    path: str
    box: Box


@dataclass(frozen=True, slots=True)
class Ground:
    """A drawn region; empty where no outline is known."""

    detail: Detail
    sheet: Sheet
    grid: int = 1
    land: Line = Line("land")
    region: str = ""
    areas: dict[int, Area] = field(default_factory=dict)
    lakes: Line = Line("lake")
    lines: tuple[Line, ...] = ()
    names: tuple[GroundName, ...] = ()
    rivers: tuple[RiverName, ...] = ()
    corner: str = "bottom-left"
    sources: tuple[str, ...] = ()
    is_whole: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.areas and not self.land.pieces

    @property
    def width(self) -> int:
        """Width of the sheet in steps of the grid."""
        return round(self.sheet.width * self.grid)

    @property
    def height(self) -> int:
        """Height of the sheet in steps of the grid."""
        return round(self.sheet.height * self.grid)

    def within(self, box: Box) -> Ground:
        """The part of the drawing that may be seen in a box of the sheet."""
        return replace(
            self,
            land=self.land.within(box),
            areas={pk: area for pk, area in self.areas.items() if meet(area.box, box)},
            lakes=self.lakes.within(box),
            lines=tuple(line.within(box) for line in self.lines),
            is_whole=False,
        )


def ground(detail: Detail = "full") -> Ground:
    """The drawn region; drawn anew only after its places changed."""
    return _GROUNDS[detail].get()


_GROUNDS: dict[Detail, Kept[Ground]] = {
    "full": Kept(lambda: _draw("full"), "places"),
    "small": Kept(lambda: _draw("small"), "places"),
}


def _draw(detail: Detail) -> Ground:
    drawn = land()
    sheet = _sheet(drawn)
    return _Draft(detail, sheet, drawn).ground() if sheet else Ground(detail, Sheet(0, 0, 0, 1, 1000, 700))


def _sheet(drawn: Land) -> Sheet | None:
    """A sheet around the region, or around everything if the region has no outline."""
    region = atlas().region
    outlines = [drawn.outlines[region.pk]] if region and region.pk in drawn.outlines else drawn.outlines.values()
    corners = [(lat, lon) for outline in outlines for line in lines_in(outline) for lon, lat in line]
    return sheet_around(corners, margin=0.03) if corners else None


class _Draft:
    """One drawing in the making: everything laid on the sheet and cut at its edge."""

    def __init__(self, detail: Detail, sheet: Sheet, drawn: Land) -> None:
        self.detail, self.sheet, self.drawn = detail, sheet, drawn
        self.grid, self.least = GRID[detail], LEAST[detail]
        self.known = atlas()
        edge = 12.0
        self.frame: Box = (-edge, -edge, sheet.width + edge, sheet.height + edge)
        self.shapes = {pk: self.rings(outline) for pk, outline in drawn.outlines.items() if pk in self.known.by_pk}
        self.region = self.shapes.get(self.known.region.pk, []) if self.known.region else []

    def ground(self) -> Ground:
        """The finished drawing."""
        units, governed = self.units(), self.governed()
        cut: Topology[int | str] = topology({**units, **governed}, self.grid)
        areas = {place.pk: self.area(place, units[place.pk], cut) for place in self.known.sorted(map(int, units))}
        lakes = [ring for one in self.layer(LayerKind.LAKE) for ring in self.rings(one["geometry"])]
        return Ground(
            self.detail,
            self.sheet,
            grid=self.grid,
            land=self.line("land", self.coast(cut, set(governed)), closed=True),
            region=self.line("region", self.simple(self.region), closed=True).path,
            areas=areas,
            lakes=self.line("lake", self.simple(lakes), closed=True),
            lines=tuple(self.lines(cut, set(governed))),
            names=tuple(self.names(areas)),
            rivers=tuple(self.rivers()),
            corner=self.corner(),
            sources=tuple(self.sources()),
        )

    def line(self, kind: str, lines: Iterable[list[Dot]], *, closed: bool = False) -> Line:
        pieces = []
        for line in lines:
            box = box_of([line])
            if words := path(line, closed=closed):
                left, top, right, bottom = (side / self.grid for side in box or (0, 0, 0, 0))
                pieces.append(((left, top, right, bottom), words))
        return Line(kind, tuple(pieces))

    def rings(self, geometry: dict[str, Any]) -> Rings:
        clipped = [clip_ring(ring, self.frame) for ring in on_sheet(self.sheet, lines_in(geometry))]
        return [ring for ring in clipped if len(ring) >= TRIANGLE]

    def open_lines(self, features: Iterable[dict[str, Any]]) -> Rings:
        lines = [line for one in features for line in on_sheet(self.sheet, lines_in(one["geometry"]))]
        return [piece for line in lines for piece in clip_line(line, self.frame)]

    def layer(self, kind: str) -> list[dict[str, Any]]:
        return self.drawn.layer(kind).features

    def simple(self, rings: Rings) -> list[list[Dot]]:
        on_grid = (dots([*ring, ring[0]], self.grid) for ring in rings)
        return [fewer(ring, self.least)[:-1] for ring in on_grid]

    def units(self) -> dict[int | str, Rings]:
        """Parishes and towns that are seen; on a small map only those of the region."""
        inhabited = {pk for pk, place in self.known.by_pk.items() if place.is_inhabited}
        if self.detail == "small":
            inhabited = {pk for pk in inhabited if self.known.in_region(pk)}
        return {pk: rings for pk, rings in self.shapes.items() if pk in inhabited and rings}

    def governed(self) -> dict[int | str, Rings]:
        """The municipalities, ours by their key below zero, those around by their name."""
        municipal = PlaceKind.MUNICIPALITY
        ours: dict[int | str, Rings] = {
            -pk: rings for pk, rings in self.shapes.items() if self.known.by_pk[pk].kind == municipal
        }
        around = {one["properties"]["name"]: self.rings(one["geometry"]) for one in self.layer(LayerKind.NEIGHBOUR)}
        return ours | around

    def area(self, place: Territory, rings: Rings, cut: Topology[int | str]) -> Area:
        box = box_of(rings)
        assert box is not None  # noqa: S101 -- a place that is drawn has rings
        words = "".join(path(ring, closed=True) for ring in cut.ring_dots(place.pk, self.least))
        return Area(place, words, box, *name_point(rings), rings)

    def lines(self, cut: Topology[int | str], governed: set[int | str]) -> Iterator[Line]:
        """Roads under rails under rivers under borders."""
        roads = self.layer(LayerKind.ROAD)
        rivers = self.layer(LayerKind.RIVER)
        groups = [
            (kind, [one for one in roads if one["properties"].get("kind") == kind]) for kind in ROADS[self.detail]
        ]
        if self.detail == "full":
            groups.append(("railway", self.layer(LayerKind.RAILWAY)))
        groups.append(("river", [one for one in rivers if one["properties"].get("rank") != 1]))
        groups.append(("great-river", [one for one in rivers if one["properties"].get("rank") == 1]))
        groups.append(("state", self.layer(LayerKind.BORDER)))
        for kind, features in groups:
            # A road may be straighter than a border: nobody asks on which side of it they live.
            least = self.least * (4 if kind in ROADS["full"] else 1)
            yield self.line(kind, (fewer(dots(one, self.grid), least) for one in self.open_lines(features)))
        yield self.line("municipality", self.borders(cut, governed))

    def borders(self, cut: Topology[int | str], governed: set[int | str]) -> list[list[Dot]]:
        """The lines between municipalities, each once; state cities are municipalities too."""
        return [cut.line(at, self.least) for at, sides in enumerate(cut.sides) if len(self.beside(sides, governed)) > 1]

    def coast(self, cut: Topology[int | str], governed: set[int | str]) -> list[list[Dot]]:
        """The edge of all that is governed, where the land ends or the sheet."""
        return stitched(
            cut.line(at, self.least) for at, sides in enumerate(cut.sides) if len(self.beside(sides, governed)) == 1
        )

    def beside(self, sides: set[int | str], governed: set[int | str]) -> set[int | str]:
        """Which municipalities and state cities lie beside a line."""
        cities = {pk for pk in sides if isinstance(pk, int) and pk > 0}
        return sides & governed | {pk for pk in cities if self.known.by_pk[pk].kind == PlaceKind.STATE_CITY}

    def names(self, areas: dict[int, Area]) -> list[GroundName]:
        """Every name there is, those first that get room first."""
        found = []
        for one in (*self.layer(LayerKind.SETTLEMENT), *self.layer(LayerKind.LAND_NAME)):
            lon, lat = one["geometry"]["coordinates"]
            told = one["properties"]
            name = GroundName(told["name"], told.get("kind", "village"), *self.sheet.at(lat, lon))
            if name.kind in EVERYWHERE or inside((name.x, name.y), self.region):
                found.append(name)
        parishes = [area for area in areas.values() if area.place.kind == PlaceKind.PARISH]
        found += [GroundName(area.place.name, "parish", area.x, area.y) for area in parishes]
        ranked = [
            (RANKS.index(name.kind), not inside((name.x, name.y), self.region), name)
            for name in found
            if name.kind in RANKS
        ]
        return [name for *_rank, name in sorted(ranked, key=lambda one: (one[0], one[1], one[2].text))]

    def corners(self) -> Ring:
        width, height = self.sheet.width, self.sheet.height
        return [(0, 0), (width, 0), (width, height), (0, height)]

    def rivers(self) -> Iterator[RiverName]:
        """The names of rivers that have a straight piece long enough for it."""
        size = 15.0 if self.detail == "full" else 26.0
        named: set[str] = set()
        for one in self.layer(LayerKind.RIVER):
            text = one["properties"].get("name", "")
            inside_frame = [line for line in self.open_lines([one]) if len(line) > 1]
            if not text or text in named or (self.detail == "small" and one["properties"].get("rank") != 1):
                continue
            longest = max(inside_frame, key=len, default=[])
            simple = [(x / self.grid, y / self.grid) for x, y in fewer(dots(longest, self.grid), 60 * self.least)]
            piece = straightest(simple, len(text) * size * 0.8)
            box = box_of([piece])
            if box and box[1] > size and box[0] > 0 and box[2] < self.sheet.width and box[3] < self.sheet.height:
                named.add(text)
                yield RiverName(text, path(dots(piece, 1)), (box[0] - 4, box[1] - size, box[2] + 4, box[3] + 4))

    def corner(self) -> str:
        """The corner where the region leaves most room; the ways to move stand in the fourth."""
        width, height = self.sheet.width, self.sheet.height
        lefts, tops = {"left": 0.0, "right": width - 300}, {"bottom": height - 120, "top": 0.0}
        taken = {}
        for name in ("bottom-left", "bottom-right", "top-left"):
            top, left = tops[name.split("-")[0]], lefts[name.split("-")[1]]
            dotted = [(left + 300 * across / 8, top + 120 * down / 4) for across in range(9) for down in range(5)]
            taken[name] = sum(inside(point, self.region) for point in dotted)
        return min(taken, key=lambda name: taken[name])

    def sources(self) -> list[str]:
        """Whose work the map is made of, each named once."""
        told = [self.drawn.outline_source, *(layer.source for layer in self.drawn.layers.values())]
        parts = [part.strip() for text in told for part in text.split("; ")]
        return list(dict.fromkeys(filter(None, parts)))
