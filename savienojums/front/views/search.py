"""The door to the search over all rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import local_day, now
from savienojums.core.web import Request, accepts, page
from savienojums.front.queries.search import search_for

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def search(request: Request) -> HttpResponse:
    """What measures, organisations and places say of these words."""
    words = request.GET.get("q", "").strip()[:200]
    at = now()
    return page(
        request, "front/search.html", part="found", found=search_for(request.person, words, at), today=local_day(at)
    )
