"""Doors of sources: the list of them, one of them, a look now, and tables that are handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.web import SignedInRequest, accepts, page
from savienojums.support.actions import sources as actions
from savienojums.support.actions import tables
from savienojums.support.forms.sources import MeasureTableForm, SourceForm
from savienojums.support.queries import sources as queries
from savienojums.support.queries import tables as previews
from savienojums.support.views.keeping import for_keepers

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.support.models import Source


@for_keepers
@accepts("GET")
def sources(request: SignedInRequest) -> HttpResponse:
    """All sources, each with the outcome of the last look."""
    rows, tables = queries.sources_for(request.person), previews.previews_of(request.person)
    return page(request, "support/sources.html", rows=rows, tables=tables, waiting=queries.waiting_count())


@for_keepers
@accepts("GET", "POST")
def new_source(request: SignedInRequest) -> HttpResponse:
    """An empty form for a source; it is looked at as soon as it is saved."""
    form = SourceForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "support/sources_form.html", form=form, source=None, status=status)
    source = actions.add_source(by=request.person, details=form.details(), at=now())
    actions.ask_source(by=request.person, source=source, at=now())
    messages.success(request, _("The source is saved, and somebody goes to look at once."))
    return redirect("measure_sources")


@for_keepers
@accepts("GET", "POST")
def source(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One source's form."""
    found = queries.source_for(request.person, public_id)
    form = SourceForm(request.POST, source=found) if request.method == "POST" else SourceForm(source=found)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "support/sources_form.html", form=form, source=found, status=status)
    actions.change_source(by=request.person, source=found, details=form.details(), at=now())
    messages.success(request, _("The source is saved."))
    return redirect("measure_sources")


@for_keepers
@accepts("GET", "POST")
def source_look(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask for a look now; or how it went."""
    found = queries.source_for(request.person, public_id)
    if request.method == "POST":
        actions.ask_source(by=request.person, source=found, at=now())
    return _row(request, public_id)


@for_keepers
@accepts("POST", "DELETE")
def source_pause(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Stop looking at a source, or go on."""
    found = queries.source_for(request.person, public_id)
    if request.method == "POST":
        actions.pause_source(by=request.person, source=found, at=now())
    else:
        actions.resume_source(by=request.person, source=found, at=now())
    return _row(request, public_id)


@for_keepers
@accepts("GET", "POST")
def new_table(request: SignedInRequest) -> HttpResponse:
    """Hand a table in; first it is laid out beside the document."""
    form = MeasureTableForm(request.POST, request.FILES) if request.method == "POST" else MeasureTableForm()
    if not form.is_valid():
        return page(request, "support/sources_table_form.html", form=form, status=422 if form.is_bound else 200)
    return redirect("measure_table", tables.preview_table(by=request.person, table=form.table, at=now()).public_id)


@for_keepers
@accepts("GET", "DELETE")
def table(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What each row of a table would become; or give it up."""
    found = previews.table_for(request.person, public_id)
    if request.method == "DELETE":
        tables.drop_table(by=request.person, preview=found, at=now())
        messages.success(request, _("The table is dropped; nothing of it was written."))
        return redirect("measure_sources")
    fate, number = (request.GET.get(name, "") for name in ("fate", "page"))
    return page(request, "support/sources_table.html", part="rows", preview=previews.preview_told(found, fate, number))


@for_keepers
@accepts("POST")
def table_confirmation(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Bring the rows in."""
    found = previews.table_for(request.person, public_id)
    made: Source = tables.confirm_table(by=request.person, preview=found, at=now())
    messages.success(request, _("The rows are in. What is new waits here for you."))
    return redirect(f"{reverse('found')}?source={made.public_id}")


def _row(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The source's row as it stands now, or the list it stands in."""
    if request.htmx:
        row = queries.source_row(queries.source_for(request.person, public_id))
        return page(request, "support/sources.html", part="row", row=row, swapped=True)
    return redirect("measure_sources")
