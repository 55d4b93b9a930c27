"""Beginning to take part with a statement of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.voices.actions.answering import join
from savienojums.voices.actions.statements import add_statement
from savienojums.voices.rules import answers as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.actions.answering import Newcomer
    from savienojums.voices.actions.statements import Written
    from savienojums.voices.models import Statement


@transaction.atomic
def add_first_statement(
    *, by: Person | None, newcomer: Newcomer, at: datetime, **written: Unpack[Written]
) -> Statement:
    """Take part with a statement: both are kept, or neither."""
    allow(rules.may_add_first_statement, by, newcomer.conversation)
    participant = join(by=by, newcomer=newcomer, at=at)
    return add_statement(by=by, conversation=newcomer.conversation, participant=participant, at=at, **written)
