"""One event as somebody may see it, and what its page is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.refusal import NotFound
from savienojums.events.models import Event
from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from savienojums.accounts.models import Person


def event_for(person: Person | None, slug: str) -> Event:
    """The event, if this person may see it; otherwise it does not exist."""
    found = Event.objects.visible_to(person).with_hosts().filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def hosted_for(person: Person | None, slug: str) -> Event:
    """The event, if this person runs it; otherwise it does not exist."""
    found = event_for(person, slug)
    if not organises(person, found):
        raise NotFound
    return found
