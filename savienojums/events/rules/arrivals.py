"""Who may say that somebody came, and who may print and count it."""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING

from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from savienojums.events.models import Event
    from savienojums.events.rules.hosting import By


def may_take_arrival(by: By, event: Event) -> bool:
    """Who runs the event."""
    return organises(by, event)


def may_take_arrivals(by: By, event: Event) -> bool:
    """Who runs the event."""
    return organises(by, event)


def may_add_at_door(by: By, event: Event) -> bool:
    """Who runs the event."""
    return organises(by, event)


def may_take_sheet(by: By, event: Event) -> bool:
    """Who runs the event."""
    return organises(by, event)


def may_take_back(by: By, event: Event) -> bool:
    """Who runs the event."""
    return organises(by, event)


def may_renew_door(by: By, event: Event) -> bool:
    """Who runs the event."""
    return organises(by, event)


def may_arrive(by: By, event: Event, token: str = "") -> bool:
    """Anyone who stands at the door: the word behind its code is the key."""
    del by
    return bool(event.door_code) and compare_digest(event.door_code.encode(), token.encode())


def may_arrive_unlisted(by: By, event: Event, token: str = "") -> bool:
    """Anyone who stands at the door: the word behind its code is the key."""
    return may_arrive(by, event, token)


def may_print_people(by: By, event: Event) -> bool:
    """Who runs the event."""
    return organises(by, event)


def may_set_totals(by: By, event: Event) -> bool:
    """Who runs the event."""
    return organises(by, event)
