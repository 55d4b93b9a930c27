"""The door to the sheet for the library wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import now
from savienojums.core.web import Request, accepts, page
from savienojums.support.exports import qr_code
from savienojums.support.queries.measures import measure_for
from savienojums.support.queries.sheet import sheet_of

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def sheet(request: Request, slug: str) -> HttpResponse:
    """One measure on one A4 page, to be printed."""
    measure = measure_for(request.person, slug)
    told = sheet_of(measure, now())
    return page(request, "support/sheet.html", measure=measure, sheet=told, code=qr_code(told.address))
