"""What programs may ask of the registry: the same organisations and places, public facts only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from savienojums.core import clock
from savienojums.core.refusal import NotFound
from savienojums.core.rich import without_contacts
from savienojums.network.kinds import Evidence, LegalForm, OrganisationKind, PlaceKind
from savienojums.network.models import Organisation, Place
from savienojums.network.queries.organisations import entries_for, filter_of
from savienojums.network.queries.places import Territory, atlas, figures_of, guess_places
from savienojums.network.queries.register import register
from savienojums.network.schemas import (
    FigureFacts,
    Lying,
    Named,
    OrganisationFacts,
    PlaceFacts,
    PlaceWhole,
    Point,
    ThemeFacts,
)

if TYPE_CHECKING:
    from django.http import QueryDict

    from savienojums.network.models import Figure


def organisations_between(asked: QueryDict, span: tuple[int, int]) -> tuple[list[OrganisationFacts], int]:
    """The public organisations that pass the filter, from the one place in the list up to the other; and how many."""
    found = [entry.pk for entry in entries_for(None, filter_of(asked))]
    pks = found[slice(*span)]
    rows = Organisation.objects.public().in_bulk(pks)
    return [facts_of(rows[pk]) for pk in pks if pk in rows], len(found)


def public_organisation(slug: str) -> OrganisationFacts:
    """The organisation if everyone may see it; otherwise it does not exist."""
    organisation = Organisation.objects.public().filter(slug=slug).first()
    if organisation is None:
        raise NotFound
    return facts_of(organisation)


def facts_of(told: Organisation) -> OrganisationFacts:
    """The public facts of an organisation, in the language of the page."""
    known, lands = register(), atlas()
    municipality = lands.municipality_of(told.place_id)
    return OrganisationFacts(
        id=told.public_id,
        slug=told.slug,
        name=told.name,
        kind=OrganisationKind(told.kind),
        kind_text=told.get_kind_display(),
        legal_form=LegalForm(told.legal_form) if told.legal_form else None,
        registration_number=told.registration_number or None,
        place=named(lands.by_pk.get(told.place_id or 0)),
        municipality=named(lands.by_pk.get(municipality or 0)),
        locality=told.locality or None,
        point=_point(told, lands.by_pk.get(told.place_id or 0)),
        summary=without_contacts(str(told.summary)),
        story=without_contacts(told.story),
        offers=without_contacts(told.offers),
        looks_for=without_contacts(told.looks_for),
        themes=[Named(slug=slug, name=str(known.themes[slug])) for slug in known.themes_of.get(told.pk, ())],
        languages=list(told.languages),
        people_count=told.people_count,
        founded_year=told.founded_year,
        website=told.website or None,
        evidence=Evidence(told.evidence),
        confirmed_on=clock.local_day(told.confirmed_at) if told.confirmed_at else None,
        source_url=told.source_url or None,
        url=settings.SITE_URL + told.get_absolute_url(),
    )


def named(land: Territory | None) -> Named | None:
    """A place by name and address word."""
    return Named(slug=land.slug, name=str(land)) if land else None


def _point(told: Organisation, land: Territory | None) -> Point | None:
    if told.lat is not None and told.lon is not None:
        return Point(lat=told.lat, lon=told.lon, approximate=False)
    if land is None or land.lat is None or land.lon is None:
        return None
    return Point(lat=land.lat, lon=land.lon, approximate=True)


def places_between(words: str, kind: str, within: str, span: tuple[int, int]) -> tuple[list[PlaceFacts], int]:
    """The places of that kind within the other, alphabetically; those a text names, the surest first."""
    lands = atlas()
    found = guess_places(words, limit=100) if words else lands.sorted(lands.by_pk)
    if kind:
        found = [land for land in found if land.kind == kind]
    if within:
        whole = lands.by_slug.get(within)
        inner = lands.parts_of(whole.pk) - {whole.pk} if whole else frozenset()
        found = [land for land in found if land.pk in inner]
    return [PlaceFacts(**_told(land)) for land in found[slice(*span)]], len(found)


def place_known(slug: str) -> PlaceWhole:
    """One place with its wholes, parts and figures."""
    lands = atlas()
    land = lands.by_slug.get(slug)
    if land is None:
        raise NotFound
    source = Place.objects.filter(pk=land.pk).values_list("source", flat=True).get()
    return PlaceWhole(
        **_told(land),
        lies_in=[
            _lying(each, partly=lands.partly(land.pk, each.pk))
            for each in lands.sorted(lands.wholes_of(land.pk) - {land.pk})
        ],
        holds=[
            _lying(each, partly=lands.partly(each.pk, land.pk))
            for each in lands.sorted(lands.parts_of(land.pk) - {land.pk})
        ],
        figures=[_figure(each) for each in figures_of(land)],
        source=source,
    )


def themes_known() -> list[ThemeFacts]:
    """All themes, with how many public organisations are about each."""
    known = register()
    return [
        ThemeFacts(slug=slug, name=str(name), organisations=(known.holding("theme", [slug]) & known.public).bit_count())
        for slug, name in known.themes.items()
    ]


def _told(land: Territory) -> dict[str, Any]:
    lands = atlas()
    municipality = lands.municipality_of(land.pk)
    located = None if land.lat is None or land.lon is None else Point(lat=land.lat, lon=land.lon, approximate=True)
    return {
        "slug": land.slug,
        "name": str(land),
        "kind": land.kind,
        "kind_text": land.get_kind_display(),
        "code": land.code,
        "municipality": named(lands.by_pk.get(municipality or 0)) if municipality != land.pk else None,
        "point": located,
        "area_km2": None if land.area_km2 is None else f"{land.area_km2}",
        "in_region": lands.in_region(land.pk),
        "url": settings.SITE_URL + land.get_absolute_url(),
    }


def _lying(land: Territory, *, partly: bool) -> Lying:
    return Lying(slug=land.slug, name=str(land), kind=PlaceKind(land.kind), partly=partly)


def _figure(figure: Figure) -> FigureFacts:
    return FigureFacts(
        indicator=figure.indicator,
        period=figure.period,
        value=f"{figure.value.normalize():f}",
        unit=figure.unit,
        source=figure.source,
        source_url=figure.source_url or None,
    )
