"""Photos of an event; shown only if those who are on them have agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core import files
from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import line
from savienojums.events.models import EventPhoto
from savienojums.events.rules import photos as rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.files import Picture
    from savienojums.events.models import Event

MOST_PHOTOS = 40
LINES = ("alt", "caption", "author")


class EnoughEventPhotos(Refused):
    """An event shows so many and no more."""

    sentence = gettext_lazy("There are forty photos already. Delete one before you add another.")


class NobodyAsked(Refused):
    """Those on the photo have not said yes."""

    sentence = gettext_lazy("Confirm that the people on the photo have agreed, or that nobody can be recognised.")


@transaction.atomic
def add_event_photo(
    *, by: Person, event: Event, picture: Picture, words: Mapping[str, str], agreed: bool, at: datetime
) -> EventPhoto:
    """Show a photo on which everyone has agreed to be; smaller, without the place and device it was taken with."""
    allow(rules.may_add_event_photo, by, event)
    if not agreed:
        raise NobodyAsked
    shown = event.photos.count()
    if shown >= MOST_PHOTOS:
        raise EnoughEventPhotos
    photo = EventPhoto.objects.create(
        event=event,
        file=files.keep(picture),
        width=picture.width,
        height=picture.height,
        position=shown,
        added_by=by,
        **{name: words.get(name, "") for name in LINES},
    )
    line("events.photo_added", event, by=by, at=at, photo=photo.public_id)
    return photo


@transaction.atomic
def change_event_photo(*, by: Person, photo: EventPhoto, words: Mapping[str, str], at: datetime) -> None:
    """Change what is said of a photo."""
    allow(rules.may_change_event_photo, by, photo)
    changed = [name for name in LINES if name in words and getattr(photo, name) != words[name]]
    for name in changed:
        setattr(photo, name, words[name])
    if changed:
        photo.save(update_fields=changed)
        line("events.photo_changed", photo.event, by=by, at=at, photo=photo.public_id)


@transaction.atomic
def delete_event_photo(*, by: Person, photo: EventPhoto, at: datetime) -> None:
    """Delete a photo for good."""
    allow(rules.may_delete_event_photo, by, photo)
    line("events.photo_deleted", photo.event, by=by, at=at, photo=photo.public_id)
    transaction.on_commit(lambda: files.drop(photo.file))
    photo.delete()
