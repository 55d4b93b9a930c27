"""Photos of an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from savienojums.core.refusal import NotFound
from savienojums.events.models import Event, EventPhoto

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo with the address of its small picture."""

    photo: EventPhoto
    src: str
    large: str


def photo_for(person: Person | None, public_id: str) -> EventPhoto:
    """The photo, if this person may see its event."""
    found = EventPhoto.objects.filter(event__in=Event.objects.visible_to(person), public_id=public_id)
    photo = found.select_related("event").first()
    if photo is None:
        raise NotFound
    return photo


def photos_of(event: Event) -> list[ShownPhoto]:
    """All photos of an event, in their order."""
    return [
        ShownPhoto(
            each,
            reverse("event_photo_file", args=[each.public_id, "small"]),
            reverse("event_photo_file", args=[each.public_id, "large"]),
        )
        for each in event.photos.all()
    ]


def part(person: Person | None, event: Event, at: datetime) -> dict[str, Any]:
    """On the page of an event: its photos."""
    del person, at
    return {"photos": photos_of(event)}
