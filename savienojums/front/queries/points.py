"""Where the organisations stand on the map, for the picture and for the script that moves it."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.core.marks import Kept
from savienojums.front.queries.ground import ground
from savienojums.network.geometry.shapes import inside
from savienojums.network.queries.organisations import entries_for
from savienojums.network.queries.places import atlas
from savienojums.network.queries.register import register

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
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
    area = drawn.areas.get(entry.place_id or 0)
    place = atlas().by_pk.get(entry.place_id or 0)
    if area and place and place.lat is not None and place.lon is not None and not inside((x, y), area.rings):
        # Points in the tables are rough; of the two facts the place is the sure one.
        lat, lon, approximate = place.lat, place.lon, True
        x, y = drawn.sheet.at(lat, lon)
    return Standing(entry, round(x, 1), round(y, 1), lat, lon, approximate)


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
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(spot.lon, 5), round(spot.lat, 5)]},
            "properties": {
                "slug": spot.entry.slug,
                "name": spot.entry.name,
                "kind": spot.entry.kind,
                "x": spot.x,
                "y": spot.y,
                **({"approximate": True} if spot.approximate else {}),
            },
        }
        for spot in found
    ]
    whole = {"type": "FeatureCollection", "features": features}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
