"""Who may write to those who registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from savienojums.events.models import Event
    from savienojums.events.rules.hosting import By


def may_write_message(by: By, event: Event) -> bool:
    """Who runs the event."""
    return organises(by, event)
