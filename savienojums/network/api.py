"""Doors for programs: the registry's organisations, places and themes."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from savienojums.core.api import InLanguage, Listed, Problem, Slug, about, as_address, listed, span
from savienojums.core.clock import local_day, now
from savienojums.core.marks import marks
from savienojums.core.web import unchanged
from savienojums.network import schemas
from savienojums.network.queries import api as queries

router = Router(tags=["Registry"])
Answers = dict[Any, Any]
LIST: Answers = {304: None, 422: Problem}
ONE: Answers = {304: None, 404: Problem, 422: Problem}


def _as_of() -> tuple[object, ...]:
    return (*marks("registry", "places"), local_day(now()))


@router.get(
    "/organisations",
    response={200: Listed[schemas.OrganisationFacts], **LIST},
    summary="Organisations of the registry",
    operation_id="organisations",
)
def organisations(request: HttpRequest, asked: Annotated[schemas.OrganisationsAsked, Query()]) -> Any:
    """Communities, associations, libraries and others, as the list on the site shows them: public facts only."""
    if same := unchanged(request, *_as_of()):
        return same
    items, total = queries.organisations_between(as_address(asked), span(asked))
    return listed(request, asked, items, total)


@router.get(
    "/organisations/{slug}",
    response={200: schemas.OrganisationFacts, **ONE},
    summary="One organisation",
    operation_id="organisation",
)
def organisation(
    request: HttpRequest,
    slug: Annotated[Slug, Path(description="Address word of the organisation.", examples=["udenszimes"])],
    asked: Annotated[InLanguage, Query()],
) -> Any:
    """What everyone may know of it. Who acts for it and how to reach them is not told; letters go through its page."""
    del asked
    if same := unchanged(request, *_as_of()):
        return same
    return queries.public_organisation(slug)


@router.get(
    "/places",
    response={200: Listed[schemas.PlaceFacts], **LIST},
    summary="Places",
    operation_id="places",
)
def places(request: HttpRequest, asked: Annotated[schemas.PlacesAsked, Query()]) -> Any:
    """Parishes, towns, municipalities and the wider territories they lie in; their address words are used as filters."""
    if same := unchanged(request, *_as_of()):
        return same
    items, total = queries.places_between(asked.q, asked.kind or "", asked.within or "", span(asked))
    return listed(request, asked, items, total)


@router.get(
    "/places/{slug}",
    response={200: schemas.PlaceWhole, **ONE},
    summary="One place",
    operation_id="place",
)
def place(
    request: HttpRequest,
    slug: Annotated[Slug, Path(description="Address word of the place.", examples=["rubenes-pagasts"])],
    asked: Annotated[InLanguage, Query()],
) -> Any:
    """A place with everything it lies in, everything that lies in it, and its figures with year and source."""
    del asked
    if same := unchanged(request, *_as_of()):
        return same
    return queries.place_known(slug)


@router.get(
    "/themes",
    response={200: schemas.Themes, **LIST},
    summary="Themes",
    operation_id="themes",
)
def themes(request: HttpRequest, asked: Annotated[schemas.ThemesAsked, Query()]) -> Any:
    """What organisations and support measures are about; the address words are used as filters."""
    del asked
    if same := unchanged(request, *_as_of()):
        return same
    return {"items": queries.themes_known(), "about": about()}
