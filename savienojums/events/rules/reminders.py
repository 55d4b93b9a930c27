"""Who may choose when those with a seat are reminded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from savienojums.events.models import Event
    from savienojums.events.rules.hosting import By


def may_set_reminders(by: By, event: Event) -> bool:
    """Who runs the event."""
    return organises(by, event)
