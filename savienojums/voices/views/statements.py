"""Doors to statements as everyone reads them: one statement, the rules and the log, one's own taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.web import Request, accepts, page
from savienojums.voices.actions import statements as acts
from savienojums.voices.queries import moderation_log, statements
from savienojums.voices.queries.conversations import conversation_for
from savienojums.voices.queries.participants import participant_of
from savienojums.voices.queries.statements_said import shares_of
from savienojums.voices.rules.hosting import runs

if TYPE_CHECKING:
    from django.http import HttpResponse

COOKIE = "voice"


@accepts("GET")
def conversation_statement(request: Request, slug: str, number: int) -> HttpResponse:
    """One statement that everyone may read."""
    found = conversation_for(request.person, slug)
    statement = statements.shown_statement(found, number)
    if statement.number != number:
        return redirect("conversation_statement", slug, statement.number)
    participant = participant_of(request.person, request.COOKIES.get(COOKIE, ""), found)
    words: dict[str, Any] = {"conversation": found, "told": statements.one_statement(found, statement)}
    words["shares"] = shares_of(request.person, statement, participant, now())
    return page(request, "voices/statement.html", **words, may_edit=runs(request.person, found))


@accepts("GET")
def conversation_moderation(request: Request, slug: str) -> HttpResponse:
    """By which rules statements are shown or not, and what was decided."""
    found = conversation_for(request.person, slug)
    log = moderation_log.log_for(found, request.GET.get("page", ""))
    return page(request, "voices/moderation.html", conversation=found, log=log)


@accepts("DELETE")
def conversation_own_statement(request: Request, slug: str, number: int) -> HttpResponse:
    """Whoever wrote it takes it back."""
    found = conversation_for(request.person, slug)
    participant = participant_of(request.person, request.COOKIES.get(COOKIE, ""), found)
    statement = statements.own_statement(participant, number)
    if participant is not None:
        acts.take_back_statement(by=request.person, statement=statement, participant=participant, at=now())
        messages.success(request, _("Your statement is not shown any more."))
    return redirect("conversation", slug)
