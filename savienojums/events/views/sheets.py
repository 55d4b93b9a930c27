"""Doors of the signature sheet: printed, and typed back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.documents import keeping
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.events.actions.arrivals import take_back
from savienojums.events.actions.registrations_desk import export_list
from savienojums.events.actions.sheets import take_sheet
from savienojums.events.documents import composition
from savienojums.events.forms.sheets import LineForm, PasteForm
from savienojums.events.queries import arrivals, sheets
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for
from savienojums.events.views.arrivals_door import made

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.events.actions.sheets import Result
    from savienojums.events.models import Event


@never_cache
@signed_in
@accepts("GET")
def event_sheet_pdf(request: SignedInRequest, slug: str) -> HttpResponse:
    """The sheet to be signed; opening it stands in the journal, for it is a list of people."""
    event, asked = hosted_for(request.person, slug), request.GET.get("blank", "")
    blank = int(asked) if asked.isdecimal() and len(asked) < 5 else sheets.BLANK_ROWS
    rows = sheets.sheet_rows(event, blank)
    named = sum(bool(row.name) for row in rows)
    export_list(by=request.person, event=event, form="sheet", count=named, at=now())
    return made(f"{event.slug}-sheet.pdf", keeping.press("events/documents/sheet", composition.sheet(event, rows)))


@never_cache
@signed_in
@accepts("GET", "POST", "DELETE")
def event_sheet(request: SignedInRequest, slug: str) -> HttpResponse:
    """Type the sheet back: a code or a beginning, Enter; each line is sent at once."""
    event, at = hosted_for(request.person, slug), now()
    if request.method == "DELETE":
        take_back(by=request.person, event=event, code=request.POST.get("code", ""), at=at)
        messages.success(request, _("That line was taken back."))
        return redirect("event_sheet", slug)
    form = LineForm(request.POST or None)
    result: Result | None = None
    if request.method == "POST" and form.is_valid():
        (result,) = take_sheet(by=request.person, event=event, lines=[form.typed()], at=at)
        if result.is_taken:
            form = LineForm()
    status = 422 if form.errors else 200
    return page(request, "events/sheet.html", part="grid", status=status, form=form, result=result, **_of(event))


@never_cache
@signed_in
@accepts("GET", "POST")
def event_sheet_lines(request: SignedInRequest, slug: str) -> HttpResponse:
    """Paste many lines; what is not clear is told line by line, the rest is taken."""
    event = hosted_for(request.person, slug)
    form = PasteForm(request.POST or None)
    results: list[Result] = []
    if request.method == "POST" and form.is_valid():
        results = take_sheet(by=request.person, event=event, lines=form.typed(), at=now())
        form = PasteForm(initial={"lines": "\n".join(each.text for each in results if not each.is_taken)})
    words: dict[str, Any] = {"open": [each for each in results if not each.is_taken], "tally": _tally(results)}
    status = 422 if form.errors else 200
    return page(request, "events/sheet_lines.html", status=status, form=form, results=results, **words, **_of(event))


@never_cache
@signed_in
@accepts("GET")
def event_sheet_organisations(request: SignedInRequest, slug: str) -> HttpResponse:
    """Organisations of the registry whose name begins so, to choose from while typing."""
    hosted_for(request.person, slug)
    found = sheets.organisations_proposed(request.person, request.GET.get("organisation", ""))
    return page(request, "events/sheet_organisations.html", found=found)


def _tally(results: list[Result]) -> dict[str, int]:
    counts = {state: sum(each.state == state for each in results) for state in ("came", "new", "already")}
    return counts | {"all": len(results)}


def _of(event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "leaves": leaves_of(event, "event_check_in"),
        "counts": arrivals.counts_of(event),
        "listed": sheets.listed_names(event),
        "last": sheets.last_typed(event),
    }
