"""The front door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import now
from savienojums.core.web import Request, accepts, page, unchanged
from savienojums.events.queries import calendars as events
from savienojums.front.queries.home import asked_now, home_for
from savienojums.journal.queries import latest_line
from savienojums.support.queries.catalogue import as_of

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def home(request: Request) -> HttpResponse:
    """The front page: the main job first, then deadlines, the map, and what happened lately."""
    at = now()
    asked = asked_now(at)
    seen = [(card.href, card.sentence) for card in asked]
    if same := unchanged(request, *as_of(at), latest_line(), *events.as_of(at), seen):
        return same
    return page(request, "front/home.html", home=home_for(request.person, asked, at))
