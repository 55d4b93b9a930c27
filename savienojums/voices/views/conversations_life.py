"""Doors to a conversation's life: published, closed, reopened, copied, thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions import conversations as actions
from savienojums.voices.actions.conversations_copied import copy_conversation
from savienojums.voices.forms.conversations import CopyingForm
from savienojums.voices.queries.conversations import run_by_for
from savienojums.voices.queries.conversations_desk import checks_of, head_of
from savienojums.voices.queries.desk import leaves_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.voices.models import Conversation


@signed_in
@accepts("GET", "POST")
def conversation_publication(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let people know of it, after a look at what should be right before."""
    found, at = run_by_for(request.person, slug), now()
    words: dict[str, Any] = {}
    if request.method == "POST":
        try:
            anyway = bool(request.POST.get("anyway"))
            actions.publish_conversation(by=request.person, conversation=found, anyway=anyway, at=at)
        except (actions.FewSeeds, actions.NoPhase) as refusal:
            few = isinstance(refusal, actions.FewSeeds)
            words = {"refusal": refusal.sentence, "asks_anyway": few, "status": 409}
        else:
            messages.success(
                request, _("The conversation is published. Now invite people: the poster and the address help.")
            )
            return redirect(found)
    elif not found.is_draft:
        return redirect("conversation_desk", slug)
    return _small(request, "conversation_publication", found, checks=checks_of(found, at), **words)


@signed_in
@accepts("GET", "POST", "DELETE")
def conversation_closing(request: SignedInRequest, slug: str) -> HttpResponse:
    """Close it early after asking once more, or let its phases hold again."""
    found = run_by_for(request.person, slug)
    if request.method == "DELETE":
        actions.reopen_conversation(by=request.person, conversation=found, at=now())
        messages.success(request, _("The conversation is open again as its phases say."))
        return redirect("conversation_desk", slug)
    if request.method == "POST":
        actions.close_conversation(by=request.person, conversation=found, at=now())
        messages.success(request, _("The conversation is closed. Everything that was answered stays."))
        return redirect("conversation_desk", slug)
    return _small(request, "conversation_closing", found)


@signed_in
@accepts("GET", "POST")
def conversation_copy(request: SignedInRequest, slug: str) -> HttpResponse:
    """The same question once more, as a draft."""
    found = run_by_for(request.person, slug)
    form = CopyingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        statements = form.cleaned_data["statements"]
        made = copy_conversation(by=request.person, conversation=found, statements=statements, at=now())
        messages.success(request, _("This is the copy: a draft without anybody's answers."))
        return redirect("conversation_desk", made.slug)
    return _small(request, "conversation_copy", found, form=form)


@signed_in
@accepts("GET", "DELETE")
def conversation_draft(request: SignedInRequest, slug: str) -> HttpResponse:
    """Throw a draft away, after asking once more."""
    found = run_by_for(request.person, slug)
    if request.method == "DELETE":
        actions.delete_conversation_draft(by=request.person, conversation=found, at=now())
        messages.success(request, _("The draft is deleted."))
        return redirect("voices")
    if not found.is_draft:
        return redirect("conversation_desk", slug)
    return _small(request, "conversation_draft", found)


def _small(request: SignedInRequest, name: str, found: Conversation, status: int = 200, **words: Any) -> HttpResponse:
    told = {"leaves": leaves_of(found, "conversation_desk"), "head": head_of(found, now()), **words}
    return page(request, f"voices/{name}.html", conversation=found, status=status, **told)
