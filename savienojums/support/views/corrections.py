"""Doors to suggestions: readers make them, editors answer them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.limits import address_of, within_limit
from savienojums.core.refusal import allow
from savienojums.core.web import Request, SignedInRequest, accepts, page
from savienojums.support import rules
from savienojums.support.actions import corrections as actions
from savienojums.support.forms.corrections import CorrectionForm
from savienojums.support.queries import corrections as queries
from savienojums.support.queries.editing import entry_for
from savienojums.support.queries.measures import measure_for
from savienojums.support.views.keeping import for_keepers

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from savienojums.support.models import Measure

SUGGESTIONS_AN_HOUR = 10
LONGEST_ANSWER = 1000


@accepts("GET", "POST")
def correction(request: Request, slug: str) -> HttpResponse:
    """What stands in the entry as a copy to edit; the entry itself changes only when an editor agrees."""
    measure, at = measure_for(request.person, slug), now()
    allow(rules.may_propose_correction, request.person, measure)
    first = {"email": request.person.email} if request.person else {}
    form = CorrectionForm(request.POST or None, present=queries.present_of(measure, at)[0], initial=first, at=at)
    if request.method == "POST" and form.is_valid() and _sent(request, form, measure, at):
        return redirect("correction_receipt", slug)
    status = 422 if form.errors else 200
    return page(request, "support/correction.html", measure=measure, form=form, status=status)


@accepts("GET")
def correction_receipt(request: Request, slug: str) -> HttpResponse:
    """Thanks, and what happens next."""
    return page(request, "support/correction_receipt.html", measure=measure_for(request.person, slug))


@for_keepers
@accepts("GET")
def corrections(request: SignedInRequest, slug: str) -> HttpResponse:
    """What readers suggest about an entry, beside what stands there."""
    measure = entry_for(request.person, slug)
    told = queries.suggestions_for(request.person, measure, now())
    return page(request, "support/corrections.html", measure=measure, told=told)


@for_keepers
@accepts("POST")
def correction_acceptance(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Take over the parts that are ticked."""
    found = queries.correction_for(request.person, slug, public_id)
    parts, answer = request.POST.getlist("parts"), _answer(request)
    actions.accept_correction(by=request.person, correction=found, parts=parts, answer=answer, at=now())
    messages.success(request, _("Taken over. It stands in the history as your change."))
    return redirect("measure_corrections", slug)


@for_keepers
@accepts("POST")
def correction_refusal(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Leave the entry as it is and say why."""
    found = queries.correction_for(request.person, slug, public_id)
    actions.decline_correction(by=request.person, correction=found, reason=_answer(request), at=now())
    messages.success(request, _("Declined. The entry stays as it was."))
    return redirect("measure_corrections", slug)


def _sent(request: Request, form: CorrectionForm, measure: Measure, at: datetime) -> bool:
    """Whether the suggestion went in; a machine shall not learn that it was noticed."""
    if form.is_from_a_machine:
        return True
    if not within_limit("correction", address_of(request), most=SUGGESTIONS_AN_HOUR, within=timedelta(hours=1), at=at):
        form.add_error(
            None, _("Ten suggestions within an hour are the most. Yours is still here: please send it later.")
        )
        return False
    told = queries.suggestion_of(measure, form.said, form.cleaned_data["remark"], at)
    try:
        email = form.cleaned_data["email"]
        actions.propose_correction(by=request.person, measure=measure, suggestion=told, email=email, at=at)
    except actions.NothingSuggested as refusal:
        form.add_error(None, str(refusal.sentence))
        return False
    return True


def _answer(request: SignedInRequest) -> str:
    return request.POST.get("answer", "").strip()[:LONGEST_ANSWER]
