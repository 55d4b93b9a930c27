"""The calendar as a map, for here the rooms of meetings and of maps meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect

from savienojums.core.clock import local_day, now
from savienojums.core.web import Request, accepts, page, unchanged
from savienojums.events.queries.calendars import as_of
from savienojums.events.queries.listing import wanted_of
from savienojums.front.queries import events_map as queries

if TYPE_CHECKING:
    from django.http import HttpResponse

# The ways to look at the calendar that have another address.
ELSEWHERE = {"list", "month"}


@accepts("GET")
def events_map(request: Request) -> HttpResponse:
    """Where what is to come takes place, and the same in words."""
    at = now()
    if request.GET.get("view") in ELSEWHERE:
        return redirect(f"/events/?{request.GET.urlencode()}")
    if same := unchanged(request, *as_of(at)):
        return same
    wanted = wanted_of(request.GET, local_day(at)).but(view="map", month=None)
    shown = queries.events_map(request.person, wanted, at)
    words: dict[str, Any] = {
        "listing": shown.listing,
        "shown": shown,
        "picture": shown.picture,
        "body": "front/events_map.html",
    }
    return page(request, "events/events.html", part="listing", **words)
