"""Doors for programs: the calendar of events."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from savienojums.core.api import InLanguage, Listed, Problem, listed, span
from savienojums.core.clock import local_day, now
from savienojums.core.web import unchanged
from savienojums.events import schemas
from savienojums.events.queries import calendars_api as queries
from savienojums.events.queries.calendars import as_of

router = Router(tags=["Events"])
Answers = dict[Any, Any]
LIST: Answers = {304: None, 422: Problem}
ONE: Answers = {304: None, 404: Problem, 422: Problem}


@router.get(
    "/events",
    response={200: Listed[schemas.EventFacts], **LIST},
    summary="Events",
    operation_id="events",
)
def events(request: HttpRequest, asked: Annotated[schemas.EventsAsked, Query()]) -> Any:
    """Forums, meetings, workshops and trips, the nearest first: public facts only; without days what is to come."""
    at = now()
    if same := unchanged(request, *as_of(at), local_day(at)):
        return same
    items, total = queries.events_between(asked, at, span(asked))
    return listed(request, asked, items, total)


@router.get(
    "/events/{slug}",
    response={200: schemas.EventFacts, **ONE},
    summary="One event",
    operation_id="event",
)
def event(
    request: HttpRequest,
    slug: Annotated[
        schemas.EventSlug, Path(description="Address word of the event.", examples=["pavasara-nvo-forums-2027"])
    ],
    asked: Annotated[InLanguage, Query()],
) -> Any:
    """What everyone may know of it. Who comes is not told, nor where an online meeting is entered."""
    del asked
    at = now()
    if same := unchanged(request, *as_of(at), local_day(at)):
        return same
    return queries.public_event(slug, at)
