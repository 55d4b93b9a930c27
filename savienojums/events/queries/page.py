"""What the page of an event is made of: each noun gives its part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from savienojums.events.queries import findings, gatherings, minutes, photos, programme, registrations, rides

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event

    Part = Callable[[Person | None, Event, datetime], dict[str, Any]]

# One function a noun, in the order of the page; each asks a number of questions that does not grow with the event.
PARTS: tuple[Part, ...] = (
    gatherings.part,
    registrations.part,
    programme.part,
    rides.part,
    minutes.part,
    photos.part,
    findings.part,
)


def page_of(person: Person | None, event: Event, at: datetime) -> dict[str, Any]:
    """Everything the page of this event shows to this person."""
    told: dict[str, Any] = {}
    for part in PARTS:
        told |= part(person, event, at)
    return told
