"""Doors to what somebody tells of themselves, and to a browser that forgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.web import Request, accepts, page
from savienojums.voices.actions.participants import take_over, tell_of_oneself
from savienojums.voices.forms.participants import SelfForm
from savienojums.voices.queries.conversations import conversation_for
from savienojums.voices.queries.participants import participant_of, place_of
from savienojums.voices.views.answering import COOKIE, here, token_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from savienojums.voices.models import Conversation


@never_cache
@accepts("GET", "POST", "DELETE")
def conversation_self(request: Request, slug: str) -> HttpResponse:
    """Tell where one lives and how old one is, if one likes; or let this browser forget whom it knew."""
    conversation, at = conversation_for(request.person, slug), now()
    if request.method == "DELETE":
        return _forgotten(request, conversation)
    if request.method == "POST" and "mine" in request.POST:
        return _taken_over(request, conversation, at)
    participant = participant_of(request.person, token_of(request), conversation)
    if participant is None:
        messages.info(request, _("Answer a statement first; after that you can say something about yourself."))
        return redirect(f"{conversation.get_absolute_url()}#answering")
    form = SelfForm(request.POST or None, conversation=conversation, participant=participant)
    if request.method == "POST" and form.is_valid():
        told = {
            "place": place_of(form.cleaned_data.get("place", "")),
            "age_band": form.cleaned_data.get("age_band", ""),
        }
        tell_of_oneself(by=request.person, participant=participant, at=at, **told)
        messages.success(request, _("Thank you. You can change it or take it back at any time."))
        return redirect(f"{conversation.get_absolute_url()}#answering")
    status = 422 if form.errors else 200
    return page(request, "voices/self.html", conversation=conversation, form=form, status=status)


def _taken_over(request: Request, conversation: Conversation, at: datetime) -> HttpResponse:
    found = here(request, conversation, at)
    if request.person and found.left:
        take_over(by=request.person, newcomer=found.newcomer, double=found.left, at=at)
        messages.success(request, _("The answers of this browser are yours now."))
    return redirect(f"{conversation.get_absolute_url()}#answering")


def _forgotten(request: Request, conversation: Conversation) -> HttpResponse:
    messages.success(request, _("This browser has forgotten who answered here. The next answer begins anew."))
    response = redirect(f"{conversation.get_absolute_url()}#answering")
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
