"""Doors to an event: its page for everyone, and its organisers' desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import now
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import event_for, hosted_for
from savienojums.events.queries.gatherings import shown_of
from savienojums.events.queries.page import page_of

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def event(request: Request, slug: str) -> HttpResponse:
    """All that is told of one event."""
    at = now()
    found = event_for(request.person, slug)
    return page(request, "events/event.html", **page_of(request.person, found, at))


@signed_in
@accepts("GET")
def event_desk(request: SignedInRequest, slug: str) -> HttpResponse:
    """The first page of the organisers' desk."""
    found = hosted_for(request.person, slug)
    return page(
        request, "events/desk.html", event=found, shown=shown_of(found, now()), leaves=leaves_of(found, "event_desk")
    )
