"""Doors of the open API: its page for people, its document, and every answer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from savienojums.core.web import Request, accepts, page, unchanged
from savienojums.support.api.common_grants import problem, speaking

if TYPE_CHECKING:
    from django.http import HttpRequest

READING = {"GET", "HEAD"}


@cache
def _addresses() -> URLResolver:
    # Eleven megabytes and a tenth of a second that a site nobody asks for JSON never pays.
    from savienojums.front.api.rooms import api

    return URLResolver(RegexPattern(r"^"), api.urls[0])


def language_of(request: HttpRequest) -> str:
    """The language an answer is wanted in: the address says it, else the header, else it is Latvian; never a cookie."""
    asked = request.GET.get("language", "")
    if asked in dict(settings.LANGUAGES):
        return asked
    for accepted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        try:
            return get_supported_language_variant(accepted)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


@csrf_exempt
def answer(request: HttpRequest, rest: str) -> HttpResponse:
    """The answer of whichever room it is that was asked; in one shape also if there is none."""
    language = language_of(request)
    with translation.override(language):
        response = _answered(request, rest)
    response["Content-Language"] = language
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _answered(request: HttpRequest, rest: str) -> HttpResponse:
    try:
        match = _addresses().resolve(rest)
    except Resolver404:
        return problem(404, _("There is no such thing here."))
    if request.method not in READING:
        refused = problem(405, _("This address does not answer to that method."))
        refused["Allow"] = "GET, HEAD"
        return refused
    # Whoever sends the answer leaves its body out again.
    request.method = "GET"
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


@speaking("GET")
def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document of the read API."""
    from savienojums.front.api.rooms import document as described

    if same := unchanged(request, settings.SITE_URL):
        return same
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})


@accepts("GET")
def manual(request: Request) -> HttpResponse:
    """How to use the open API: every operation with an example and what it answers just now."""
    from savienojums.front.api.manual import chapters

    return page(request, "front/api.html", chapters=chapters(), address=settings.SITE_URL)
