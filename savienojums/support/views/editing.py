"""Doors through which an entry is written, changed, published, removed, and its history read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.web import SignedInRequest, accepts, page
from savienojums.support.actions import checks
from savienojums.support.actions import measures as actions
from savienojums.support.actions.writing import ChangedMeanwhile
from savienojums.support.forms.measures import MeasureForm
from savienojums.support.queries.editing import entry_for, opened
from savienojums.support.queries.history import history_of, theirs_in_words
from savienojums.support.sound import NotSound
from savienojums.support.views.desk import LONGEST_NOTE, row
from savienojums.support.views.keeping import for_keepers

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.support.models import Measure


@for_keepers
@accepts("GET", "POST")
def new_measure(request: SignedInRequest) -> HttpResponse:
    """An empty form; what is saved is a draft until somebody publishes it."""
    form = MeasureForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _form(request, form, None, status=422 if form.is_bound else 200)
    measure = actions.add_measure(by=request.person, details=form.details(), at=now())
    if form.cleaned_data["checked"]:
        checks.confirm_measure(by=request.person, measure=measure, at=now())
    messages.success(request, _("Saved as a draft. Add its rounds, then publish it."))
    return redirect("measure_editing", measure.slug)


@for_keepers
@accepts("GET", "POST")
def measure_editing(request: SignedInRequest, slug: str) -> HttpResponse:
    """The entry's form, grouped as the document itself."""
    measure = entry_for(request.person, slug)
    if request.method == "GET":
        now_said = opened(measure)
        return _form(request, MeasureForm(details=now_said.details, seen=now_said.seen), measure)
    form = MeasureForm(request.POST)
    if not form.is_valid():
        return _form(request, form, measure, status=422)
    seen = form.cleaned_data["seen"] or 0
    try:
        actions.change_measure(by=request.person, measure=measure, details=form.details(), seen=seen, at=now())
    except ChangedMeanwhile as meeting:
        return _form(request, _beside_theirs(form, meeting), measure, status=409)
    except NotSound as refused:
        form.add_error(None, str(refused.sentence))
        return _form(request, form, measure, status=422)
    if form.cleaned_data["checked"]:
        checks.confirm_measure(by=request.person, measure=measure, at=now())
    messages.success(request, _("Saved. The old words stay in the history."))
    return redirect("measure", slug)


@for_keepers
@accepts("POST")
def publication(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let everyone read a draft."""
    actions.publish_measure(by=request.person, measure=entry_for(request.person, slug), at=now())
    messages.success(request, _("Published. Everyone can read it now."))
    return redirect("measure", slug)


@for_keepers
@accepts("GET", "POST", "DELETE")
def removal(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask once more, take the entry out of the document, or bring it back."""
    measure = entry_for(request.person, slug)
    if request.method == "GET":
        return page(request, "support/removal.html", measure=measure)
    if request.method == "POST":
        reason = request.POST.get("note", "").strip()[:LONGEST_NOTE]
        actions.remove_measure(by=request.person, measure=measure, reason=reason, at=now())
    else:
        actions.restore_measure(by=request.person, measure=measure, at=now())
    return row(request, slug)


@for_keepers
@accepts("GET")
def history(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who changed what in the entry, and when."""
    measure = entry_for(request.person, slug)
    events = history_of(measure, request.GET.get("page", ""))
    return page(request, "support/history.html", measure=measure, events=events)


def _form(request: SignedInRequest, form: MeasureForm, measure: Measure | None, status: int = 200) -> HttpResponse:
    return page(request, "support/measure_form.html", form=form, measure=measure, status=status)


def _beside_theirs(form: MeasureForm, meeting: ChangedMeanwhile) -> MeasureForm:
    """My words again, with what the other person saved beside them."""
    again = MeasureForm(details=form.details() | dict(meeting.taken_over), seen=meeting.seen)
    again.theirs = theirs_in_words(meeting.conflicts)
    return again
