"""Writing the programme of an event, or the route of a trip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.clock import local_day
from savienojums.core.records import in_languages
from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import line
from savienojums.events.models import ProgrammeItem
from savienojums.events.rules import programme as rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event

    Details = Mapping[str, Any]

LINES = ("starts_at", "ends_at", "title", "text", "speakers", "room", "is_stop", "place", "venue", "lat", "lon")
MOST_ITEMS = 200


class EndsBeforeItBegins(Refused):
    """The end is before the beginning."""

    sentence = _("The end has to be after the beginning.")


class OutsideTheEvent(Refused):
    """It lies on a day on which the event is not."""

    sentence = _("This is on a day on which the event does not take place.")


class ProgrammeIsFull(Refused):
    """Nobody reads a programme that long."""

    sentence = _("A programme has 200 points at most.")


@transaction.atomic
def add_items(*, by: Person, event: Event, items: Sequence[Details], at: datetime) -> list[ProgrammeItem]:
    """Add points to the programme; those without hours stand in the order in which they came."""
    allow(rules.may_add_items, by, event)
    standing = event.programme.count()
    if standing + len(items) > MOST_ITEMS:
        raise ProgrammeIsFull
    made = []
    for position, details in enumerate(items, standing):
        item = ProgrammeItem(event=event, position=position)
        _take(item, details)
        item.save()
        made.append(item)
    if made:
        line("events.items_added", event, by=by, at=at, count=len(made))
    return made


@transaction.atomic
def change_item(*, by: Person, item: ProgrammeItem, details: Details, at: datetime) -> ProgrammeItem:
    """Change a point of the programme."""
    allow(rules.may_change_item, by, item)
    before = {name: getattr(item, name) for name in LINES}
    _take(item, details)
    if any(before[name] != getattr(item, name) for name in LINES):
        item.save()
        line("events.item_changed", item.event, by=by, at=at, item=item.public_id)
    return item


@transaction.atomic
def remove_item(*, by: Person, item: ProgrammeItem, at: datetime) -> None:
    """Take a point out of the programme; its materials stay with the event."""
    allow(rules.may_remove_item, by, item)
    line("events.item_removed", item.event, by=by, at=at, title=str(item.title))
    item.delete()


def _take(item: ProgrammeItem, details: Details) -> None:
    for name in LINES:
        if name in details:
            setattr(item, name, details[name])
    item.title = in_languages(item.title)
    if item.starts_at and item.ends_at and item.ends_at < item.starts_at:
        raise EndsBeforeItBegins
    event = item.event
    if item.starts_at and not event.first_day <= local_day(item.starts_at) <= event.last_day:
        raise OutsideTheEvent
