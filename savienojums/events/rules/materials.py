"""Who may hand out materials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from savienojums.events.models import Event, Material
    from savienojums.events.rules.hosting import By


def may_add_material(by: By, event: Event) -> bool:
    """The event's organisers."""
    return organises(by, event)


def may_change_material(by: By, material: Material) -> bool:
    """The event's organisers."""
    return organises(by, material.event)


def may_remove_material(by: By, material: Material) -> bool:
    """The event's organisers."""
    return organises(by, material.event)
