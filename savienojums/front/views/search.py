"""The door to the search over all rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import local_day, now
from savienojums.core.web import Request, accepts, page
from savienojums.front.queries.search import search_for
from savienojums.support.views.counting import count_search

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def search(request: Request) -> HttpResponse:
    """What measures, organisations and places say of these words."""
    words = request.GET.get("q", "").strip()[:200]
    at = now()
    found = search_for(request.person, words, at)
    if words and not found.total:
        count_search(request, words, at)
    return page(request, "front/search.html", part="found", found=found, today=local_day(at))
