"""The same as the map in words: what it can be narrowed by, and who stands where, place by place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from savienojums.front.queries.map import Picture, map_picture
from savienojums.network.queries.facets import FacetGroup, groups_of
from savienojums.network.queries.organisations import Filter, entries_for
from savienojums.network.queries.places import Territory, atlas
from savienojums.network.queries.register import register

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.network.queries.register import Entry

# With more than these, the list tells numbers by place and leaves the names to the register.
MOST_NAMES = 200
FACETS = ("kind", "place", "theme")


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Who is in one place."""

    place: Territory | None
    entries: list[Entry]
    href: str


@dataclass(frozen=True, slots=True)
class MunicipalityLines:
    """The places of one municipality in which anybody is."""

    municipality: Territory | None
    count: int
    lines: list[PlaceLine]


@dataclass(frozen=True, slots=True)
class MapPage:
    """The map, the ways to narrow it, and the list that says the same."""

    picture: Picture
    facets: list[FacetGroup]
    count: int
    municipalities: list[MunicipalityLines]
    names_shown: bool
    clear: str
    list_href: str
    export_href: str
    points_href: str


def map_page(person: Person | None, wanted: Filter, *, around: str = "") -> MapPage:
    """Everything the page of the map shows."""
    wanted = Filter(wanted.words, wanted.chosen)
    entries, query = entries_for(person, wanted), wanted.query()
    end = f"?{query}" if query else ""
    return MapPage(
        picture=map_picture(person, wanted, around=around),
        facets=_facets(person, wanted),
        count=len(entries),
        municipalities=_by_municipality(entries, wanted),
        names_shown=len(entries) <= MOST_NAMES,
        clear="" if wanted.is_empty else reverse("map"),
        list_href=reverse("organisations") + end,
        export_href=reverse("organisations_file", args=["geojson"]) + end,
        points_href=reverse("map_points") + end,
    )


def _facets(person: Person | None, wanted: Filter) -> list[FacetGroup]:
    """Kind, municipality and theme, as the register counts them."""
    visible = register().set_of(entry.pk for entry in entries_for(person, Filter(wanted.words)))
    return [group for group in groups_of(wanted, visible) if group.name in FACETS]


def _by_municipality(entries: list[Entry], wanted: Filter) -> list[MunicipalityLines]:
    known = atlas()
    by_place: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_place[entry.place_id if entry.place_id in known.by_pk else None].append(entry)
    by_municipality: dict[int | None, list[PlaceLine]] = defaultdict(list)
    for place in [*known.sorted(pk for pk in by_place if pk is not None), *([None] if None in by_place else [])]:
        municipality = known.municipality_of(place.pk) if place else None
        line = PlaceLine(place, by_place[place.pk if place else None], _list_of(place, wanted))
        by_municipality[municipality].append(line)
    order = [*known.sorted(pk for pk in by_municipality if pk is not None)]
    groups: list[tuple[Territory | None, list[PlaceLine]]] = [(one, by_municipality[one.pk]) for one in order]
    if None in by_municipality:
        groups.append((None, by_municipality[None]))
    return [MunicipalityLines(one, sum(len(line.entries) for line in lines), lines) for one, lines in groups]


def _list_of(place: Territory | None, wanted: Filter) -> str:
    """The register narrowed to the place as well."""
    if place is None:
        return reverse("organisations")
    within = Filter(wanted.words, {**wanted.chosen, "place": frozenset({place.slug})})
    return f"{reverse('organisations')}?{within.query()}"
