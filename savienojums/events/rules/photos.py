"""Who may show photos of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from savienojums.events.models import Event, EventPhoto
    from savienojums.events.rules.hosting import By


def may_add_event_photo(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_change_event_photo(by: By, photo: EventPhoto) -> bool:
    """The organisers of the event."""
    return organises(by, photo.event)


def may_delete_event_photo(by: By, photo: EventPhoto) -> bool:
    """The organisers of the event."""
    return organises(by, photo.event)
