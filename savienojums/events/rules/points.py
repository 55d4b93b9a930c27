"""Who may write points of the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from savienojums.events.models import AgendaPoint, Event
    from savienojums.events.rules.hosting import By


def may_add_point(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_change_point(by: By, point: AgendaPoint) -> bool:
    """The organisers of its meeting."""
    return organises(by, point.event)


def may_move_point(by: By, point: AgendaPoint) -> bool:
    """The organisers of its meeting."""
    return organises(by, point.event)


def may_delete_point(by: By, point: AgendaPoint) -> bool:
    """The organisers of its meeting."""
    return organises(by, point.event)
