"""Who may erase the people of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.system import only_the_system

if TYPE_CHECKING:
    from savienojums.events.models import Event
    from savienojums.events.rules.hosting import By


def may_erase_people(by: By, _event: Event) -> bool:
    """Time alone."""
    return only_the_system(by)
