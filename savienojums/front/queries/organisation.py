"""What the room of meetings adds to the page of an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.events.queries.gatherings import held_of
from savienojums.events.queries.listing import Wanted, next_occasions
from savienojums.events.queries.tasks import open_tasks_of

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event, Task
    from savienojums.events.queries.occasions import Occasion
    from savienojums.network.models import Organisation

MOST_COMING = 6


@dataclass(frozen=True, slots=True)
class Meetings:
    """Events that come and that were held, and what was taken on at meetings."""

    coming: list[Occasion]
    held: list[Event]
    tasks: list[Task]


def meetings_of(person: Person | None, organisation: Organisation, at: datetime) -> Meetings:
    """The events of an organisation as far as this person may see them, and its open tasks."""
    wanted = Wanted(chosen={"organiser": frozenset({organisation.slug})})
    return Meetings(
        next_occasions(person, wanted, at, MOST_COMING),
        held_of(person, organisation, at),
        open_tasks_of(organisation, person),
    )
