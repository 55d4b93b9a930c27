"""Doors of the organisers' desk to those who take part: what looks odd, setting aside, bringing back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.clock import now
from savienojums.core.refusal import Refused
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions import participants as acts
from savienojums.voices.forms.floods import AsideForm
from savienojums.voices.queries.conversations import run_by_for
from savienojums.voices.queries.desk import leaves_of
from savienojums.voices.queries.floods import members_of, people_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.voices.models import Conversation


@signed_in
@accepts("GET")
def conversation_people(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who takes part: counts, what looks odd, who is set aside."""
    found = run_by_for(request.person, slug)
    leaves = leaves_of(found, "conversation_people")
    return page(request, "voices/people.html", conversation=found, leaves=leaves, people=people_of(found))


@signed_in
@accepts("POST")
def conversation_aside(request: SignedInRequest, slug: str) -> HttpResponse:
    """Set some aside, or bring them back; both can be turned round."""
    found = run_by_for(request.person, slug)
    form = AsideForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose whom you mean, and why."))
    said = _turned_round(request, found, form)
    messages.success(request, said)
    return redirect("conversation_people", slug)


def _turned_round(request: SignedInRequest, found: Conversation, form: AsideForm) -> str:
    chosen, at = members_of(found, form.cleaned_data["which"]), now()
    if form.cleaned_data["back"]:
        many = acts.bring_back(by=request.person, conversation=found, participants=chosen, at=at)
        return ngettext(
            "The answers of %(many)s participant count again. The map is made anew within a few minutes.",
            "The answers of %(many)s participants count again. The map is made anew within a few minutes.",
            many,
        ) % {"many": many}
    aside_for = form.cleaned_data["aside_for"]
    many = acts.set_aside(by=request.person, conversation=found, participants=chosen, aside_for=aside_for, at=at)
    return ngettext(
        "%(many)s participant is set aside: the answers are kept and not counted.",
        "%(many)s participants are set aside: their answers are kept and not counted.",
        many,
    ) % {"many": many}
