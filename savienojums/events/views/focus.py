"""Doors of a focus group's organisers: what it is about, whom it wants, who agreed, the sheets to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.documents import keeping
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import consents as consent_acts
from savienojums.events.actions import focus as acts
from savienojums.events.documents.consents import consent_sheets
from savienojums.events.forms.focus import CellForm, FocusForm, PeopleForm
from savienojums.events.queries import consents
from savienojums.events.queries import focus as queries
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for

if TYPE_CHECKING:
    from savienojums.events.models import Event, FocusGroup

PDF = "application/pdf"
MOST_BLANK, USUAL_BLANK = 40, 10


@signed_in
@accepts("GET")
def event_focus(request: SignedInRequest, slug: str) -> HttpResponse:
    """A focus group at a glance: what it is about, who is still missing, how far the work has come."""
    event = hosted_for(request.person, slug)
    found = queries.focus_of(event)
    words = _overview(found) if found else {}
    return page(request, "events/focus.html", **desk(event), focus=found, **words)


@signed_in
@accepts("GET", "POST")
def event_focus_form(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write down what it is about, the questions, and what people agree to."""
    event = hosted_for(request.person, slug)
    found = queries.focus_of(event)
    days = (found.withdraw_until, found.kept_until) if found else (None, None)
    form = FocusForm(request.POST or None, usual=consents.default_consent(event, *days), found=found)
    if request.method == "POST" and form.is_valid():
        acts.change_focus_group(by=request.person, event=event, about=form.about(), at=now())
        messages.success(request, _("Saved."))
        return redirect("event_focus", slug)
    return page(request, "events/focus_form.html", **desk(event), form=form, status=422 if form.errors else 200)


@signed_in
@accepts("GET", "POST")
def event_mix(request: SignedInRequest, slug: str) -> HttpResponse:
    """One more line of the wanted mix; its form stands on the focus group's page."""
    found = queries.hosted_focus(request.person, slug)
    if request.method != "POST":
        return redirect(f"{_address(slug)}#mix")
    form = CellForm(request.POST)
    if form.is_valid():
        acts.add_mix_cell(by=request.person, focus_group=found, wanted=form.asked(), at=now())
        return redirect(f"{_address(slug)}#mix")
    return page(request, "events/focus.html", **desk(found.event), focus=found, **_overview(found, form), status=422)


@signed_in
@accepts("GET", "POST", "DELETE")
def event_mix_cell(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Another number or kind of people in a line, or the line away."""
    found = queries.hosted_focus(request.person, slug)
    cell = queries.cell_of(found, public_id)
    if request.method == "DELETE":
        acts.remove_mix_cell(by=request.person, cell=cell, at=now())
        return redirect(f"{_address(slug)}#mix")
    form = CellForm(request.POST or None, cell=cell)
    if request.method == "POST" and form.is_valid():
        acts.change_mix_cell(by=request.person, cell=cell, wanted=form.asked(), at=now())
        return redirect(f"{_address(slug)}#mix")
    words: dict[str, Any] = {"form": form, "cell": cell, "label": queries.cell_label(cell), "focus": found}
    return page(request, "events/focus_cell.html", **desk(found.event), **words, status=422 if form.errors else 200)


@signed_in
@accepts("GET", "POST")
def event_focus_people(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who fills which line of the mix, and who signed on paper."""
    found = queries.hosted_focus(request.person, slug)
    cells = [(cell, queries.cell_label(cell)) for cell in queries.cells_of(found)]
    told = request.POST if request.method == "POST" else None
    form = PeopleForm(told, people=queries.people_of(found), cells=cells)
    if request.method == "POST" and form.is_valid():
        consent_acts.place_people(by=request.person, focus_group=found, answers=form.answers(), at=now())
        messages.success(request, _("Saved."))
        return redirect("event_focus_people", slug)
    words: dict[str, Any] = {"form": form, "focus": found, "mix": queries.mix_of(found), "blank": USUAL_BLANK}
    return page(request, "events/focus_people.html", **desk(found.event), **words, status=422 if form.errors else 200)


@signed_in
@accepts("GET")
def event_consents(request: SignedInRequest, slug: str) -> HttpResponse:
    """The sheets to sign: one for each who has a seat, or so many blank ones."""
    found = queries.hosted_focus(request.person, slug)
    asked = request.GET.get("blank", "")
    blank = min(int(asked), MOST_BLANK) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    people = [] if blank else consents.signers_of(found)
    consent_acts.print_consents(by=request.person, focus_group=found, named=bool(people), at=now())
    told = consent_sheets(found, consents.consent_of(found), people, blank or USUAL_BLANK)
    # With names of people in it, it is not kept.
    return pdf(keeping.press("events/documents/consent", told), f"{slug}-piekrisana.pdf")


def desk(event: Event) -> dict[str, Any]:
    """What every page of a focus group's desk needs."""
    return {"event": event, "leaves": leaves_of(event, "event_focus")}


def pdf(content: bytes, name: str) -> HttpResponse:
    """A paper that opens in the browser."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=PDF, headers=headers)


def _overview(found: FocusGroup, form: CellForm | None = None) -> dict[str, Any]:
    progress, mix = queries.progress_of(found), queries.mix_of(found)
    words: dict[str, Any] = {"consent": consents.consent_of(found), "has_met": found.event.starts_at <= now()}
    return {"progress": progress, "mix": mix, "form": form or CellForm(), **words}


def _address(slug: str) -> str:
    return reverse("event_focus", args=[slug])
