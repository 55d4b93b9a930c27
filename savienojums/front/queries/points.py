"""Where the organisations stand on the map, for the picture and for the script that moves it."""

from __future__ import annotations

import gzip
import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from savienojums.core.marks import Kept
from savienojums.front.queries.ground import ground
from savienojums.network.geometry.shapes import inside
from savienojums.network.queries.organisations import entries_for
from savienojums.network.queries.places import atlas
from savienojums.network.queries.register import register

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.front.queries.ground import Area
    from savienojums.network.geometry.earth import Point
    from savienojums.network.queries.organisations import Filter
    from savienojums.network.queries.register import Entry

MOST_REMEMBERED = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """One organisation at its spot of the sheet."""

    entry: Entry
    x: float
    y: float
    lat: float
    lon: float
    approximate: bool


def _stand(entry: Entry) -> Standing | None:
    """Where an organisation stands: its own point, unless that lies outside the place it says it is in."""
    found, drawn = entry.point(), ground()
    if found is None or drawn.is_empty:
        return None
    lat, lon, approximate = found
    x, y = drawn.sheet.at(lat, lon)
    own = [drawn.areas[pk] for pk in atlas().parts_of(entry.place_id or 0) if pk in drawn.areas]
    if own and not any(inside((x, y), area.rings) for area in own):
        # Points in the tables are rough; of the two facts the place is the sure one.
        (x, y), approximate = _brought_in((x, y), own), True
        lat, lon = drawn.sheet.place_at(x, y)
    return Standing(entry, round(x, 1), round(y, 1), lat, lon, approximate)


def _brought_in(spot: Point, own: list[Area]) -> Point:
    """The middle of the one parish it is in; of a wide place its nearest edge, a step inwards."""
    if len(own) == 1:
        return own[0].x, own[0].y
    corners = [(math.dist(spot, corner), corner, area) for area in own for ring in area.rings for corner in ring]
    _distance, (x, y), area = min(corners, key=lambda one: one[0])
    return x + 0.1 * (area.x - x), y + 0.1 * (area.y - y)


def _stand_all() -> dict[int, Standing]:
    return {entry.pk: spot for entry in register().entries if (spot := _stand(entry))}


_STANDINGS: Kept[dict[int, Standing]] = Kept(_stand_all, "registry", "places")
_FILES: Kept[dict[tuple[int, ...], tuple[bytes, bytes]]] = Kept(dict, "registry", "places")


def standings(person: Person | None, wanted: Filter) -> tuple[list[Standing], int]:
    """Where everything the filter leaves stands, and how many have no spot."""
    entries, known = entries_for(person, wanted), _STANDINGS.get()
    found = [known[entry.pk] for entry in entries if entry.pk in known]
    return found, len(entries) - len(found)


def points_file(person: Person | None, wanted: Filter) -> tuple[bytes, bytes]:
    """The same as a GeoJSON file, plain and compressed; made once for each set of organisations."""
    found, _without = standings(person, wanted)
    made, which = _FILES.get(), tuple(spot.entry.pk for spot in found)
    if which not in made:
        plain = _geojson(found)
        if len(made) >= MOST_REMEMBERED:
            made.clear()
        made[which] = plain, gzip.compress(plain, 6, mtime=0)
    return made[which]


def _geojson(found: list[Standing]) -> bytes:
    """GeoJSON in WGS 84; `x` and `y` say where the point stands on our sheet, so that no script need project it."""
    whole = {"type": "FeatureCollection", "features": [_feature(spot) for spot in found]}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(spot: Standing) -> dict[str, Any]:
    entry, place = spot.entry, atlas().by_pk.get(spot.entry.place_id or 0)
    properties: dict[str, Any] = {"slug": entry.slug, "name": entry.name, "kind": entry.kind, "x": spot.x, "y": spot.y}
    if place:
        properties["place"] = place.slug
    if spot.approximate:
        properties["approximate"] = True
    point = {"type": "Point", "coordinates": [round(spot.lon, 5), round(spot.lat, 5)]}
    return {"type": "Feature", "geometry": point, "properties": properties}
