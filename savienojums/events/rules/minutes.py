"""Who may keep the minutes of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.system import only_the_system
from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from savienojums.events.models import Event
    from savienojums.events.rules.hosting import By


def may_write_minutes(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_close_minutes(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_reopen_minutes(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_publish_minutes(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_withdraw_minutes(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_hand_points_on(by: By, _event: Event) -> bool:
    """Time alone."""
    return only_the_system(by)
