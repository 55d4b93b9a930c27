"""Who may take part, and answer what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation, Participant, Statement
    from savienojums.voices.rules.hosting import By


def may_join(by: By, conversation: Conversation) -> bool:
    """Anybody, with an account or without, once it is published."""
    del by
    return not conversation.is_draft


def may_answer_first(by: By, conversation: Conversation, statement: Statement) -> bool:
    """Anybody; the statement is one of this conversation."""
    return statement.conversation_id == conversation.pk and may_join(by, conversation)


def may_give_vote(by: By, participant: Participant, statement: Statement) -> bool:
    """Whoever takes part; the statement is one of their conversation."""
    del by
    return participant.conversation_id == statement.conversation_id
