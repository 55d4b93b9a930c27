"""The page of one place, and the index of all: what it lies in, who is there, its numbers, its picture."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from savienojums.events.queries.listing import Wanted, next_occasions
from savienojums.front.queries.figures import FigureLine, figure_line, figure_lines
from savienojums.front.queries.map import Picture, place_picture
from savienojums.network.kinds import OrganisationKind, PlaceKind
from savienojums.network.queries.cards import Card, cards_of
from savienojums.network.queries.organisations import Filter, entries_for
from savienojums.network.queries.places import (
    Territory,
    atlas,
    figures_of,
    latest_figures,
    place_for,
)

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from savienojums.accounts.models import Person
    from savienojums.events.queries.occasions import Occasion
    from savienojums.network.models import Place
    from savienojums.network.queries.register import Entry

COMMUNITIES = (OrganisationKind.INITIATIVE_GROUP, OrganisationKind.RESIDENTS_GROUP)
# The nearest whole first: whom one belongs to, then the lands.
WHOLES = (
    PlaceKind.MUNICIPALITY,
    PlaceKind.STATE_CITY,
    PlaceKind.HISTORICAL_LAND,
    PlaceKind.PLANNING_REGION,
    PlaceKind.COUNTRY,
)
MOST_CARDS = 12
MEETINGS = 5
SORTS = ("name", "population", "organisations")
# Inside a page a "<" could end the script that holds the words.
_HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True, slots=True)
class Whole:
    """Something the place lies in."""

    place: Territory
    partly: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A parish or town that lies in the place, with what a table tells of it."""

    place: Territory
    partly: bool
    population: Decimal | None
    when: str
    source: str
    organisations: int


@dataclass(frozen=True, slots=True)
class Column:
    """A heading by which the table of parts can be sorted."""

    label: str
    href: str
    chosen: bool
    number: bool

    @property
    def direction(self) -> str:
        """Which way it runs: names upwards, numbers downwards."""
        return "descending" if self.number else "ascending"


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Everything the page of a place shows."""

    place: Place
    full_name: str
    wholes: list[Whole]
    figures: list[FigureLine]
    older: list[FigureLine]
    communities: list[Card]
    others: list[Card]
    count: int
    more_communities: int
    more_others: int
    parts: list[Part]
    sort: str
    picture: Picture | None
    figures_of_whole: bool
    list_href: str
    json_ld: SafeString
    meetings: list[Occasion]
    # Where these meetings are: here, or around in the municipality.
    meetings_in: Territory

    @property
    def name(self) -> str:
        """Its name in the language of the page."""
        return str(atlas().by_pk[self.place.pk])

    @property
    def columns(self) -> list[Column]:
        """The headings of the table of parts."""
        labels = {"name": _("Place"), "population": _("Residents"), "organisations": _("Organisations")}
        return [Column(labels[name], f"?sort={name}", name == self.sort, name != "name") for name in SORTS]

    @property
    def residents_told(self) -> tuple[str, str]:
        """Of when and by whom the table's numbers of residents are."""
        return next(((part.when, part.source) for part in self.parts if part.when), ("", ""))

    @property
    def sources(self) -> list[str]:
        """Whose numbers and lines these are, each once and in full."""
        told = [line.full_source for line in (*self.figures, *self.older)]
        return list(dict.fromkeys(filter(None, [*told, self.place.source])))


def place_page(person: Person | None, slug: str, at: datetime, sort: str = "") -> PlacePage:
    """Everything the page of a place shows, as this person may see it."""
    place, known = place_for(person, slug), atlas()
    wholes = _wholes(place.pk)
    figures, older = figure_lines(figures_of(place))
    within = Filter(chosen={"place": frozenset({place.slug})})
    entries = entries_for(person, within)
    first, rest = _split(entries)
    cards = {card.pk: card for card in cards_of([one.pk for one in (*first[:MOST_CARDS], *rest[:MOST_CARDS])])}
    sort = sort if sort in SORTS else "name"
    meetings_in, meetings = _meetings(person, place.pk, at)
    return PlacePage(
        place=place,
        full_name=known.full_name(place.pk),
        wholes=wholes,
        figures=figures,
        older=older,
        communities=[cards[one.pk] for one in first[:MOST_CARDS]],
        others=[cards[one.pk] for one in rest[:MOST_CARDS]],
        count=len(entries),
        more_communities=max(0, len(first) - MOST_CARDS),
        more_others=max(0, len(rest) - MOST_CARDS),
        parts=_parts(place.pk, entries, sort),
        sort=sort,
        picture=place_picture(person, place.pk),
        figures_of_whole=bool(
            known.region and known.partly(place.pk, known.region.pk) and place.kind != "municipality"
        ),
        list_href=f"{reverse('organisations')}?{within.query()}",
        json_ld=_json_ld(place, wholes),
        meetings=meetings,
        meetings_in=meetings_in,
    )


