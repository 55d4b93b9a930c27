"""Doors of "We want to try": begun on a measure's page, kept on pages of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import local_day, now
from savienojums.core.refusal import NotAllowed
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.support.actions import attempts as actions
from savienojums.support.forms.attempts import AttemptChangeForm, AttemptForm, DropForm, NoteForm
from savienojums.support.queries import attempts as queries
from savienojums.support.queries.advice import adviser_for, place_asked
from savienojums.support.queries.asking import asked_by
from savienojums.support.queries.attempt_table import table_for
from savienojums.support.queries.choices import who_and_where
from savienojums.support.queries.leads import possible_leads
from savienojums.support.queries.measures import measure_for
from savienojums.support.tabular import csv_of, xlsx_of

if TYPE_CHECKING:
    from savienojums.support.models import Attempt

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
@accepts("GET")
def attempts(request: SignedInRequest) -> HttpResponse:
    """What the organisations one acts for want to try; for coordinators all of it."""
    at, said = now(), request.GET
    shown = {"shown": said.get("show", ""), "organisation": said.get("organisation", ""), "page": said.get("page", "")}
    listing = queries.attempts_for(request.person, at, **shown)
    return page(request, "support/attempts.html", part="listing", listing=listing, today=local_day(at))


@signed_in
@accepts("GET", "POST")
def new_attempt(request: SignedInRequest, slug: str) -> HttpResponse:
    """The short form on which an organisation says that it wants to try."""
    measure = measure_for(request.person, slug)
    offered = queries.organisations_to_try_for(request.person)
    if not offered:
        raise NotAllowed
    first = {"organisation": request.GET.get("organisation", "")}
    rounds = queries.rounds_to_try(measure, now())
    form = AttemptForm(request.POST or None, organisations=offered, rounds=rounds, initial=first)
    if request.method == "POST" and form.is_valid():
        whose = form.organisation_chosen()
        made = actions.want_to_try(
            by=request.person, organisation=whose, measure=measure, details=form.details(), at=now()
        )
        messages.success(request, _("Written down. Your colleagues see it, too; the deadline stands on your page."))
        return redirect(made)
    status = 422 if form.errors else 200
    return page(request, "support/attempt_form.html", part="form", form=form, measure=measure, status=status)


@signed_in
@accepts("GET", "POST")
def attempt(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One attempt: how it stands, who leads it, what colleagues wrote."""
    found = queries.attempt_for(request.person, public_id)
    form = _change_form(request, found)
    if request.method == "POST" and form.is_valid():
        actions.change_attempt(by=request.person, attempt=found, details=form.details(), at=now())
        messages.success(request, _("Saved."))
        return redirect(found)
    return _shown(request, found, form)


@signed_in
@accepts("POST", "DELETE")
def attempt_dropping(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Give it up, or take it up again."""
    found = queries.attempt_for(request.person, public_id)
    if request.method == "DELETE":
        actions.resume_attempt(by=request.person, attempt=found, at=now())
        messages.success(request, _("Taken up again."))
        return redirect(found)
    form = DropForm(request.POST)
    said: dict[str, Any] = form.cleaned_data if form.is_valid() else {"reason": "", "words": ""}
    actions.drop_attempt(by=request.person, attempt=found, reason=said["reason"], words=said["words"], at=now())
    messages.success(request, _("Dropped. It can be taken up again."))
    return redirect(found)


@signed_in
@accepts("POST")
def attempt_notes(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One more note."""
    found, form = queries.attempt_for(request.person, public_id), NoteForm(request.POST, auto_id="note_%s")
    if not form.is_valid():
        return _shown(request, found, _change_form(request, found, bound=False), note_form=form)
    actions.add_attempt_note(by=request.person, attempt=found, text=form.cleaned_data["text"], at=now())
    return redirect(found)


@signed_in
@accepts("DELETE")
def attempt_note(request: SignedInRequest, public_id: str, note: str) -> HttpResponse:
    """One's own note goes."""
    found = queries.attempt_for(request.person, public_id)
    actions.remove_attempt_note(by=request.person, note=queries.note_for(request.person, found, note), at=now())
    messages.success(request, _("The note is gone."))
    return redirect(found)


def _change_form(request: SignedInRequest, found: Attempt, *, bound: bool = True) -> AttemptChangeForm:
    given = request.POST if bound and request.method == "POST" else None
    rounds, people = queries.rounds_to_try(found.measure, now(), found.round), queries.people_of(found.organisation)
    return AttemptChangeForm(given, attempt=found, people=people, rounds=rounds)


def _shown(
    request: SignedInRequest, found: Attempt, form: AttemptChangeForm, note_form: NoteForm | None = None
) -> HttpResponse:
    words: dict[str, Any] = {
        "attempt": found,
        "form": form,
        "row": queries.row_of(found, now()),
        "notes": queries.notes_of(found),
        "note_form": note_form or NoteForm(auto_id="note_%s"),
        "drop_form": DropForm(auto_id="drop_%s"),
        "adviser": adviser_for(place_asked(None, found.organisation.place.slug if found.organisation.place else "")),
        "today": local_day(now()),
    }
    status = 422 if form.errors or (note_form and note_form.errors) else 200
    return page(request, "support/attempt.html", status=status, **words)


@accepts("GET")
def leads(request: Request, slug: str) -> HttpResponse:
    """Who could lead an application in which one may only be a partner."""
    measure, asked = measure_for(request.person, slug), asked_by(request.person, request.GET, now())
    words: dict[str, Any] = {"measure": measure, "asked": asked, "offered": who_and_where()}
    return page(request, "support/leads_page.html", part="leads", leads=possible_leads(measure, asked), **words)


@signed_in
@accepts("GET")
def attempts_csv(request: SignedInRequest) -> HttpResponse:
    """One's attempts as a table."""
    headings, rows = table_for(request.person, now(), request.GET.get("organisation", ""))
    return _file(csv_of(headings, rows), "text/csv; charset=utf-8", "csv")


@signed_in
@accepts("GET")
def attempts_xlsx(request: SignedInRequest) -> HttpResponse:
    """One's attempts as a spreadsheet."""
    headings, rows = table_for(request.person, now(), request.GET.get("organisation", ""))
    return _file(xlsx_of(_("We want to try"), headings, rows), XLSX, "xlsx")


def _file(content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f'attachment; filename="attempts.{ending}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": name, "Cache-Control": "no-store"})
