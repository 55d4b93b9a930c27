"""A workshop as its leaders and its screen see it: groups, steps, the clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.core.refusal import NotFound
from savienojums.events.models import WorkClock, WorkGroup, WorkStep
from savienojums.events.work_clock import spoken
from savienojums.events.work_dealing import first_names

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.events.models import Attendance, Event


@dataclass(frozen=True, slots=True)
class ClockShown:
    """The clock as a page shows it at a moment."""

    step: WorkStep | None
    # Counted from 1; nothing if no step is on.
    number: int
    count: int
    left: int
    spoken: str
    length: int
    runs: bool
    began: bool
    earlier: WorkStep | None
    later: WorkStep | None

    @property
    def over(self) -> bool:
        """Whether the time of the step has run out."""
        return self.step is not None and self.began and self.left <= 0

    @property
    def over_by(self) -> str:
        """How long it has been over."""
        return spoken(max(0, -self.left))

    @property
    def minutes_over(self) -> int:
        """The same in whole minutes."""
        return max(0, -self.left) // 60


@dataclass(frozen=True, slots=True)
class ScreenGroup:
    """A table as it stands on the screen."""

    name: str
    task: str
    people: tuple[str, ...]


def clock_of(event: Event) -> WorkClock:
    """The event's clock; one that was never started is not kept."""
    found = WorkClock.objects.select_related("step").filter(event=event).first() or WorkClock(event=event)
    found.event = event
    return found


def steps_of(event: Event) -> list[WorkStep]:
    """The steps in their order."""
    steps = list(event.work_steps.all())
    for step in steps:
        step.event = event
    return steps


def shown_clock(clock: WorkClock, steps: list[WorkStep], at: datetime) -> ClockShown:
    """The clock at this moment."""
    place = next((place for place, step in enumerate(steps) if step.pk == clock.step_id), None)
    step = None if place is None else steps[place]
    time = clock.time()
    later = steps[:1] if place is None else steps[place + 1 : place + 2]
    return ClockShown(
        step=step,
        number=0 if place is None else place + 1,
        count=len(steps),
        left=time.left(at),
        spoken=spoken(max(0, time.left(at))),
        length=time.length,
        runs=step is not None and time.runs,
        began=time.started is not None,
        earlier=steps[place - 1] if place else None,
        later=later[0] if later else None,
    )


def groups_of(event: Event) -> list[WorkGroup]:
    """The tables with their people; two questions."""
    groups = list(event.work_groups.prefetch_related("people__organisation"))
    for group in groups:
        group.event = event
    return groups


def present_people(event: Event) -> list[Attendance]:
    """Who came, once anybody came; before that, who has a seat. Who takes part online sits at no table."""
    seated = list(event.attendances.seated().filter(online=False).select_related("organisation"))
    return [each for each in seated if each.came_at] or seated


def people_to_seat(event: Event, groups: list[WorkGroup]) -> list[Attendance]:
    """Those present who sit at no table yet; one question."""
    sitting = {person.pk for group in groups for person in group.people.all()}
    return [person for person in present_people(event) if person.pk not in sitting]


def group_for(event: Event, public_id: str) -> WorkGroup:
    """One table of the event."""
    found = WorkGroup.objects.filter(event=event, public_id=public_id).first()
    if found is None:
        raise NotFound
    found.event = event
    return found


def step_for(event: Event, public_id: str) -> WorkStep:
    """One step of the event."""
    found = WorkStep.objects.filter(event=event, public_id=public_id).first()
    if found is None:
        raise NotFound
    found.event = event
    return found


def screen_by(code: str) -> WorkClock:
    """The clock of the screen with this word in its address; a draft's too, for its organiser made the word."""
    rows = WorkClock.objects.select_related("event__place", "step").defer("event__place__outline")
    found = rows.filter(screen_code=code).first() if code else None
    if found is None or found.event.cancelled_at:
        raise NotFound
    return found


def screen_groups(clock: WorkClock) -> list[ScreenGroup]:
    """The tables as the room may see them: first names only if the organisers allow it."""
    rows = clock.event.work_groups.all()
    if not clock.shows_people:
        return [ScreenGroup(group.name, group.task, ()) for group in rows]
    return [
        ScreenGroup(group.name, group.task, tuple(first_names(person.name for person in group.people.all())))
        for group in rows.prefetch_related("people")
    ]
