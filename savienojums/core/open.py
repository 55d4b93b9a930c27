"""What is open to programs of other sites: answered without any cookie, readable from every origin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

# The page at /api/ itself is a page like others: it knows who is signed in.
OPEN = re.compile(r"^/(?:api/.+|common-grants(?:/.*)?)$")
READING = {"GET", "HEAD", "OPTIONS"}
ASKING = "/common-grants/opportunities/search"


class OpenMiddleware:
    """Takes cookies off requests to the open addresses before anybody looks at them, and lets every site read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what is open is the same for everyone."""
        if not OPEN.match(request.path_info):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {}
        asked_before = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = _permission(request) if asked_before else self.get_response(request)
        response.cookies.clear()
        _forget_cookies_mattered(response)
        if "ETag" in response:
            response["Cache-Control"] = "public, no-cache"
        if request.method in READING or request.path_info == ASKING:
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag, Content-Language"
        return response


def _permission(request: HttpRequest) -> HttpResponse:
    """What a browser asks before it lets a script send JSON or a mark."""
    methods = "POST" if request.path_info == ASKING else "GET, HEAD"
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": "Accept-Language, Content-Type, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def _forget_cookies_mattered(response: HttpResponse) -> None:
    kept = [name for name in (each.strip() for each in response.get("Vary", "").split(",")) if name.lower() != "cookie"]
    if "Vary" in response:
        del response["Vary"]
    patch_vary_headers(response, [name for name in kept if name])
