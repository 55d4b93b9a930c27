"""Doors to conversations: the hub of the room, one conversation's page, its desk, its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import now
from savienojums.core.refusal import allow
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.voices.queries.conversations import conversation_for, run_by_for
from savienojums.voices.queries.desk import leaves_of
from savienojums.voices.queries.page import page_of
from savienojums.voices.rules import conversations as rules

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def voices(request: Request) -> HttpResponse:
    """What can be answered now, what is coming, what was found out."""
    return page(request, "voices/voices.html")


@accepts("GET")
def conversation(request: Request, slug: str) -> HttpResponse:
    """One conversation: its question, its statements, what came of it."""
    found = conversation_for(request.person, slug)
    return page(request, "voices/conversation.html", **page_of(request.person, found, None, now()))


@signed_in
@accepts("GET")
def conversation_desk(request: SignedInRequest, slug: str) -> HttpResponse:
    """The first page of the organisers' desk."""
    found = run_by_for(request.person, slug)
    return page(request, "voices/desk.html", conversation=found, leaves=leaves_of(found, "conversation_desk"))


@signed_in
@accepts("GET", "POST")
def conversation_new(request: SignedInRequest) -> HttpResponse:
    """An empty form for a new conversation."""
    allow(rules.may_make_conversation, request.person)
    return page(request, "voices/voices.html")


@signed_in
@accepts("GET", "POST")
def conversation_form(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change what is said of a conversation."""
    found = run_by_for(request.person, slug)
    return page(request, "voices/desk.html", conversation=found, leaves=leaves_of(found, "conversation_form"))
