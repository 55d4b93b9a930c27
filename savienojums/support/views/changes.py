"""The door to what has changed of a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import now
from savienojums.core.web import Request, accepts, page, unchanged
from savienojums.support.queries.catalogue import as_of
from savienojums.support.queries.changed import changes_of, day_asked
from savienojums.support.queries.measures import measure_for

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def changes(request: Request, slug: str) -> HttpResponse:
    """Every change that matters to those who plan with the measure, for everyone to read."""
    if same := unchanged(request, *as_of(now())):
        return same
    measure = measure_for(request.person, slug)
    shown, lately = changes_of(measure, request.GET.get("page", ""), day_asked(request.GET.get("since", "")))
    return page(request, "support/changes.html", measure=measure, shown=shown, lately=lately)
