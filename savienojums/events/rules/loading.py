"""Who may take events in from tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.system import only_the_system

if TYPE_CHECKING:
    from savienojums.events.rules.hosting import By


def may_load_projects(by: By) -> bool:
    """Whoever runs the program, at its command line."""
    return only_the_system(by)


def may_load_events(by: By) -> bool:
    """Whoever runs the program, at its command line."""
    return only_the_system(by)
