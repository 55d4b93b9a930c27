"""A plain map of the region for pointing to places: parishes as outlines, which of them a point lies in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from savienojums.core.marks import Kept
from savienojums.network.geometry.earth import Point, Sheet, haversine, sheet_around
from savienojums.network.geometry.shapes import Ring, dots, fewer, inside, lines_in, on_sheet, path
from savienojums.network.kinds import PlaceKind
from savienojums.network.queries.land import land
from savienojums.network.queries.places import Territory, atlas

WIDTH = 320
# Squares of half a unit; smaller corners nobody sees on a map of this size.
LEAST_CORNER = 3.0
NEAR = 4.0
# Beside all outlines: how many metres off the nearest parish still is meant.
NEAREST = 15_000


@dataclass(frozen=True, slots=True)
class Parish:
    """A parish or town as it lies on the sheet."""

    place: Territory
    rings: list[Ring]
    path: str


@dataclass(frozen=True, slots=True)
class SurveyGround:
    """The region on a sheet as wide as a small phone; empty where no outline is known."""

    sheet: Sheet | None = None
    parishes: tuple[Parish, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return self.sheet is None

    def parish_at(self, lat: float, lon: float) -> Territory | None:
        """The parish or town in which a point lies; without outlines, or beside them all, the nearest within 15 km."""
        if self.sheet is not None:
            spot = self.sheet.at(lat, lon)
            for parish in self.parishes:
                if inside(spot, parish.rings):
                    return parish.place
        known = [place for place in atlas().by_pk.values() if place.is_inhabited and place.lat is not None]
        near = [(haversine((lat, lon), (place.lat or 0.0, place.lon or 0.0)), place.pk, place) for place in known]
        distance, _pk, place = min(near, default=(0.0, 0, None))
        return place if place is not None and distance <= NEAREST else None


@dataclass(frozen=True, slots=True)
class GroundName:
    """A name and where its middle stands."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the sheet that is looked at."""

    left: float
    top: float
    width: float
    height: float
    names: tuple[GroundName, ...] = ()

    @property
    def pixels_wide(self) -> int:
        """Width of the picture."""
        return WIDTH

    @property
    def pixels_high(self) -> int:
        """Height of the picture."""
        return round(self.height / self.scale)

    @property
    def letters(self) -> float:
        """How large names are set, in units of the sheet: the same on every picture."""
        return round(9.5 * self.scale, 2)

    @property
    def halo(self) -> float:
        """How wide a name keeps borders away from its letters."""
        return round(self.letters / 4, 2)

    def half(self, name: GroundName) -> float:
        """Half of the room a name takes in a line."""
        return len(name.text) * self.letters * 0.27

    def has_room(self, name: GroundName) -> bool:
        """Whether the whole name is seen."""
        half = self.half(name)
        inside = self.left + half < name.x < self.left + self.width - half
        return inside and self.top + self.letters < name.y < self.top + self.height - self.letters / 2

    def touch(self, one: GroundName, other: GroundName) -> bool:
        """Whether two names would run into each other."""
        return (
            abs(one.x - other.x) < self.half(one) + self.half(other) + self.letters / 3
            and abs(one.y - other.y) < self.letters * 1.15
        )

    @property
    def scale(self) -> float:
        """How many units of the sheet a pixel of the picture is."""
        return self.width / WIDTH


def _draw() -> SurveyGround:
    drawn, known = land(), atlas()
    region = known.region
    outlines = [drawn.outlines[region.pk]] if region and region.pk in drawn.outlines else drawn.outlines.values()
    corners: list[Point] = [(lat, lon) for outline in outlines for ring in lines_in(outline) for lon, lat in ring]
    if not corners:
        return SurveyGround()
    sheet = sheet_around(corners, width=WIDTH, margin=0.03)
    parishes = []
    for pk, outline in drawn.outlines.items():
        place = known.by_pk.get(pk)
        if place is None or not place.is_inhabited or (region and not known.in_region(pk)):
            continue
        rings = on_sheet(sheet, lines_in(outline))
        words = "".join(path(fewer(dots([*ring, ring[0]], 4), LEAST_CORNER)[:-1], closed=True) for ring in rings)
        parishes.append(Parish(place, rings, words))
    return SurveyGround(sheet, tuple(parishes))


_ground = Kept(_draw, "places")


def survey_ground() -> SurveyGround:
    """The region as of now, drawn once a process."""
    return _ground.get()


def frame_of(ground: SurveyGround, point: Point | None) -> Frame:
    """The whole sheet, or four times nearer around a point."""
    if ground.sheet is None:
        return Frame(0, 0, WIDTH, WIDTH)
    wide, high = ground.sheet.width, ground.sheet.height
    if point is None:
        whole = Frame(0, 0, wide, high)
        return replace(whole, names=_names(ground, whole, towns=True))
    x, y = ground.sheet.at(*point)
    width, height = wide / NEAR, high / NEAR
    left = min(max(0.0, x - width / 2), wide - width)
    top = min(max(0.0, y - height / 2), high - height)
    near = Frame(round(left, 1), round(top, 1), width, height)
    return replace(near, names=_names(ground, near, towns=False))


def _names(ground: SurveyGround, frame: Frame, *, towns: bool) -> tuple[GroundName, ...]:
    """Names of towns on the whole map, of all parishes on a near one; none over another, cities first."""
    if ground.sheet is None:
        return ()
    places = [each.place for each in ground.parishes if not (towns and each.place.kind == PlaceKind.PARISH)]
    places.sort(key=lambda place: (place.kind != PlaceKind.STATE_CITY, place.kind == PlaceKind.PARISH, place.sort_name))
    found: list[GroundName] = []
    for place in places:
        if place.lat is None or place.lon is None:
            continue
        x, y = ground.sheet.at(place.lat, place.lon)
        name = GroundName(place.name.removesuffix(" pagasts").removesuffix(" valstspilsēta"), round(x, 1), round(y, 1))
        if frame.has_room(name) and not any(frame.touch(name, other) for other in found):
            found.append(name)
    return tuple(found)


def pointed(ground: SurveyGround, frame: Frame, x: float, y: float) -> Point | None:
    """The place on earth under a pixel of the picture."""
    if ground.sheet is None:
        return None
    lat, lon = ground.sheet.place_at(frame.left + x * frame.scale, frame.top + y * frame.scale)
    return round(lat, 4), round(lon, 4)
