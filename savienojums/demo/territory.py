"""Reading the files of a territory into rows: places, what lies in what, figures, map layers."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from savienojums.demo.tables import FOLDER, rows, words
from savienojums.network.actions.places import FigureRow, LayerRow, LyingRow, PlaceRow, TerritoryRows
from savienojums.network.kinds import Extent, LayerKind, Trust

Feature = dict[str, Any]

BOUNDARIES = "© Centrālā statistikas pārvalde; Valsts zemes dienests (2018)"
STREETS = "© OpenStreetMap contributors (CC BY-SA 2.0)"
NATURE = "Natural Earth"
LIST_OF_UNITS = "Latviešu vēsturisko zemju likums, likumi.lv/ta/id/324253"
CREDITS = {
    LayerKind.NEIGHBOUR: BOUNDARIES,
    LayerKind.BORDER: BOUNDARIES,
    LayerKind.RIVER: f"{BOUNDARIES}; {NATURE}",
    LayerKind.LAKE: NATURE,
    LayerKind.ROAD: STREETS,
    LayerKind.RAILWAY: STREETS,
    LayerKind.SETTLEMENT: f"{BOUNDARIES}; {STREETS}",
    LayerKind.LAND_NAME: "",
}
LAYERS = {
    "country_border": LayerKind.BORDER,
    "river": LayerKind.RIVER,
    "lake": LayerKind.LAKE,
    "road": LayerKind.ROAD,
    "railway": LayerKind.RAILWAY,
    "place": LayerKind.SETTLEMENT,
}
# Everything a map needs to know of a feature; the rest stays in the file.
KEPT = ("name", "name_en", "kind", "rank", "ref")
TRUST = {"primary": Trust.PRIMARY, "derived by source": Trust.DERIVED, "secondary": Trust.SECONDARY}


def territory_rows() -> TerritoryRows:
    """The whole territory, ready to be loaded."""
    boundaries, basemap = _features("selija_boundaries.geojson"), _features("selija_basemap.geojson")
    places = rows("places.csv")
    return TerritoryRows(
        places=_places(places, _outlines(boundaries, basemap)),
        lying=_lying(places),
        figures=_figures({place["code"]: place for place in places}),
        layers=_layers(places, boundaries, basemap),
    )


def _features(name: str) -> list[Feature]:
    found: list[Feature] = json.loads((FOLDER / name).read_text(encoding="utf-8"))["features"]
    return found


def _outlines(boundaries: list[Feature], basemap: list[Feature]) -> dict[str, dict[str, Any]]:
    """Outlines by code. A town that the Daugava cuts has two features; both together are its outline."""
    pieces: dict[str, list[Any]] = {}
    for feature in boundaries:
        if code := feature["properties"]["atvk"]:
            pieces.setdefault(code, []).extend(_polygons(feature["geometry"]))
    for feature in basemap:
        if feature["properties"]["layer"] == "selija_outline":
            pieces["X-selija"] = _polygons(feature["geometry"])
    return {
        code: {"type": "Polygon", "coordinates": parts[0]}
        if len(parts) == 1
        else {"type": "MultiPolygon", "coordinates": parts}
        for code, parts in pieces.items()
    }


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    return list(geometry["coordinates"]) if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def _places(places: list[dict[str, str]], outlines: dict[str, dict[str, Any]]) -> list[PlaceRow]:
    return [
        PlaceRow(
            slug=place["slug"],
            name=place["name"],
            kind=place["kind"],
            code=place["code"] or None,
            name_en=place["name_en"],
            lat=float(place["lat"]) if place["lat"] else None,
            lon=float(place["lon"]) if place["lon"] else None,
            area_km2=Decimal(place["area_km2"]) if place["area_km2"] else None,
            outline=outlines.get(place["code"]),
            note=place["note"][:300],
            source=BOUNDARIES if place["code"] in outlines else "",
        )
        for place in places
    ]


def _lying(places: list[dict[str, str]]) -> list[LyingRow]:
    """What lies in what: parents wholly; in Sēlija as the law's list says; a place of several lands in each partly."""
    by_code = {place["code"]: place["slug"] for place in places}
    by_name = {place["name"]: place["slug"] for place in places}
    found = []
    for place in places:
        slug = place["slug"]
        found += [LyingRow(slug, by_code[code]) for code in words(place["parent_codes"])]
        lands = words(place["historical_lands"])
        shared = len(lands) > 1 or place["in_selija"] == "part"
        extent = Extent.PART if shared else Extent.WHOLE
        found += [LyingRow(slug, by_name[land], extent, LIST_OF_UNITS) for land in lands]
    return found


