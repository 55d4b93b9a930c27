"""Statements as readers and organisers see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation, Participant


def part(
    person: Person | None, conversation: Conversation, participant: Participant | None, at: datetime
) -> dict[str, Any]:
    """What the page of a conversation shows of it."""
    del person, conversation, participant, at
    return {}
