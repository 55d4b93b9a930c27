"""Old addresses of entries that were merged lead on to the kept one."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect

from savienojums.core.refusal import NotFound
from savienojums.support.queries.merging import leads_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from savienojums.core.web import Request


def leads_on(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """If there is no such entry any more but it was merged with another, its address leads there for good."""

    @wraps(view)
    def guarded(request: Request, slug: str, **named: Any) -> HttpResponse:
        try:
            return view(request, slug, **named)
        except NotFound:
            address = leads_to(slug)
            if not address or request.method != "GET":
                raise
        rest = request.path.partition(f"/{slug}/")[2]
        asked = request.META.get("QUERY_STRING", "")
        led = redirect(f"{address}{rest}{'?' if asked else ''}{asked}", permanent=True)
        # A merge can be undone; browsers keep what is permanent for ever unless told to ask.
        led["Cache-Control"] = "no-cache"
        return led

    return guarded
