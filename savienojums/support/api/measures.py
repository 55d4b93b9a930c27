"""Doors for programs: measures, rounds, deadlines, providers, and what fits whom."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from savienojums.core.api import InLanguage, Listed, Paged, Problem, Slug, about, as_address, listed, span
from savienojums.core.clock import now
from savienojums.core.pages import PER_PAGE
from savienojums.core.web import unchanged
from savienojums.support import schemas
from savienojums.support.queries import api as queries
from savienojums.support.queries.api_fit import fitting
from savienojums.support.queries.catalogue import as_of

router = Router(tags=["Support"])
Answers = dict[Any, Any]
LIST: Answers = {304: None, 422: Problem}
ONE: Answers = {304: None, 404: Problem, 422: Problem}
Named = Annotated[Slug, Path(description="Address word of the measure.", examples=["nvo-fonds"])]


@router.get(
    "/measures",
    response={200: Listed[schemas.MeasureFacts], **LIST},
    summary="Support measures",
    operation_id="measures",
)
def measures(request: HttpRequest, asked: Annotated[schemas.MeasuresAsked, Query()]) -> Any:
    """The measures that the filter leaves: the same filters, search and orders as the list on the site."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    items, total = queries.measures_between(as_address(asked), span(asked), at)
    return listed(request, asked, items, total)


@router.get(
    "/measures/{slug}",
    response={200: schemas.MeasureWhole, **ONE},
    summary="One support measure",
    operation_id="measure",
)
def measure(request: HttpRequest, slug: Named, asked: Annotated[InLanguage, Query()]) -> Any:
    """Everything known of it: who may apply and where, how much, conditions, how, its rounds, its source."""
    del asked
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    return queries.public_measure(slug, at)


@router.get(
    "/measures/{slug}/rounds",
    response={200: schemas.Rounds, **ONE},
    summary="Rounds of a support measure",
    operation_id="rounds",
)
def rounds(request: HttpRequest, slug: Named, asked: Annotated[InLanguage, Query()]) -> Any:
    """When applications were, are and will be taken, and what came of it: how many applied, how many won."""
    del asked
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    return {"items": queries.rounds_of(slug, at), "about": about()}


@router.get(
    "/deadlines",
    response={200: Listed[schemas.DueFacts], **LIST},
    summary="Deadlines",
    operation_id="deadlines",
)
def deadlines(request: HttpRequest, asked: Annotated[schemas.DeadlinesAsked, Query()]) -> Any:
    """The deadlines of the measures that the filter leaves, the soonest first: announced, and expected as usual."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    items, total = queries.deadlines_between(as_address(asked), span(asked), at)
    return listed(request, asked, items, total)


@router.get(
    "/providers",
    response={200: Listed[schemas.ProviderFacts], **LIST},
    summary="Providers of support",
    operation_id="providers",
)
def providers(request: HttpRequest, asked: Annotated[Paged, Query()]) -> Any:
    """Who gives support, with the number of measures; the address words are used as filters."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    items, total = queries.providers_between(span(asked), at)
    return listed(request, asked, items, total)


@router.get(
    "/fit",
    response={200: schemas.FitFacts, **LIST},
    summary="What fits us",
    operation_id="fit",
)
def fit(request: HttpRequest, asked: Annotated[schemas.FitAsked, Query()]) -> Any:
    """All measures judged for whoever asks: yes, no, or cannot tell yet – each with its reasons, in whole sentences.

    The more is said, the more is decided; no further answer ever turns a yes or a no. Send back the `key` of a reason
    as `met` or `unmet` once a person has judged it.
    """
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    told = fitting(as_address(asked), at)
    page = Paged(page=asked.page, size=PER_PAGE)
    return {**told, **listed(request, page, told["items"], told["total"])}
