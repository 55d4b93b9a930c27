"""Who may make conversations and change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.rules.hosting import acts_for_somebody, runs

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation
    from savienojums.voices.rules.hosting import By


def may_make_conversation(by: By) -> bool:
    """Who acts for an organisation of the registry, and region coordinators."""
    return acts_for_somebody(by)


def may_change_conversation(by: By, conversation: Conversation) -> bool:
    """Those who run it."""
    return runs(by, conversation)


def may_publish_conversation(by: By, conversation: Conversation) -> bool:
    """Those who run it."""
    return runs(by, conversation)


def may_close_conversation(by: By, conversation: Conversation) -> bool:
    """Those who run it."""
    return runs(by, conversation)


def may_reopen_conversation(by: By, conversation: Conversation) -> bool:
    """Those who run it."""
    return runs(by, conversation)


def may_copy_conversation(by: By, conversation: Conversation) -> bool:
    """Those who run it."""
    return runs(by, conversation)


def may_delete_conversation_draft(by: By, conversation: Conversation) -> bool:
    """Those who run it."""
    return runs(by, conversation)
