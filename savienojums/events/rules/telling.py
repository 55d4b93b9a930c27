"""Who may write to those who registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.system import only_the_system

if TYPE_CHECKING:
    from savienojums.events.models import Registration
    from savienojums.events.rules.hosting import By


def may_tell_party(by: By, _registration: Registration) -> bool:
    """Time alone."""
    return only_the_system(by)
