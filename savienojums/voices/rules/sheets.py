"""Who prints sheets of a conversation and types them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.rules.hosting import runs

if TYPE_CHECKING:
    from savienojums.voices.models import AnswerSheet, Conversation, SheetBatch, SheetTyping
    from savienojums.voices.rules.hosting import By


def may_make_sheets(by: By, conversation: Conversation) -> bool:
    """Who runs the conversation."""
    return runs(by, conversation)


def may_drop_sheets(by: By, batch: SheetBatch) -> bool:
    """Who runs its conversation."""
    return runs(by, batch.conversation)


def may_add_sheet(by: By, batch: SheetBatch) -> bool:
    """Who runs its conversation."""
    return runs(by, batch.conversation)


def may_type_sheet(by: By, sheet: AnswerSheet) -> bool:
    """Who runs its conversation."""
    return runs(by, sheet.batch.conversation)


def may_type_told(by: By, conversation: Conversation) -> bool:
    """Who runs the conversation."""
    return runs(by, conversation)


def may_choose_typing(by: By, typing: SheetTyping) -> bool:
    """Who runs its conversation."""
    return runs(by, typing.sheet.batch.conversation)


may_refuse_typing = may_choose_typing
may_take_back_typing = may_choose_typing
may_move_typing = may_choose_typing
