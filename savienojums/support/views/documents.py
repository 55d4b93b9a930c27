"""Doors to what is read away from a screen: the document as a PDF and as one page, the year as a poster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language

from savienojums.core.clock import now
from savienojums.core.documents import keeping
from savienojums.core.web import Request, accepts, page, unchanged
from savienojums.support.documents import composition
from savienojums.support.documents.page import page_of
from savienojums.support.queries import documents as queries
from savienojums.support.queries.catalogue import as_of
from savienojums.support.queries.export import file_name
from savienojums.support.queries.measures import filters_of
from savienojums.support.queries.offline import questions_for
from savienojums.support.queries.year import year_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import QueryDict

PDF = "application/pdf"


@accepts("GET")
def pdf(request: Request) -> HttpResponse:
    """What the filter leaves as a PDF that also those can read who do not see it."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    filters, by = filters_of(request.GET), _grouped_by(request.GET)
    of = ("booklet", filters.query(order=""), by, get_language(), *_state(at))

    def make() -> bytes:
        return keeping.press("support/documents/booklet", composition.booklet(queries.booklet_for(filters, by, at)))

    return _made(request, f"{file_name()}.pdf", of, make)


@accepts("GET")
def offline(request: Request) -> HttpResponse:
    """What the filter leaves as one file that is kept and searched without a line."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    filters, by = filters_of(request.GET), _grouped_by(request.GET)
    of = ("offline", filters.query(order=""), by, get_language(), *_state(at))

    def make() -> bytes:
        booklet = queries.booklet_for(filters, by, at)
        return page_of(booklet, questions_for(booklet, at), settings.REGION_COLOURS)

    return _made(request, f"{file_name()}.html", of, make)


@accepts("GET")
def poster(request: Request, number: int | None = None) -> HttpResponse:
    """The year of deadlines on one A3 sheet, for what the filter leaves."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    filters, language = filters_of(request.GET), get_language() or ""
    year = year_for(filters, number, at)
    of = ("poster", filters.query(order=""), number, language, *_state(at))
    name = f"{file_name()}-{number or year.today.year}.pdf"
    return _made(
        request, name, of, lambda: keeping.press("support/documents/poster", composition.poster(year, language[:2]))
    )


def _state(at: datetime) -> tuple[object, ...]:
    return (*as_of(at), queries.written_until())


def _grouped_by(asked: QueryDict) -> str:
    by = asked.get("by", "")
    return by if by in queries.GROUPED_BY else queries.GROUPED_BY[0]


def _made(request: Request, name: str, of: tuple[object, ...], make: Callable[[], bytes]) -> HttpResponse:
    """The document, or a page that comes again by itself if another one is being made just now."""
    try:
        content = keeping.kept(name, of, make)
    except keeping.Busy as busy:
        response = page(request, "support/document_busy.html", sentence=busy.sentence, status=503)
        response["Retry-After"] = response["Refresh"] = "3"
        return response
    kind = PDF if name.endswith(".pdf") else "text/html; charset=utf-8"
    place = "inline" if kind == PDF else "attachment"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'{place}; filename="{name}"'})
