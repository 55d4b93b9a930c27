"""Who may say how an event was."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from savienojums.events.models import Registration
    from savienojums.events.rules.hosting import By


def may_give_feedback(_by: By, registration: Registration, token: str) -> bool:
    """Whoever holds the link of a registration."""
    return token == registration.token
