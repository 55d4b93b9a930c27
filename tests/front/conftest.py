"""A small land with borders, so that a map can be drawn of it."""

from decimal import Decimal

import pytest

from savienojums.core.system import SYSTEM
from savienojums.network.actions.places import FigureRow, LayerRow, LyingRow, PlaceRow, TerritoryRows, load_territory
from savienojums.network.kinds import LayerKind
from savienojums.network.models import Place
from tests import make


def square(west, south, east, north):
    """An area between these degrees."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def ring(*points):
    """An area with these corners."""
    return {"type": "Polygon", "coordinates": [[list(point) for point in (*points, points[0])]]}


# Neighbours meet in common corners, as they do in the tables of the state.
NORTH = [(26.4, 56.4), (26.0, 56.4), (25.5, 56.4), (25.0, 56.4)]
MUNICIPALITY = ring((25.0, 56.0), (25.5, 56.0), (26.0, 56.0), (26.4, 56.0), *NORTH)
NEIGHBOUR = ring(*reversed(NORTH), (26.4, 57.0), (25.0, 57.0))


def feature(geometry, **properties):
    """A feature of a map layer."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def line(*points):
    """A line through these points."""
    return {"type": "LineString", "coordinates": [list(point) for point in points]}


PLACES = [
    PlaceRow("latvija", "Latvija", "country", name_en="Latvia"),
    PlaceRow("selija", "Sēlija", "historical_land", name_en="Sēlija (Selonia)", outline=square(25, 56, 26, 56.4)),
    PlaceRow("jekabpils-novads", "Jēkabpils novads", "municipality", "LV0031000", outline=MUNICIPALITY),
    PlaceRow(
        "rubenes-pagasts", "Rubenes pagasts", "parish", "LV0031540", "Rubene parish", 56.2, 25.2,
        outline=square(25, 56, 25.5, 56.4), source="© Zeme",
    ),
    PlaceRow("zasas-pagasts", "Zasas pagasts", "parish", "LV0031610", "", 56.2, 25.7, outline=square(25.5, 56, 26, 56.4)),
    PlaceRow("variesu-pagasts", "Variešu pagasts", "parish", "LV1", "", 56.2, 26.2, outline=square(26, 56, 26.4, 56.4)),
]  # fmt: skip
LYING = [
    LyingRow("selija", "latvija"),
    LyingRow("jekabpils-novads", "latvija"),
    LyingRow("jekabpils-novads", "selija", "part"),
    *(LyingRow(slug, "jekabpils-novads") for slug in ("rubenes-pagasts", "zasas-pagasts", "variesu-pagasts")),
    LyingRow("rubenes-pagasts", "selija"),
    LyingRow("zasas-pagasts", "selija"),
]
FIGURES = [
    FigureRow("rubenes-pagasts", "population", "2026-01-01", Decimal(722), "CSP IRD081, via a copy", "persons"),
    FigureRow(
        "rubenes-pagasts", "population", "2011-03-01", Decimal(1472), "CSP TSG11-07", "persons", note="census count"
    ),
    FigureRow("rubenes-pagasts", "median_age", "2026-01-01", Decimal("53.2"), "CSP IRD081", "years", trust="derived"),
    FigureRow("zasas-pagasts", "population", "2026-01-01", Decimal(672), "CSP IRD081", "persons"),
]
LAYERS = [
    LayerRow(LayerKind.RIVER, [feature(line((25.0, 56.35), (25.4, 56.36), (26.0, 56.37)), name="Daugava", rank=1)], "© Upes"),
    LayerRow(LayerKind.LAKE, [feature(square(25.1, 56.1, 25.15, 56.12), name="Ezers")], "© Upes"),
    LayerRow(LayerKind.ROAD, [feature(line((24.0, 56.2), (25.2, 56.21), (27.0, 56.2)), kind="trunk")], "© Ceļi"),
    LayerRow(LayerKind.BORDER, [feature(line((25.0, 56.0), (26.4, 56.0)))], ""),
    LayerRow(LayerKind.NEIGHBOUR, [feature(NEIGHBOUR, name="Līvānu novads")], ""),
    LayerRow(LayerKind.SETTLEMENT, [feature({"type": "Point", "coordinates": [25.3, 56.15]}, name="Rubeņi", kind="town")], ""),
]  # fmt: skip
ROWS = TerritoryRows(PLACES, LYING, FIGURES, LAYERS)


def load_small_land():
    """The small land, loaded as a host would load it; its places by their address words."""
    load_territory(by=SYSTEM, rows=ROWS, at=make.NOW)
    return {place.slug: place for place in Place.objects.all()}


@pytest.fixture
def land(db):
    """The small land."""
    return load_small_land()
