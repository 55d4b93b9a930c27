"""Doors of the calendar: list and month, and the way to the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect

from savienojums.core.clock import local_day, now
from savienojums.core.web import Request, accepts, page, unchanged
from savienojums.events.queries.calendars import as_of
from savienojums.events.queries.listing import listing_for, wanted_of

if TYPE_CHECKING:
    from django.http import HttpResponse

# The room stands above this one, so its address is known as words, not by its name.
MAP = "/events/map/"


@accepts("GET")
def events(request: Request) -> HttpResponse:
    """What is on: as a list, or month by month."""
    at = now()
    wanted = wanted_of(request.GET, local_day(at))
    if wanted.view == "map":
        return redirect(f"{MAP}?{wanted.filter_query()}")
    if same := unchanged(request, *as_of(at)):
        return same
    listing = listing_for(request.person, wanted, at, request.GET.get("page", ""))
    body = "events/month.html" if listing.month else "events/list.html"
    return page(request, "events/events.html", part="listing", listing=listing, body=body)
