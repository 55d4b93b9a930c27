"""Doors of the editors' desk: what asks for attention, and the one click that says "still true"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from savienojums.core.clock import now
from savienojums.core.web import SignedInRequest, accepts, page, way_back
from savienojums.support.actions import checks
from savienojums.support.queries import desk as queries
from savienojums.support.queries.editing import entry_for
from savienojums.support.views.keeping import for_keepers

if TYPE_CHECKING:
    from django.http import HttpResponse

LONGEST_NOTE = 400


@for_keepers
@accepts("GET")
def desk(request: SignedInRequest) -> HttpResponse:
    """Entries that ask for attention, the longest waiting first."""
    shelf, number, done = (request.GET.get(name, "") for name in ("shelf", "page", "done"))
    shown = queries.desk_for(request.person, now(), shelf=shelf, page=number, done=done)
    return page(request, "support/desk.html", part="desk", desk=shown)


@for_keepers
@accepts("POST", "DELETE")
def confirmation(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say that an entry is still true, or take that back."""
    measure = entry_for(request.person, slug)
    if request.method == "POST":
        checks.confirm_measure(by=request.person, measure=measure, note=_note(request), at=now())
    else:
        checks.withdraw_confirmation(by=request.person, measure=measure, at=now())
    return row(request, slug)


@for_keepers
@accepts("POST")
def closing(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say that a measure is closed for good."""
    checks.close_measure(by=request.person, measure=entry_for(request.person, slug), note=_note(request), at=now())
    return row(request, slug)


@for_keepers
@accepts("POST")
def expectation(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say that a measure comes again."""
    checks.expect_measure(by=request.person, measure=entry_for(request.person, slug), note=_note(request), at=now())
    return row(request, slug)


def row(request: SignedInRequest, slug: str) -> HttpResponse:
    """The entry's row as it stands now: alone for htmx, else on top of the desk one came from."""
    if request.htmx:
        found = queries.desk_row_for(request.person, slug, now())
        return page(request, "support/desk.html", part="row", row=found, swapped=True)
    back = way_back(request, reverse("desk"))
    return redirect(f"{back}{'&' if '?' in back else '?'}{urlencode({'done': slug})}")


def _note(request: SignedInRequest) -> str:
    return request.POST.get("note", "").strip()[:LONGEST_NOTE]
