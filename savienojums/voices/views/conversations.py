"""Doors to conversations: the hub of the room, one conversation's page, its desk, its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import local_day, now
from savienojums.core.refusal import Refused, allow
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions import conversations as actions
from savienojums.voices.forms.conversations import ConversationForm, initial_of, initial_of_new
from savienojums.voices.queries.conversations import conversation_for, run_by_for
from savienojums.voices.queries.conversations_away import put_first
from savienojums.voices.queries.conversations_desk import desk_of
from savienojums.voices.queries.conversations_history import conflicts_in_words
from savienojums.voices.queries.conversations_hub import closed_cards, desk_links_of, hub_of
from savienojums.voices.queries.conversations_offered import offered_to
from savienojums.voices.queries.conversations_said import changes_seen
from savienojums.voices.queries.desk import leaves_of
from savienojums.voices.queries.initiatives import newest, row_of
from savienojums.voices.queries.page import page_of
from savienojums.voices.rules import conversations as rules
from savienojums.voices.views.answering import here

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.voices.models import Conversation

MOST_CLOSED, PROPOSALS_AT_HUB = 500, 3


@accepts("GET")
def voices(request: Request) -> HttpResponse:
    """What can be answered now, what is coming, what was found out."""
    at, person = now(), request.person
    may_make = rules.may_make_conversation(person)
    own = desk_links_of(person, at) if person else []
    proposals = [row_of(entry, local_day(at)) for entry in newest(PROPOSALS_AT_HUB)]
    return page(request, "voices/voices.html", hub=hub_of(at), may_make=may_make, own=own, proposals=proposals)


@accepts("GET")
def voices_closed(request: Request) -> HttpResponse:
    """All that has been found out."""
    return page(request, "voices/list_closed.html", cards=closed_cards(now(), MOST_CLOSED))


@never_cache
@accepts("GET")
def conversation(request: Request, slug: str) -> HttpResponse:
    """One conversation: its question, its statements, what came of it."""
    found = conversation_for(request.person, slug)
    at = now()
    who = here(request, found, at)
    told = page_of(request.person, found, who.participant, at)
    told = put_first(told, found, request.GET.get("statement", ""))
    return page(request, "voices/conversation.html", **told, left_here=who.left)


@signed_in
@accepts("GET")
def conversation_desk(request: SignedInRequest, slug: str) -> HttpResponse:
    """The first page of the organisers' desk: how it stands and what to do next."""
    found = run_by_for(request.person, slug)
    leaves = leaves_of(found, "conversation_desk")
    return page(request, "voices/desk.html", conversation=found, leaves=leaves, **desk_of(found, now()))


@signed_in
@accepts("GET", "POST")
def conversation_new(request: SignedInRequest) -> HttpResponse:
    """An empty form for a new conversation."""
    allow(rules.may_make_conversation, request.person)
    offered = offered_to(request.person, None)
    start = initial_of_new(offered, request.GET.get("organisation", ""))
    form = ConversationForm(request.POST or None, offered=offered, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_conversation(by=request.person, details=form.details(), at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Saved as a draft. Next: when it is open."))
            return redirect("conversation_phases", made.slug)
    return page(request, "voices/conversation_new.html", form=form, status=422 if form.errors else 200)


@signed_in
@accepts("GET", "POST")
def conversation_form(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change what is said of a conversation."""
    found = run_by_for(request.person, slug)
    offered = offered_to(request.person, found)
    if request.method == "GET":
        start = {**initial_of(found), "seen": changes_seen(found)}
        return _form(request, found, ConversationForm(offered=offered, conversation=found, initial=start))
    form = ConversationForm(request.POST, offered=offered, conversation=found)
    if not form.is_valid():
        return _form(request, found, form, status=422)
    said = {"details": form.details(), "seen": form.cleaned_data["seen"]}
    try:
        actions.change_conversation(by=request.person, conversation=found, at=now(), **said)
    except actions.ChangedMeanwhile as refusal:
        words = {"conflicts": conflicts_in_words(refusal.conflicts), "seen": refusal.seen}
        return _form(request, found, form, status=409, **words)
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _form(request, found, form, status=422)
    messages.success(request, _("Saved."))
    return redirect("conversation_desk", slug)


def _form(
    request: SignedInRequest, found: Conversation, form: ConversationForm, status: int = 200, **words: Any
) -> HttpResponse:
    leaves = leaves_of(found, "conversation_form")
    told = {"conversation": found, "form": form, "leaves": leaves, **words}
    return page(request, "voices/conversation_form.html", status=status, **told)
