"""What the page of an event says of the event itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from savienojums.core.rich import rich
from savienojums.events.queries.spoken import standing_of, when_of, where_of
from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event


@dataclass(frozen=True, slots=True)
class Shown:
    """The head of an event's page."""

    when: str
    where: str
    mark: str
    standing: str
    is_over: bool
    text: SafeString


def shown_of(event: Event, at: datetime) -> Shown:
    """The event's own words for its page and for the desk."""
    mark, standing = standing_of(event, at)
    return Shown(when_of(event), where_of(event), mark, standing, event.ends_at <= at, rich(event.text))


def part(person: Person | None, event: Event, at: datetime) -> dict[str, Any]:
    """The head of the page, who organises it, and whether this person does."""
    return {"event": event, "shown": shown_of(event, at), "at": at, "runs_it": organises(person, event)}
