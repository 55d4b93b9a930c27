"""What the page shows on which minutes are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.core.clock import local_day
from savienojums.events.queries.minutes import Record, record_of
from savienojums.events.queries.offered import Offered, offered_to
from savienojums.events.queries.series import last_decisions, open_tasks_in

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import AgendaPoint, Event, Task


@dataclass(frozen=True, slots=True)
class Writing:
    """Minutes as they are written, with what the meetings before left open."""

    record: Record
    offered: Offered
    has_begun: bool
    today: date
    tasks_before: list[Task]
    decisions_before: list[AgendaPoint]

    @property
    def open_count(self) -> int:
        """How many points are not decided."""
        return sum(each.is_open for each in self.record.points)


def writing_of(person: Person, event: Event, at: datetime) -> Writing:
    """The page for somebody who runs the event."""
    own = {task.pk for task in event.tasks.all()}
    before = open_tasks_in(person, event.series) if event.series else []
    return Writing(
        record=record_of(event),
        offered=offered_to(person, None, local_day(at)),
        has_begun=event.starts_at <= at,
        today=local_day(at),
        tasks_before=[task for task in before if task.pk not in own],
        decisions_before=last_decisions(person, event.series, event.starts_at) if event.series else [],
    )
