"""What the typesetter is told of the tables of a workshop: a card for each group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from savienojums.core.templatetags.core import short_address
from savienojums.events.documents.composition import heading_of as of_event
from savienojums.events.documents.composition import square

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.events.models import Event, WorkGroup


def table_cards(event: Event, groups: Sequence[WorkGroup]) -> dict[str, Any]:
    """The cards: two on a sheet, to be cut apart and stood on the tables; nobody's name is on them."""
    address = settings.SITE_URL + event.get_absolute_url()
    return {
        **of_event(event),
        "kind": _("Cards for the tables"),
        "cards": [{"name": group.name, "task": group.task} for group in groups],
        "address": address,
        "address-short": short_address(address),
        "code": square(address),
        "labels": {"page": _("The page of the event")},
    }
