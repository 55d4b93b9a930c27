"""The door to "What fits us?"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from savienojums.core.clock import local_day, now
from savienojums.core.web import Request, accepts, page
from savienojums.support.queries import choices
from savienojums.support.queries import fit as queries
from savienojums.support.queries.asking import asked_by
from savienojums.support.queries.following import query_of_asked
from savienojums.support.views.counting import count_fit

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def fit(request: Request) -> HttpResponse:
    """The questions and, once something is said, the three lists."""
    at = now()
    asked = asked_by(request.person, request.GET, at)
    result: queries.Result | None = None
    if asked.said_something:
        shown, number = request.GET.get("list", ""), request.GET.get("page", "")
        result = queries.fits_for(request.person, asked, at, shown=shown, page=number)
        count_fit(request, asked, result.counts["yes"], at)
    words: dict[str, Any] = {
        "asked": asked,
        "result": result,
        "offered": choices.who_and_where(),
        "today": local_day(at),
        "about": queries.card_asked_about(request.person, asked, at),
        "search": query_of_asked(asked),
    }
    words["organisations"] = choices.organisations_to_ask_for(request.person, asked)
    return page(request, "support/fit.html", part="result", **words)
