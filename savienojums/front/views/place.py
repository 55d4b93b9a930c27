"""The pages of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import now
from savienojums.core.marks import marks
from savienojums.core.web import Request, accepts, page, unchanged
from savienojums.events.queries.calendars import as_of
from savienojums.front.queries.place import place_page, places_index

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def place(request: Request, slug: str) -> HttpResponse:
    """One place: what it lies in, who is there, its numbers and its picture."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    shown = place_page(request.person, slug, at, request.GET.get("sort", ""))
    return page(request, "front/place.html", part="parts", shown=shown, place=shown.place, picture=shown.picture)


@accepts("GET")
def places(request: Request) -> HttpResponse:
    """All places, municipality by municipality."""
    if same := unchanged(request, marks("registry", "places")):
        return same
    return page(request, "front/places.html", shown=places_index(request.person))
