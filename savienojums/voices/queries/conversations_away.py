"""A conversation on other people's sites: its question and one statement, and the line that puts them there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language

from savienojums.core.refusal import NotFound
from savienojums.voices.queries.answering import asked
from savienojums.voices.queries.conversations import conversation_for
from savienojums.voices.queries.conversations_spoken import mark_of, sentence_of, who_asks
from savienojums.voices.queries.facts import address_of
from savienojums.voices.queries.live import live_of

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.voices.models import Conversation, Participant, Statement

# In pixels; the frame scrolls where this is not enough.
HEIGHT = 420


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a frame on another site shows of a conversation."""

    conversation: Conversation
    statement: Statement | None
    address: str
    who: str
    sentence: str
    mark: str
    standing: str
    people: int
    takes_answers: bool


def published_for_all(slug: str) -> Conversation:
    """The conversation as a stranger may see it, whoever asks: frames carry no account."""
    found = conversation_for(None, slug)
    if found.is_draft:
        raise NotFound
    return found


def embedded_of(conversation: Conversation, at: datetime) -> Embedded:
    """The question and one statement, another one every hour."""
    phase = conversation.phase_at(at)
    takes_answers = phase is not None and phase.takes_answers
    mark, standing = mark_of(conversation, at)
    return Embedded(
        conversation=conversation,
        statement=_statement_of_the_hour(conversation, at) if takes_answers else None,
        address=address_of(conversation),
        who=who_asks(conversation),
        sentence=sentence_of(conversation, at),
        mark=mark,
        standing=standing,
        people=conversation.participants.counted().count(),
        takes_answers=takes_answers,
    )


def put_first(told: dict[str, Any], conversation: Conversation, public_id: str) -> dict[str, Any]:
    """What the page shows, with that statement asked before all others: somebody chose it on another site."""
    answering = told["answering"]
    statement = live_of(conversation).statement(public_id) if public_id and answering.takes_answers else None
    if statement is None or _has_answered(answering.participant, statement.pk):
        return told
    # Chosen and not drawn: it has no chance.
    return {**told, "answering": replace(answering, statement=asked(statement), drawn="")}


def frame_address(conversation: Conversation, language: str) -> str:
    """The frame's address on our site."""
    return f"{reverse('conversation_embed', args=[conversation.slug])}?lang={language}"


def line_of(conversation: Conversation, language: str) -> str:
    """One line of HTML that puts the conversation onto another site."""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" style="border:0"></iframe>',
        settings.SITE_URL + frame_address(conversation, language),
        f"{conversation.question.in_language(language)} · {settings.REGION_NAME}",
        HEIGHT,
    )


def own_language() -> str:
    """The language of the page."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def _statement_of_the_hour(conversation: Conversation, at: datetime) -> Statement | None:
    shown = conversation.statements.shown().order_by("number")
    count = shown.count()
    return shown[int(at.timestamp() // 3600) % count] if count else None


def _has_answered(participant: Participant | None, statement: int) -> bool:
    return participant is not None and participant.votes.filter(statement=statement).exists()
