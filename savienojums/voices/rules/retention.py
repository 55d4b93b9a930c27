"""Who may forget by which connection and mailbox somebody took part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.system import only_the_system

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation, Survey
    from savienojums.voices.rules.hosting import By


def may_forget_connections(by: By, _asked: Conversation | Survey) -> bool:
    """Time alone."""
    return only_the_system(by)
