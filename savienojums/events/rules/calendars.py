"""Who has a calendar of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.events.rules.hosting import is_somebody

if TYPE_CHECKING:
    from savienojums.events.rules.hosting import By


def may_make_calendar_key(by: By) -> bool:
    """Everyone who is signed in, for themselves."""
    return is_somebody(by)


def may_renew_calendar_key(by: By) -> bool:
    """Everyone who is signed in, for themselves."""
    return is_somebody(by)
