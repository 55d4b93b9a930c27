"""Doors to imports: bring a table in, look at what it would do, decide, confirm, take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from savienojums.core.clock import local_day, now
from savienojums.core.refusal import NotFound, allow
from savienojums.core.web import SignedInRequest, accepts, page, signed_in, way_back
from savienojums.network import actions, forms, import_files, queries, rules

if TYPE_CHECKING:
    from savienojums.network.models import Import


@signed_in
@accepts("GET", "POST")
def imports(request: SignedInRequest) -> HttpResponse:
    """All imports, and the form that brings in a table."""
    found = queries.imports_for(request.person, request.GET.get("page", ""))
    form = forms.ImportForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if form.is_valid():
        return redirect(actions.preview_import(by=request.person, table=form.table, origin=form.origin, at=now()))
    status = 422 if form.errors else 200
    return page(request, "network/imports.html", part="list", imports=found, form=form, status=status)


@signed_in
@accepts("GET")
def import_template(request: SignedInRequest, form: str) -> HttpResponse:
    """The empty table to fill in."""
    allow(rules.may_preview_import, request.person)
    if form not in import_files.TEMPLATES:
        raise NotFound
    write, kind = import_files.TEMPLATES[form]
    return _file(write(), kind, _("organisations-to-fill-in") + f".{form}")


@signed_in
@accepts("GET", "DELETE")
def import_page(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What one import would do or has done; dropping it."""
    found = queries.import_for(request.person, public_id)
    if request.method == "DELETE":
        actions.drop_import(by=request.person, found=found, at=now())
        messages.success(request, _("The preview is dropped; nothing was written into the register."))
        return redirect("imports")
    return _preview(request, found, forms.ColumnsForm(found) if found.is_waiting else None)


@signed_in
@accepts("POST")
def import_columns(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say what the columns mean."""
    found = queries.import_for(request.person, public_id)
    form = forms.ColumnsForm(found, request.POST)
    if form.is_valid():
        try:
            kind = form.cleaned_data["usual_kind"]
            actions.map_import_columns(
                by=request.person, found=found, mapping=form.mapping(), usual_kind=kind, at=now()
            )
        except actions.ColumnTakenTwice as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return redirect(found)
    return _preview(request, found, form)


@signed_in
@accepts("POST")
def import_rows(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say what unclear rows are."""
    found = queries.import_for(request.person, public_id)
    decisions, for_all = forms.decisions_of(request.POST), forms.decision_for_all(request.POST)
    actions.decide_import_rows(by=request.person, found=found, decisions=decisions, all_open=for_all, at=now())
    return redirect(way_back(request, found.get_absolute_url()))


@signed_in
@accepts("POST", "DELETE")
def import_confirmation(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Write the rows into the register; or take them back."""
    found = queries.import_for(request.person, public_id)
    if request.method == "DELETE":
        undone = actions.undo_import(by=request.person, found=found, at=now())
        messages.success(request, _("The import is taken back."))
        return redirect(undone)
    done = actions.confirm_import(by=request.person, found=found, at=now())
    if done.is_done:
        messages.success(request, _("Done. Everyone sees the organisations now."))
    return redirect(done)


@signed_in
@accepts("GET")
def import_report(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Every row with its fate and the reason, as a file."""
    found: Import = queries.import_for(request.person, public_id)
    name = _("import-report") + f"-{local_day(found.created_at).isoformat()}.csv"
    return _file(import_files.table_csv(queries.report_of(found)), import_files.CSV, name)


def _preview(request: SignedInRequest, found: Import, form: forms.ColumnsForm | None) -> HttpResponse:
    preview = queries.preview_of(found, request.GET.get("fate", ""), request.GET.get("page", ""))
    columns = list(zip(form.columns, preview.columns, strict=True)) if form else []
    words = {"of": found, "preview": preview, "form": form, "columns": columns}
    return page(request, "network/import.html", part="preview", status=422 if form and form.errors else 200, **words)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
