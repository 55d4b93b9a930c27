"""Doors for other sites that speak CommonGrants 0.4.0: list, read and search, with the contract beside them."""

from __future__ import annotations

import json
import math
import re
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from savienojums.core.clock import now
from savienojums.core.refusal import NotFound
from savienojums.core.web import unchanged
from savienojums.support.commongrants import asking
from savienojums.support.queries import opportunities as queries
from savienojums.support.queries.catalogue import as_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest

CONTRACT = Path(__file__).parents[1] / "commongrants" / "contract.json"
JSON = re.compile(r"application/(?:[\w.-]+\+)?json")
LARGEST_BODY = 65_536


def speaking(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The methods a door answers to; whatever goes wrong is told in the protocol's own shape."""

    def decorate(door: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(door)
        def guarded(request: HttpRequest, **named: Any) -> HttpResponse:
            allowed = {*methods, "HEAD"} if "GET" in methods else {*methods}
            if request.method not in allowed:
                answer = problem(405, _("This address does not answer to that method."))
                answer["Allow"] = ", ".join(sorted(allowed))
                return answer
            try:
                return door(request, **named)
            except NotFound:
                return problem(404, _("There is no such thing here."))
            except asking.Wrong as wrong:
                return problem(422, _("The request cannot be read as it is."), wrong.faults)

        return guarded

    return decorate


def problem(status: int, message: str, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """An error as the protocol tells it; the open API of the house tells it the same way."""
    return JsonResponse({"status": status, "message": message, "errors": errors or []}, status=status)


@speaking("GET")
def opportunities(request: HttpRequest) -> HttpResponse:
    """A page of all opportunities, the one changed last first."""
    at = now()
    page, size = asking.pages(_numbers(request.GET), "query")
    if same := unchanged(request, *as_of(at)):
        return same
    items, total = queries.opportunities_between(((page - 1) * size, page * size), at)
    return _success(items=items, paginationInfo=_place(page, size, total))


@speaking("GET")
def opportunity(request: HttpRequest, opp_id: str) -> HttpResponse:
    """One opportunity."""
    at = now()
    told = queries.opportunity_for(opp_id, at)
    if same := unchanged(request, *as_of(at)):
        return same
    return _success(data=told)


@speaking("POST")
def search(request: HttpRequest) -> HttpResponse:
    """The opportunities a search asks for; filters and orders that are not known are named, and never fail."""
    if request.content_type and not JSON.fullmatch(request.content_type):
        return problem(415, _("A search is sent as JSON (Content-Type: application/json)."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return problem(413, _("This is larger than a search can be."))
    try:
        body = json.loads(request.body, parse_constant=_no_number)
        # Half a letter ("\\ud800") is JSON, but no text that could be looked for or told back.
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return problem(
            400, _("This is not JSON."), [{"where": "body", "message": _("The body has to be a JSON object.")}]
        )
    asked = asking.wanted(body)
    items, total = queries.opportunities_wanted(asked, now())
    return _success(
        items=items,
        paginationInfo=_place(asked.page, asked.size, total),
        sortInfo=asked.sort_info,
        filterInfo=asked.filter_info,
    )


@speaking("GET")
def contract(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document of these doors, at an address outside of theirs."""
    if same := unchanged(request, settings.SITE_URL):
        return same
    return JsonResponse(document())


@csrf_exempt
def unrouted(request: HttpRequest) -> HttpResponse:
    """Everything else under the protocol's addresses."""
    del request
    return problem(404, _("There is no such thing here."))


@cache
def document() -> dict[str, Any]:
    """The contract with the address of this site."""
    told: dict[str, Any] = json.loads(CONTRACT.read_text(encoding="utf-8"))
    return told | {"servers": [{"url": settings.SITE_URL}]}


def _numbers(said: Mapping[str, str]) -> dict[str, object]:
    """The numbers of an address; what is no number stays a text, and is refused as one."""
    wanted = {name: said[name] for name in ("page", "pageSize") if name in said}
    return {
        name: int(text) if text.isascii() and text.isdigit() and len(text) < 20 else text
        for name, text in wanted.items()
    }


def _no_number(word: str) -> None:
    raise ValueError(word)


def _place(page: int, size: int, total: int) -> dict[str, int]:
    return {"page": page, "pageSize": size, "totalItems": total, "totalPages": math.ceil(total / size)}


def _success(**parts: Any) -> HttpResponse:
    return JsonResponse({"status": 200, "message": "Success", **parts}, json_dumps_params={"ensure_ascii": False})
