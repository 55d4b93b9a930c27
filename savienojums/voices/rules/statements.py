"""Who may add a statement, and who decides what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.rules.hosting import runs

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation, Participant, Statement
    from savienojums.voices.rules.hosting import By


def may_add_seed_statements(by: By, conversation: Conversation) -> bool:
    """Who runs the conversation."""
    return runs(by, conversation)


def may_add_statement(by: By, conversation: Conversation, participant: Participant | None) -> bool:
    """Who takes part in it, with an account or without; who runs it, for somebody who told or wrote it on paper."""
    if participant is not None:
        return participant.conversation_id == conversation.pk and not conversation.is_draft
    return runs(by, conversation)


def may_take_back_statement(by: By, statement: Statement, participant: Participant | None) -> bool:
    """Whoever wrote it, known again by the key of their browser or account."""
    del by
    return participant is not None and statement.author_id == participant.pk


def may_show_statement(by: By, statement: Statement) -> bool:
    """Who runs its conversation."""
    return runs(by, statement.conversation)


may_hide_statement = may_show_statement
may_translate_statement = may_show_statement
may_correct_statement = may_show_statement


def may_join_statements(by: By, statement: Statement, into: Statement) -> bool:
    """Who runs the conversation both belong to."""
    return statement.conversation_id == into.conversation_id and runs(by, statement.conversation)


def may_reopen_statement(by: By, statement: Statement) -> bool:
    """Who runs its conversation."""
    return runs(by, statement.conversation)


may_decide_many = may_add_seed_statements