def _figures(by_code: dict[str, dict[str, str]]) -> list[FigureRow]:
    """The yearly table first; single figures where it has none."""
    found: dict[tuple[str, str, str], FigureRow] = {}
    for row in rows("stats_units_2026.csv"):
        for figure in _unit_figures(row, by_code):
            found[figure.place, figure.indicator, figure.period] = figure
    for row in rows("stats_indicators_long.csv"):
        place = by_code.get(row["code"])
        if place is None or not row["period"]:
            # An area of the past, or a number of no known year: nothing one could put beside others.
            continue
        # What a source calls otherwise (a NUTS 3 region) is said beside its number.
        told_of = "" if row["name"] in place["name"] else row["name"]
        figure = FigureRow(
            place=place["slug"],
            indicator=row["indicator"],
            period=row["period"],
            value=Decimal(row["value"]),
            unit=row["unit"],
            source=row["source"],
            source_url=row["source_url"],
            note="; ".join(filter(None, [told_of, row["note"]])),
            trust=TRUST[row["quality"].removesuffix(" (copy)")],
        )
        found.setdefault((figure.place, figure.indicator, figure.period), figure)
    return list(found.values())


_UNIT_COLUMNS = {
    "population": ("population", "persons", Trust.PRIMARY),
    "males": ("population_males", "persons", Trust.PRIMARY),
    "females": ("population_females", "persons", Trust.PRIMARY),
    "median_age": ("median_age", "years", Trust.DERIVED),
    "latvians_pct": ("share_latvians", "%", Trust.PRIMARY),
}


def _unit_figures(row: dict[str, str], by_code: dict[str, dict[str, str]]) -> list[FigureRow]:
    return [
        FigureRow(
            place=by_code[row["code"]]["slug"],
            indicator=indicator,
            period=f"{row['year']}-01-01",
            value=Decimal(row[column]),
            unit=unit,
            source=row["source"],
            trust=trust,
        )
        for column, (indicator, unit, trust) in _UNIT_COLUMNS.items()
        if row[column]
    ]


def _layers(places: list[dict[str, str]], boundaries: list[Feature], basemap: list[Feature]) -> list[LayerRow]:
    codes = {place["code"] for place in places}
    found: dict[str, list[Feature]] = {kind: [] for kind in CREDITS}
    for feature in boundaries:
        if feature["properties"]["kind"] == "novads" and feature["properties"]["atvk"] not in codes:
            found[LayerKind.NEIGHBOUR].append(_slim(feature))
    for feature in basemap:
        if kind := LAYERS.get(feature["properties"]["layer"]):
            found[kind].append(_slim(feature))
    for name in rows("land_names.csv"):
        point = {"type": "Point", "coordinates": [float(name["lon"]), float(name["lat"])]}
        found[LayerKind.LAND_NAME].append(_slim({"properties": name, "geometry": point}))
    return [LayerRow(kind, features, CREDITS[LayerKind(kind)]) for kind, features in found.items()]


def _slim(feature: Feature) -> Feature:
    told = {key: feature["properties"][key] for key in KEPT if feature["properties"].get(key)}
    return {"type": "Feature", "properties": told, "geometry": feature["geometry"]}
