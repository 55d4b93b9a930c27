"""Doors to the phases of a conversation: when it is open, and for what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.refusal import Refused
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions import conversations_phases as actions
from savienojums.voices.forms.conversations_phases import PhaseForm, initial_of
from savienojums.voices.kinds import PhaseKind
from savienojums.voices.queries.conversations import phase_of, run_by_for
from savienojums.voices.queries.conversations_spoken import phases_of
from savienojums.voices.queries.desk import leaves_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.voices.models import Conversation, Phase


@signed_in
@accepts("GET", "POST")
def conversation_phases(request: SignedInRequest, slug: str) -> HttpResponse:
    """All phases, and a form for one more."""
    found = run_by_for(request.person, slug)
    form = PhaseForm(request.POST or None, initial={"kind": PhaseKind.BOTH})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_phase(by=request.person, conversation=found, details=form.details(), at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The phase is added."))
            return redirect("conversation_phases", slug)
    return _page(request, "conversation_phases", found, form)


@signed_in
@accepts("GET", "POST", "DELETE")
def conversation_phase(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Change one phase, or take it back."""
    found = run_by_for(request.person, slug)
    phase = phase_of(found, public_id)
    if request.method == "DELETE":
        actions.remove_phase(by=request.person, phase=phase, at=now())
        messages.success(request, _("The phase is removed."))
        return redirect("conversation_phases", slug)
    form = PhaseForm(request.POST or None, initial=initial_of(phase))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_phase(by=request.person, phase=phase, details=form.details(), at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Saved."))
            return redirect("conversation_phases", slug)
    return _page(request, "conversation_phase", found, form, phase=phase, has_begun=_has_begun(phase))


def _has_begun(phase: Phase) -> bool:
    return not phase.conversation.is_draft and phase.opens_at <= now()


def _page(request: SignedInRequest, name: str, found: Conversation, form: PhaseForm, **words: Any) -> HttpResponse:
    told = {"form": form, "leaves": leaves_of(found, "conversation_desk"), "phases": phases_of(found, now()), **words}
    return page(request, f"voices/{name}.html", conversation=found, status=422 if form.errors else 200, **told)
