"""Doors to proposals: all of them, one, when it went out, what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import local_day, now
from savienojums.core.refusal import Refused, allow
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import proposals as actions
from savienojums.events.forms.minutes import AnswerForm, ProposalForm, SendingForm
from savienojums.events.queries import proposals as queries
from savienojums.events.queries.offered import offered_to
from savienojums.events.rules import proposals as rules

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.events.models import Proposal


@accepts("GET")
def proposals(request: Request) -> HttpResponse:
    """Proposals of meetings: to whom, since when without an answer."""
    said = request.GET
    asked = (said.get("state", ""), said.get("to", ""), said.get("page", ""))
    listing = queries.proposals_for(request.person, now(), *asked)
    return page(request, "events/proposals.html", part="listing", listing=listing)


@accepts("GET", "POST", "DELETE")
def proposal(request: Request, public_id: str) -> HttpResponse:
    """One proposal; who runs the meeting changes it here while the minutes are open."""
    found = queries.proposal_for(request.person, public_id)
    if request.method == "GET" or request.person is None:
        return _shown(request, found)
    if request.method == "DELETE":
        actions.delete_proposal(by=request.person, proposal=found, at=now())
        messages.success(request, _("The proposal is struck."))
        return redirect(found.event)
    allow(rules.may_change_proposal, request.person, found)
    form = ProposalForm.of(found, offered_to(request.person, None, local_day(now())), request.POST)
    if not form.is_valid():
        return _shown(request, found, form=form)
    actions.change_proposal(by=request.person, proposal=found, details=form.details(), at=now())
    messages.success(request, _("Saved."))
    return redirect(found)


def _shown(request: Request, found: Proposal, **forms: Any) -> HttpResponse:
    by, at = request.person, now()
    words: dict[str, Any] = {"proposal": found, "today": local_day(at)}
    if by is not None and rules.may_change_proposal(by, found):
        first = {"sent_on": found.sent_on, "answer_due_on": found.answer_due_on}
        words["sending"] = SendingForm(initial=first, auto_id="sending_%s")
        words["form"] = ProposalForm.of(found, offered_to(by, None, local_day(at)))
    if found.sent_on and rules.may_answer_proposal(by, found):
        words["answering"] = AnswerForm.of(found, answered_on=local_day(at))
    status = 422 if forms else 200
    return page(request, "events/proposal.html", status=status, **{**words, **forms})


@signed_in
@accepts("POST")
def proposal_sending(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say when a proposal went out."""
    found = queries.proposal_for(request.person, public_id)
    form = SendingForm(request.POST, auto_id="sending_%s")
    if form.is_valid():
        try:
            actions.send_proposal(by=request.person, proposal=found, at=now(), **form.cleaned_data)
        except (actions.DaysReversed, actions.DayAhead) as refusal:
            form.add_error("sent_on", str(refusal.sentence))
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    allow(rules.may_send_proposal, request.person, found)
    return _shown(request, found, sending=form)


@signed_in
@accepts("POST")
def proposal_answer(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Write down the answer."""
    found = queries.proposal_for(request.person, public_id)
    form = AnswerForm.of(found, request.POST)
    if form.is_valid():
        try:
            actions.answer_proposal(by=request.person, proposal=found, details=form.cleaned_data, at=now())
        except Refused as refusal:
            if not refusal.sentence:
                raise
            form.add_error("answered_on", str(refusal.sentence))
        else:
            messages.success(request, _("The answer is written down. Everyone who reads the minutes sees it."))
            return redirect(found)
    allow(rules.may_answer_proposal, request.person, found)
    return _shown(request, found, answering=form)
