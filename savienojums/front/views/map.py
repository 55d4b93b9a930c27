"""The map of the region and the file its script reads."""

from __future__ import annotations

from django.http import HttpResponse

from savienojums.core.marks import marks
from savienojums.core.web import Request, accepts, page, unchanged
from savienojums.front.queries.map_words import map_page
from savienojums.front.queries.points import points_file
from savienojums.network.queries.organisations import filter_of


@accepts("GET")
def map_(request: Request) -> HttpResponse:
    """The map with its filter, and the same in words beside it."""
    if same := unchanged(request, marks("registry", "places")):
        return same
    shown = map_page(request.person, filter_of(request.GET), around=request.GET.get("around", ""))
    return page(request, "front/map.html", part="found", shown=shown, picture=shown.picture)


@accepts("GET")
def map_points(request: Request) -> HttpResponse:
    """The points of the filtered map as GeoJSON, compressed beforehand for those who take it so."""
    if same := unchanged(request, marks("registry", "places")):
        return same
    plain, pressed = points_file(request.person, filter_of(request.GET))
    takes = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(pressed if takes else plain, content_type="application/geo+json")
    response.headers["Vary"] = "Accept-Encoding"
    if takes:
        response.headers["Content-Encoding"] = "gzip"
    return response
