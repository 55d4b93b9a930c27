"""Doors to coding: passages of the notes become quotes, quotes get codes; the codes of all focus groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from savienojums.core.clock import local_day, now
from savienojums.core.refusal import NotFound, Refused
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import coding as acts
from savienojums.events.actions.findings import NamesInQuotes, NotAgreed, export_quotes
from savienojums.events.coding_table import FORMS, quotes_file
from savienojums.events.forms.focus import CodeForm, MergeForm, QuoteForm
from savienojums.events.queries import coding as queries
from savienojums.events.queries.focus import hosted_focus
from savienojums.events.queries.notes import note_for, voices_of
from savienojums.events.rules import focus as rules
from savienojums.events.views.focus import desk

if TYPE_CHECKING:
    from savienojums.events.models import Code, FocusGroup, Quote


@signed_in
@accepts("GET")
def event_coding(request: SignedInRequest, slug: str) -> HttpResponse:
    """The notes with what was quoted, and beside them the form for the next quote."""
    found = hosted_focus(request.person, slug)
    form = _form(found, initial={"voice": request.GET.get("voice", "")})
    return _coding(request, found, form, request.GET.get("note", ""))


@signed_in
@accepts("POST")
def event_quotes(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Keep a passage of this stretch of notes as a quote."""
    found = hosted_focus(request.person, slug)
    note = note_for(found, request.POST.get("note") or public_id)
    form = _form(found, request.POST)
    if form.is_valid():
        told = form.cleaned_data
        words = {"words": told["words"], "near": told["near"] or 0, "heard": form.heard()}
        try:
            made = acts.mark_quote(by=request.person, note=note, at=now(), **words)
        except (acts.NotInTheNotes, acts.MarkedAlready, NotAgreed, NamesInQuotes) as refusal:
            form.add_error("words", str(refusal.sentence))
        else:
            address = reverse("event_coding", args=[slug])
            return redirect(f"{address}?voice={made.voice}&note={note.public_id}#quote-{made.public_id}")
    return _coding(request, found, form, note.public_id, status=422)


@signed_in
@accepts("GET", "POST", "DELETE")
def event_quote(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Say otherwise who spoke and what about, or take the mark away."""
    found = hosted_focus(request.person, slug)
    quote = queries.quote_for(found, public_id)
    back = f"{reverse('event_coding', args=[slug])}#note-{quote.note.public_id}"
    if request.method == "DELETE":
        acts.remove_quote(by=request.person, quote=quote, at=now())
        return redirect(back)
    form = _form(found, request.POST or None, quote=quote)
    if request.method == "POST" and form.is_valid():
        acts.change_quote(by=request.person, quote=quote, heard=form.heard(), at=now())
        messages.success(request, _("Saved."))
        return redirect(back)
    words: dict[str, Any] = {"quote": quote, "form": form, "focus": found, "status": 422 if form.errors else 200}
    return page(request, "events/coding_quote.html", **desk(found.event), **words)


@signed_in
@accepts("GET")
def event_quotes_file(request: SignedInRequest, slug: str, form: str) -> HttpResponse:
    """The coded quotes as a table; the journal says that they were taken along."""
    found = hosted_focus(request.person, slug)
    if form not in FORMS:
        raise NotFound
    at = now()
    export_quotes(by=request.person, focus_group=found, form=form, at=at)
    content, kind = quotes_file(form, queries.leaves_to_code(found), found)
    name = f"{slug}-citati-{local_day(at).isoformat()}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)


@accepts("GET")
def codes(request: Request) -> HttpResponse:
    """What all focus groups spoke of, as far as this reader may know."""
    lines = queries.codes_for(request.person)
    return page(request, "events/codes.html", lines=lines, leads=queries.leads_groups(request.person))


@accepts("GET", "POST", "DELETE")
def code(request: Request, public_id: str) -> HttpResponse:
    """One code: its quotes over all focus groups; who made it may call it otherwise, or let another one take it in."""
    found = queries.code_for(request.person, public_id)
    if request.method in {"POST", "DELETE"} and request.person is None:
        raise NotFound
    if request.method == "DELETE":
        return _merged(request, found)
    form = CodeForm(request.POST or None, initial={"name": found.name, "note": found.note})
    if request.method == "POST" and request.person and form.is_valid():
        try:
            acts.change_code(by=request.person, code=found, at=now(), **form.cleaned_data)
            return redirect("code", public_id)
        except acts.SameName as refusal:
            form.add_error("name", str(refusal.sentence))
    return _code(request, found, form)


def _merged(request: Request, found: Code) -> HttpResponse:
    """All quotes of this code get another one; this one is gone."""
    form = MergeForm(request.POST, others=queries.codes_to_choose())
    if request.person is None or not form.is_valid():
        raise Refused(_("Choose the code to merge into."))
    into = form.chosen()
    acts.merge_codes(by=request.person, code=found, into=into, at=now())
    messages.success(request, _("The two codes are one now."))
    return redirect("code", into.public_id)


def _form(found: FocusGroup, told: Any = None, quote: Quote | None = None, **named: Any) -> QuoteForm:
    return QuoteForm(told, voices=voices_of(found), codes=queries.codes_to_choose(), quote=quote, **named)


def _coding(
    request: SignedInRequest, found: FocusGroup, form: QuoteForm, note: str, *, status: int = 200
) -> HttpResponse:
    leaves = queries.leaves_to_code(found)
    words: dict[str, Any] = {"coded": leaves, "form": form, "focus": found, "kinds": queries.kinds_of(found)}
    known = {leaf.note.public_id for leaf in leaves}
    words["at_note"] = note if note in known else next((leaf.note.public_id for leaf in leaves), "")
    return page(request, "events/coding.html", **desk(found.event), **words, status=status)


def _code(request: Request, found: Code, form: CodeForm) -> HttpResponse:
    words: dict[str, Any] = {"shown": queries.code_page(request.person, found), "form": form}
    if rules.may_change_code(request.person, found):
        others = [each for each in queries.codes_to_choose() if each.pk != found.pk]
        words["merging"] = MergeForm(others=others) if others else None
        words["may_change"] = True
    return page(request, "events/codes_one.html", code=found, **words, status=422 if form.errors else 200)
