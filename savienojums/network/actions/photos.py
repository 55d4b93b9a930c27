"""Pictures of an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from savienojums.core import files
from savienojums.core.marks import raise_mark
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.network import rules
from savienojums.network.models import Organisation, Photo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.files import Picture

MOST_PHOTOS = 12


class EnoughPhotos(Refused):
    """An organisation shows so many photos and no more."""


@transaction.atomic
def add_photo(
    *, by: Person, organisation: Organisation, picture: Picture, words: Mapping[str, str], at: datetime
) -> Photo:
    """Show a photo: made smaller, without the place and device it was taken with."""
    allow(rules.may_add_photo, by, organisation)
    shown = organisation.photos.count()
    if shown >= MOST_PHOTOS:
        raise EnoughPhotos(_("There are twelve photos already. Delete one before you add another."))
    photo = Photo.objects.create(
        organisation=organisation,
        file=files.keep(picture),
        width=picture.width,
        height=picture.height,
        position=shown,
        added_by=by,
        **_said(words),
    )
    _tell("network.photo_added", photo, by=by, at=at)
    return photo


@transaction.atomic
def change_photo(*, by: Person, photo: Photo, words: Mapping[str, str], at: datetime) -> None:
    """Change what is said of a photo."""
    allow(rules.may_change_photo, by, photo)
    before = {name: getattr(photo, name) for name in _said(words)}
    for name, value in _said(words).items():
        setattr(photo, name, value)
    photo.save(update_fields=list(before))
    changes = {name: [old, getattr(photo, name)] for name, old in before.items() if old != getattr(photo, name)}
    _tell("network.photo_changed", photo, by=by, at=at, changes=changes)


@transaction.atomic
def move_photo(*, by: Person, photo: Photo, earlier: bool, at: datetime) -> None:
    """Show a photo one place earlier or later."""
    allow(rules.may_move_photo, by, photo)
    photos = list(photo.organisation.photos.select_for_update())
    place = next(index for index, each in enumerate(photos) if each.pk == photo.pk)
    target = max(0, place - 1) if earlier else min(len(photos) - 1, place + 1)
    photos.insert(target, photos.pop(place))
    for position, each in enumerate(photos):
        each.position = position
    Photo.objects.bulk_update(photos, ["position"])
    _tell("network.photo_moved", photo, by=by, at=at)


@transaction.atomic
def delete_photo(*, by: Person, photo: Photo, at: datetime) -> None:
    """Delete a photo for good."""
    allow(rules.may_delete_photo, by, photo)
    _tell("network.photo_deleted", photo, by=by, at=at)
    transaction.on_commit(lambda: files.drop(photo.file))
    photo.delete()


def _said(words: Mapping[str, str]) -> dict[str, str]:
    return {name: words.get(name, "") for name in ("alt", "caption", "author")}


def _tell(verb: str, photo: Photo, *, by: Person, at: datetime, **particulars: Any) -> None:
    raise_mark("registry")
    organisation = photo.organisation
    on_behalf = rules.speaks_for(by, organisation)
    record(
        verb,
        by=by,
        subject=organisation,
        at=at,
        on_behalf=on_behalf,
        audience=organisation.audience,
        photo=photo.public_id,
        alt=photo.alt,
        **particulars,
    )
