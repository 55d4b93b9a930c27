"""The door that tells what else is on at a time and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.events.forms.clashes import ClashForm
from savienojums.events.queries.clashes import clashes_with, own_event

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
@signed_in
def event_clashes(request: SignedInRequest) -> HttpResponse:
    """What else is on then: for the form of an event as a part, else as a page with a small form of its own."""
    form = ClashForm(request.GET if request.GET.get("first_day") else None)
    if not form.is_bound or not form.is_valid():
        return page(request, "events/calendar_clashes.html", part="clashes", form=form, clashes=None)
    own = own_event(request.person, request.GET.get("but", ""))
    found = clashes_with(request.person, *form.span(), form.place_asked(), own, form.about())
    return page(request, "events/calendar_clashes.html", part="clashes", form=form, clashes=found)
