"""An event whose people were erased is over for good: nobody is written down for it again, for nobody would be erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from savienojums.core.refusal import Refused

if TYPE_CHECKING:
    from savienojums.events.models import Event


class ErasedForGood(Refused):
    """Its people were promised to be erased, and were."""

    sentence = _(
        "The people of this event were erased when its time was over, so it can neither be moved nor take anybody again. "
        "Copy the event and go on with the copy."
    )


def insist_not_erased(event: Event) -> None:
    """Refuse if the people of this event were erased."""
    if event.erased_at:
        raise ErasedForGood
