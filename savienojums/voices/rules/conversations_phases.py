"""Who may say when a conversation is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.rules.hosting import runs

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation, Phase
    from savienojums.voices.rules.hosting import By


def may_add_phase(by: By, conversation: Conversation) -> bool:
    """Those who run it."""
    return runs(by, conversation)


def may_change_phase(by: By, phase: Phase) -> bool:
    """Those who run the conversation."""
    return runs(by, phase.conversation)


def may_remove_phase(by: By, phase: Phase) -> bool:
    """Those who run the conversation."""
    return runs(by, phase.conversation)
