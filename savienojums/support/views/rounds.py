"""Doors to the rounds of a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.web import SignedInRequest, accepts, page
from savienojums.support.actions import rounds as actions
from savienojums.support.actions.writing import ChangedMeanwhile
from savienojums.support.forms.rounds import RoundForm
from savienojums.support.queries.editing import entry_for, opened, round_for
from savienojums.support.queries.history import theirs_in_words
from savienojums.support.views.keeping import for_keepers

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.support.models import Measure, Round


@for_keepers
@accepts("GET", "POST")
def measure_rounds(request: SignedInRequest, slug: str) -> HttpResponse:
    """An empty form for a new round."""
    measure = entry_for(request.person, slug)
    form = RoundForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _form(request, form, measure, status=422 if form.is_bound else 200)
    actions.add_round(by=request.person, measure=measure, details=form.details(), at=now())
    messages.success(request, _("The round is saved."))
    return redirect("measure_editing", slug)


@for_keepers
@accepts("GET", "POST", "DELETE")
def measure_round(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """One round's form; or the round goes."""
    found = round_for(request.person, slug, public_id)
    if request.method == "GET":
        now_said = opened(found)
        return _form(request, RoundForm(details=now_said.details, seen=now_said.seen), found.measure, found)
    if request.method == "DELETE":
        actions.remove_round(by=request.person, round_=found, at=now())
        messages.success(request, _("The round is gone. What it said stays in the history."))
        return redirect("measure_editing", slug)
    form = RoundForm(request.POST)
    if not form.is_valid():
        return _form(request, form, found.measure, found, status=422)
    try:
        seen = form.cleaned_data["seen"] or 0
        actions.change_round(by=request.person, round_=found, details=form.details(), seen=seen, at=now())
    except ChangedMeanwhile as meeting:
        return _form(request, _beside_theirs(form, meeting), found.measure, found, status=409)
    messages.success(request, _("The round is saved."))
    return redirect("measure_editing", slug)


def _form(
    request: SignedInRequest, form: RoundForm, measure: Measure, found: Round | None = None, status: int = 200
) -> HttpResponse:
    return page(request, "support/round_form.html", form=form, measure=measure, round=found, status=status)


def _beside_theirs(form: RoundForm, meeting: ChangedMeanwhile) -> RoundForm:
    """My words again, with what the other person saved beside them."""
    again = RoundForm(details=form.details() | dict(meeting.taken_over), seen=meeting.seen)
    again.theirs = theirs_in_words(meeting.conflicts)
    return again
