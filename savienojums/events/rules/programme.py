"""Who may write the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from savienojums.events.models import Event, ProgrammeItem
    from savienojums.events.rules.hosting import By


def may_add_items(by: By, event: Event) -> bool:
    """The event's organisers."""
    return organises(by, event)


def may_change_item(by: By, item: ProgrammeItem) -> bool:
    """The event's organisers."""
    return organises(by, item.event)


def may_remove_item(by: By, item: ProgrammeItem) -> bool:
    """The event's organisers."""
    return organises(by, item.event)
