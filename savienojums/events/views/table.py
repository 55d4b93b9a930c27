"""Doors of the funder's table: of one event, of several, as paper and as files; voluntary totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.documents import keeping
from savienojums.core.refusal import NotFound
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.events.actions.table import set_totals
from savienojums.events.documents import table_composition
from savienojums.events.forms.table import SpanForm, TotalsForm
from savienojums.events.queries import table as queries
from savienojums.events.queries import table_told as told
from savienojums.events.queries.certificates import can_be_printed
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for
from savienojums.events.views.arrivals_door import made
from savienojums.support.tabular import csv_of, xlsx_of

if TYPE_CHECKING:
    from savienojums.events.table import FundersTable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
@accepts("GET")
def event_table(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who came to an event, by what funders ask for."""
    event = hosted_for(request.person, slug)
    words = _shown(queries.funders_table(event)) | {"certificates": can_be_printed(event, now())}
    return page(request, "events/table.html", event=event, leaves=leaves_of(event, "event_table"), **words)


@signed_in
@accepts("GET")
def event_table_file(request: SignedInRequest, slug: str, form: str) -> HttpResponse:
    """The same as a file; it has counts and no names."""
    event = hosted_for(request.person, slug)
    table = queries.funders_table(event)
    return _file(form, f"{event.slug}-table", str(event.title), table, table_composition.of_event(event, table))


@signed_in
@accepts("GET", "POST")
def event_totals(request: SignedInRequest, slug: str) -> HttpResponse:
    """What people said of themselves, as sums."""
    event = hosted_for(request.person, slug)
    came = queries.came_count(event)
    form = TotalsForm(request.POST or None, came=came, initial=queries.totals_written(event))
    if request.method == "POST" and form.is_valid():
        set_totals(by=request.person, event=event, totals=form.totals(), at=now())
        messages.success(request, _("Saved."))
        return redirect("event_table", slug)
    words: dict[str, Any] = {"event": event, "leaves": leaves_of(event, "event_table"), "form": form, "came": came}
    return page(request, "events/table_totals.html", status=422 if form.errors else 200, **words)


@signed_in
@accepts("GET")
def events_table(request: SignedInRequest) -> HttpResponse:
    """Several events together: of a project, a series, an organiser, between two days."""
    form = SpanForm(request.GET, choices=queries.choices_for(request.person))
    events = queries.events_in(request.person, form.span(), now())
    words = _shown(queries.table_of(events))
    return page(request, "events/table_span.html", part="found", form=form, events=events, **words)


@signed_in
@accepts("GET")
def events_table_file(request: SignedInRequest, form: str) -> HttpResponse:
    """The same as a file."""
    wanted = SpanForm(request.GET, choices=queries.choices_for(request.person)).span()
    events = queries.events_in(request.person, wanted, now())
    table = queries.table_of(events)
    return _file(form, "table", _("Funder's table"), table, table_composition.of_span(events, table))


def _shown(table: FundersTable) -> dict[str, Any]:
    return {"table": table, "sums": told.sums_of(table), "parts": told.parts_of(table)}


def _file(form: str, name: str, title: str, table: FundersTable, paper: dict[str, Any]) -> HttpResponse:
    if form == "pdf":
        return made(f"{name}.pdf", keeping.press("events/documents/table", paper))
    if form not in {"csv", "xlsx"}:
        raise NotFound
    headings, rows = told.flat(table)
    content = csv_of(headings, rows) if form == "csv" else xlsx_of(title, headings, rows)
    kind = "text/csv; charset=utf-8" if form == "csv" else XLSX
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    )
