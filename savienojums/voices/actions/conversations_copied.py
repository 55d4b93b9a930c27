"""Copying a conversation with its statements, without anybody's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.voices.actions.conversations import free_slug
from savienojums.voices.actions.lines import line
from savienojums.voices.kinds import State
from savienojums.voices.models import Conversation, Statement
from savienojums.voices.queries import conversations_said as said
from savienojums.voices.rules import conversations as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person


@transaction.atomic
def copy_conversation(*, by: Person, conversation: Conversation, statements: bool = True, at: datetime) -> Conversation:
    """Make a draft that asks the same; the statements that are shown come along as those of the organisers."""
    allow(rules.may_copy_conversation, by, conversation)
    copy = Conversation(slug=free_slug(conversation.title, at), made_by=by)
    for name in said.LINES:
        setattr(copy, name, getattr(conversation, name))
    copy.save()
    for relation in said.RELATED:
        getattr(copy, relation).set(getattr(conversation, relation).all())
    if statements:
        shown = conversation.statements.shown()
        Statement.objects.bulk_create(
            Statement(conversation=copy, number=number, text=each.text, language=each.language, is_seed=True,
                      written_at=at, state=State.SHOWN)
            for number, each in enumerate(shown, 1)
        )  # fmt: skip
    line("voices.conversation_copied", copy, by=by, at=at, of=conversation.public_id)
    return copy
