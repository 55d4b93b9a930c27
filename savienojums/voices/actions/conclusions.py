"""What the organisers make of a conversation: what they heard, what they will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.voices.actions.lines import line
from savienojums.voices.rules.maps import may_write_conclusions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.voices.models import Conversation
    from savienojums.voices.rules.hosting import By


@transaction.atomic
def write_conclusions(
    *, by: By, conversation: Conversation, conclusions: Mapping[str, str], at: datetime
) -> Conversation:
    """Write or change them; empty takes them back. Nothing is noted where nothing changed."""
    allow(may_write_conclusions, by, conversation)
    before = dict(conversation.conclusions)
    conversation.conclusions = conclusions
    conversation.save(update_fields=["conclusions"])
    if dict(conversation.conclusions) != before:
        line("voices.conclusions_written", conversation, by=by, at=at, seen=bool(conversation.conclusions))
    return conversation
