"""The news of the calendar: which events are new, changed or cancelled, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.events.queries import calendars
from savienojums.events.queries.listing import Wanted, coming_events
from savienojums.events.queries.occasions import changes_in_words

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.events.models import Event

MOST = 50


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is worth telling about an event."""

    event: Event
    key: str
    title: str
    sentence: str
    at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """A feed: its name and what stands in it."""

    name: str
    items: list[Item]


def news_for(wanted: Wanted, at: datetime) -> News:
    """What is new of the coming events the filter leaves; only what everyone may read."""
    items = [_item(event) for event in coming_events(None, wanted, at)]
    return News(_("Events"), sorted(items, key=lambda item: item.at, reverse=True)[:MOST])


def _item(event: Event) -> Item:
    """The latest that happened to it: cancelled, changed, or announced."""
    key = f"{event.public_id}-{event.change_count}"
    if event.cancelled_at:
        title = _("Cancelled: %(name)s") % {"name": event.title}
        return Item(event, key, title, event.cancelled_why, event.cancelled_at)
    if event.changed_at:
        said = ". ".join(changes_in_words(event, calendars.shelf().changes.get(event.pk, {})))
        return Item(event, key, _("Changed: %(name)s") % {"name": event.title}, said, event.changed_at)
    return Item(event, key, str(event.title), "", event.published_at or event.created_at)
