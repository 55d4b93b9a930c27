"""From degrees on the earth to metres on a plane and on to units of a sheet.

The projection is the transverse Mercator of the WGS 84 ellipsoid (Krüger's series to the third order of the flattening,
exact to a millimetre in our latitudes) with its own central meridian in the middle of the region and scale 1 on it:
EPSG:3059, Latvia's own, with another meridian. Half a region of 170 km from the meridian a length is drawn too long by
x²/2R² = 0.009 %, that is 0.1 unit in 1000; angles are true everywhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]

EQUATOR = 6_378_137.0
FLATTENING = 1 / 298.257223563
MEAN_RADIUS = 6_371_008.8

_N = FLATTENING / (2 - FLATTENING)
_E = math.sqrt(FLATTENING * (2 - FLATTENING))
_A = EQUATOR / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ALPHA = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16,
    13 * _N**2 / 48 - 3 * _N**3 / 5,
    61 * _N**3 / 240,
)
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96,
    _N**2 / 48 + _N**3 / 15,
    17 * _N**3 / 480,
)


def haversine(one: Point, other: Point) -> float:
    """How many metres lie between two places given as (lat, lon), on a sphere; wrong by 0.5 % at most."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * MEAN_RADIUS * math.asin(math.sqrt(min(1.0, half)))


def metres(lat: float, lon: float, meridian: float) -> Point:
    """Metres east of the meridian and north of the equator."""
    sine, aside = math.sin(math.radians(lat)), math.radians(lon - meridian)
    conformal = math.sinh(math.atanh(sine) - _E * math.atanh(_E * sine))
    north = math.atan2(conformal, math.cos(aside))
    east = math.asinh(math.sin(aside) / math.hypot(conformal, math.cos(aside)))
    x, y = east, north
    for order, alpha in enumerate(_ALPHA, 1):
        x += alpha * math.cos(2 * order * north) * math.sinh(2 * order * east)
        y += alpha * math.sin(2 * order * north) * math.cosh(2 * order * east)
    return _A * x, _A * y


def degrees(x: float, y: float, meridian: float) -> Point:
    """Latitude and longitude of metres east of the meridian and north of the equator."""
    east, north = x / _A, y / _A
    for order, beta in enumerate(_BETA, 1):
        east -= beta * math.cos(2 * order * y / _A) * math.sinh(2 * order * x / _A)
        north -= beta * math.sin(2 * order * y / _A) * math.cosh(2 * order * x / _A)
    conformal = math.sin(north) / math.hypot(math.sinh(east), math.cos(north))
    # From the conformal latitude back to the geographic one; each step brings five more digits.
    tangent = conformal
    for _ in range(4):
        sine = tangent / math.hypot(1, tangent)
        sigma = math.sinh(_E * math.atanh(_E * sine))
        found = tangent * math.hypot(1, sigma) - sigma * math.hypot(1, tangent)
        slope = math.hypot(1, found) * math.hypot(1, tangent) * (1 - _E**2) / (1 + (1 - _E**2) * tangent**2)
        tangent += (conformal - found) / slope
    longitude = math.degrees(math.atan2(math.sinh(east), math.cos(north)))
    return math.degrees(math.atan(tangent)), meridian + longitude


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper laid over the earth: north is up, x grows to the right and y downwards."""

    meridian: float
    left: float
    top: float
    metres_per_unit: float
    width: float
    height: float

    def at(self, lat: float, lon: float) -> Point:
        """Where on the sheet a place lies."""
        x, y = metres(lat, lon, self.meridian)
        return (x - self.left) / self.metres_per_unit, (self.top - y) / self.metres_per_unit

    def place_at(self, x: float, y: float) -> Point:
        """The latitude and longitude of a spot on the sheet."""
        return degrees(self.left + x * self.metres_per_unit, self.top - y * self.metres_per_unit, self.meridian)


def sheet_around(places: list[Point], *, width: float = 1000, margin: float = 0.04) -> Sheet:
    """A sheet of that width which shows all these places, given as (lat, lon), with a margin around."""
    longitudes = [lon for _lat, lon in places]
    meridian = (min(longitudes) + max(longitudes)) / 2
    plane = [metres(lat, lon, meridian) for lat, lon in places]
    left, right = min(x for x, _y in plane), max(x for x, _y in plane)
    bottom, top = min(y for _x, y in plane), max(y for _x, y in plane)
    # A single place still gets a sheet: ten kilometres of it.
    edge = margin * max(right - left, top - bottom) or 5_000.0
    per_unit = (right - left + 2 * edge) / width
    return Sheet(meridian, left - edge, top + edge, per_unit, width, (top - bottom + 2 * edge) / per_unit)
