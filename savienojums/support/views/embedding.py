"""Doors for other people's sites: the list in a frame, and the page that makes the line of HTML for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.constants import NONE, SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_exempt

from savienojums.core.clock import local_day, now
from savienojums.core.web import Request, accepts, page, unchanged
from savienojums.support.queries import embedding as queries
from savienojums.support.queries.catalogue import as_of
from savienojums.support.queries.measures import filters_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

# Only this page may stand in other people's frames; it runs nothing, sends nothing and remembers nobody.
FRAMED = {"frame-ancestors": ["*"], "script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]}
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@csp_replace(FRAMED)
@xframe_options_exempt
@accepts("GET")
def embed(request: Request) -> HttpResponse:
    """The first measures of a filter, bare, in the language the address names."""
    at, language = now(), _language(request.GET.get("lang", ""))
    with translation.override(language):
        response = unchanged(request, *as_of(at)) or _framed(request, at)
    response["Content-Language"] = language
    return response


@csp_update({"frame-src": [SELF]})
@accepts("GET")
def embedding(request: Request) -> HttpResponse:
    """The line of HTML for the present filter, with the frame as it will look."""
    filters, at = filters_of(request.GET), now()
    language = _language(request.GET.get("lang", translation.get_language() or ""))
    most = queries.number_of(request.GET.get("most", ""))
    with translation.override(language):
        line = queries.line_of(filters, language, most)
    return page(
        request,
        "support/embedding.html",
        filters=filters,
        told=queries.embedded_for(filters, most, at),
        frame={
            "address": queries.address_of(filters, language, most),
            "line": line,
            "language": language,
            "most": most,
        },
        numbers=queries.NUMBERS,
    )


def _framed(request: Request, at: datetime) -> HttpResponse:
    most = queries.number_of(request.GET.get("most", ""))
    told = queries.embedded_for(filters_of(request.GET), most, at)
    return page(request, "support/embed.html", told=told, today=local_day(at))


def _language(asked: str) -> str:
    return asked if asked in LANGUAGES else settings.LANGUAGE_CODE
