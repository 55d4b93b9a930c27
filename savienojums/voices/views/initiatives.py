"""Doors to all proposals: the list, the map, files, news, how they are looked after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import pgettext

from savienojums.core.clock import local_day, now
from savienojums.core.documents import keeping
from savienojums.core.marks import marks
from savienojums.core.refusal import NotFound
from savienojums.core.web import Request, accepts, page, unchanged
from savienojums.voices import exports_initiatives as exports
from savienojums.voices.documents.initiatives import proposal_sheet
from savienojums.voices.queries import initiatives as queries
from savienojums.voices.queries.initiatives_facets import groups_of
from savienojums.voices.queries.initiatives_files import facts_of
from savienojums.voices.queries.initiatives_log import log_of
from savienojums.voices.queries.initiatives_map import map_of

if TYPE_CHECKING:
    from collections.abc import Callable

ATOM = "application/atom+xml; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: dict[str, tuple[str, Callable[[exports.Facts], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", exports.csv_of),
    "xlsx": (XLSX, exports.xlsx_of),
    "json": ("application/json; charset=utf-8", exports.json_of),
}


@accepts("GET")
def initiatives(request: Request) -> HttpResponse:
    """What residents propose: who waits for an answer and since when, what was answered."""
    at = now()
    if same := unchanged(request, marks(*queries.MARKS), local_day(at)):
        return same
    wanted = queries.wanted_of(request.GET)
    listing = queries.listing_of(wanted, at, request.GET.get("page", ""))
    words: dict[str, Any] = {"listing": listing, "groups": groups_of(wanted), "wanted": wanted}
    return page(request, "voices/initiatives.html", part="listing", **words)


@accepts("GET")
def initiative_map(request: Request) -> HttpResponse:
    """The same on a map, and in rows below it."""
    at = now()
    if same := unchanged(request, marks(*queries.MARKS), local_day(at)):
        return same
    wanted = queries.wanted_of(request.GET)
    words: dict[str, Any] = {"shown": map_of(wanted, at), "groups": groups_of(wanted), "wanted": wanted}
    return page(request, "voices/initiative_map.html", part="found", **words)


@accepts("GET")
def initiatives_file(request: Request, kind: str) -> HttpResponse:
    """What the filter leaves, as a table or for machines; only what everyone can read on the pages."""
    if kind not in FILES:
        raise NotFound
    content_type, make = FILES[kind]
    entries = queries.entries_of(queries.wanted_of(request.GET))
    response = HttpResponse(make(facts_of(entries)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{exports.file_name(local_day(now()), kind)}"'
    return response


@accepts("GET")
def initiatives_feed(request: Request) -> HttpResponse:
    """New proposals and new answers, for a news reader."""
    if same := unchanged(request, marks(*queries.MARKS)):
        return same
    wanted = queries.wanted_of(request.GET)
    about = f"{settings.SITE_URL}{reverse('initiatives')}?{wanted.query()}".rstrip("?")
    own = settings.SITE_URL + request.get_full_path()
    return HttpResponse(exports.atom_of(facts_of(queries.entries_of(wanted)), about, own), content_type=ATOM)


@accepts("GET")
def initiatives_moderation(request: Request) -> HttpResponse:
    """By what it is decided what is shown, and what was not shown and why; never its words."""
    return page(request, "voices/initiatives_moderation.html", log=log_of(request.GET.get("page", "")))


@accepts("GET")
def initiative_sheet_pdf(request: Request) -> HttpResponse:
    """A sheet on which a proposal is written by hand, with a list for signatures."""
    del request
    told = proposal_sheet()
    content = keeping.kept("proposal.pdf", (told,), lambda: keeping.press("voices/documents/initiative_sheet", told))
    name = pgettext("name of a file", "proposal")
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
