"""The door to the page of one organisation, with what the rooms above the register know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import local_day, now
from savienojums.core.marks import marks
from savienojums.core.web import Request, accepts, page, unchanged
from savienojums.front.queries.organisation import meetings_of
from savienojums.network import exports, queries

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def organisation(request: Request, slug: str) -> HttpResponse:
    """All that is known of one organisation."""
    at = now()
    if same := unchanged(request, marks("registry", "places", "events"), local_day(at)):
        return same
    found = queries.organisation_for(request.person, slug)
    told = queries.told_of(request.person, found, at)
    meetings = meetings_of(request.person, found, at)
    json_ld = exports.json_ld_of(found, told)
    return page(request, "front/organisation.html", organisation=found, told=told, meetings=meetings, json_ld=json_ld)
