"""Who counts hands in halls, and who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.rules.hosting import runs

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation, Hall
    from savienojums.voices.rules.hosting import By


def may_add_hall(by: By, conversation: Conversation) -> bool:
    """Who runs the conversation."""
    return runs(by, conversation)


def may_change_hall(by: By, hall: Hall) -> bool:
    """Who runs its conversation."""
    return runs(by, hall.conversation)


may_remove_hall = may_change_hall
may_count_hands = may_change_hall
may_forget_hands = may_change_hall
