"""Who may confirm a mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.kinds import AsideFor, Confirming

if TYPE_CHECKING:
    from savienojums.voices.models import Participant
    from savienojums.voices.rules.hosting import By


def may_confirm(by: By, participant: Participant) -> bool:
    """Whoever takes part where it is offered or asked, and whoever came with many others from one connection."""
    del by
    is_flood = participant.aside_for == AsideFor.FLOOD and participant.is_aside_by_itself
    return participant.conversation.confirming != Confirming.NONE or is_flood
