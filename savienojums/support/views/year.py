"""The door to the year of deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import now
from savienojums.core.web import Request, accepts, page, unchanged
from savienojums.support.queries.catalogue import as_of
from savienojums.support.queries.measures import filters_of
from savienojums.support.queries.year import year_for

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def year(request: Request, number: int | None = None) -> HttpResponse:
    """Deadlines month by month: a calendar year, or the twelve months ahead."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    filters = filters_of(request.GET)
    return page(request, "support/year.html", year=year_for(filters, number, at), filters=filters)
