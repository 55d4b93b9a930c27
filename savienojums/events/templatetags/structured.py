"""Words for templates that show an event to machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from savienojums.events.queries.calendars import shelf
from savienojums.events.structured import json_ld_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

    from savienojums.events.models import Event

register = template.Library()


@register.simple_tag
def event_json_ld(event: Event, at: datetime) -> SafeString:
    """The event in the words of schema.org; only what everyone may see is told to machines."""
    known = shelf()
    seats = known.seats_of(event)
    return json_ld_of(event, known.changes.get(event.pk, {}), seats, takes_names=event.takes_names(at))
