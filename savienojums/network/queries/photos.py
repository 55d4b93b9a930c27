"""Pictures one may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.refusal import NotFound
from savienojums.network.models import Organisation, Photo

if TYPE_CHECKING:
    from savienojums.accounts.models import Person


def photo_for(person: Person | None, public_id: str) -> Photo:
    """The photo, if this person may see its organisation; otherwise it does not exist."""
    seen = Organisation.objects.visible_to(person).values("pk")
    photo = Photo.objects.filter(public_id=public_id, organisation__in=seen).select_related("organisation").first()
    if photo is None:
        raise NotFound
    return photo