def _meetings(person: Person | None, pk: int, at: datetime) -> tuple[Territory, list[Occasion]]:
    """What is to come here; where nothing is, around in the municipality."""
    known = atlas()
    for where in dict.fromkeys((pk, known.municipality_of(pk) or pk)):
        wanted = Wanted(chosen={"place": frozenset({known.by_pk[where].slug})})
        if found := next_occasions(person, wanted, at, MEETINGS):
            return known.by_pk[where], found
    return known.by_pk[pk], []


def _wholes(pk: int) -> list[Whole]:
    known = atlas()
    lying = [known.by_pk[whole] for whole in known.wholes_of(pk) - {pk} if known.by_pk[whole].kind in WHOLES]
    lying.sort(key=lambda place: (WHOLES.index(PlaceKind(place.kind)), place.sort_name))
    return [Whole(place, known.partly(pk, place.pk)) for place in lying]


def _split(entries: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    first = [entry for entry in entries if entry.kind in COMMUNITIES]
    return first, [entry for entry in entries if entry.kind not in COMMUNITIES]


def _parts(pk: int, entries: list[Entry], sort: str) -> list[Part]:
    known = atlas()
    inside = [one for one in known.sorted(known.parts_of(pk) - {pk}) if one.is_inhabited]
    return _table(inside, entries, sort, pk) if inside else []


def _table(places: list[Territory], entries: list[Entry], sort: str, whole: int) -> list[Part]:
    known, population = atlas(), latest_figures("population")
    there = Counter(entry.place_id for entry in entries)
    parts = []
    for place in places:
        figure = population.get(place.pk)
        line = figure_line(figure) if figure else None
        value, of, by = (line.value, line.when, line.source) if line else (None, "", "")
        parts.append(Part(place, known.partly(place.pk, whole), value, of, by, there[place.pk]))
    if sort == "population":
        parts.sort(key=lambda part: -(part.population or 0))
    if sort == "organisations":
        parts.sort(key=lambda part: -part.organisations)
    return parts


def _json_ld(place: Place, wholes: list[Whole]) -> SafeString:
    """The place in the words of schema.org, fit to stand inside a page."""
    kind = "Country" if place.kind == PlaceKind.COUNTRY else "AdministrativeArea"
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": settings.SITE_URL + place.get_absolute_url(),
        "name": place.name,
        "alternateName": place.name_en,
        "identifier": place.code or "",
        "url": settings.SITE_URL + place.get_absolute_url(),
        "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon} if place.lat else None,
        "containedInPlace": [
            {
                "@type": "AdministrativeArea",
                "name": whole.place.name,
                "url": settings.SITE_URL + whole.place.get_absolute_url(),
            }
            for whole in wholes
            if not whole.partly
        ],
    }
    kept = {name: value for name, value in told.items() if value}
    return mark_safe(json.dumps(kept, ensure_ascii=False).translate(_HARMLESS))


# --- the index --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A parish or town and how many organisations are there."""

    place: Territory
    organisations: int


@dataclass(frozen=True, slots=True)
class MunicipalityPlaces:
    """A municipality with everything in it."""

    municipality: Territory
    organisations: int
    parts: list[PlaceCount]


@dataclass(frozen=True, slots=True)
class PlacesIndex:
    """All places: the wider territories, then municipality by municipality."""

    wider: list[Territory]
    municipalities: list[MunicipalityPlaces]


def places_index(person: Person | None) -> PlacesIndex:
    """All places as an index."""
    known = atlas()
    there = Counter(entry.place_id for entry in entries_for(person, Filter()))
    groups = []
    for municipality in known.municipalities():
        within = known.parts_of(municipality.pk)
        inside = [one for one in known.sorted(within - {municipality.pk}) if one.is_inhabited]
        parts = [PlaceCount(place, there[place.pk]) for place in inside]
        groups.append(MunicipalityPlaces(municipality, sum(there[pk] for pk in within), parts))
    return PlacesIndex([place for place in known.sorted(known.by_pk) if place.kind in WHOLES[2:]], groups)
