"""Minutes as they are kept and as they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q

from savienojums.core.clock import local_day
from savienojums.core.refusal import NotFound
from savienojums.events.kinds import PointState
from savienojums.events.models import AgendaPoint, Attendance, Event, Minutes, Proposal, Task
from savienojums.events.queries.events import event_for
from savienojums.events.queries.series import last_decisions, open_tasks_in
from savienojums.events.rules.hosting import organises
from savienojums.journal.queries import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Series


@dataclass(frozen=True, slots=True)
class Point:
    """A point as it is shown: its place, and for which meeting in a row it stands on the agenda."""

    point: AgendaPoint
    number: int
    # 1 for a new one, 3 for "the third time on the agenda".
    times: int
    since: Event | None
    tasks: list[Task]
    proposals: list[Proposal]

    @property
    def is_open(self) -> bool:
        """Whether it is not decided."""
        return self.point.state in {PointState.OPEN, PointState.CARRIED}


@dataclass(frozen=True, slots=True)
class Record:
    """The minutes of one event, whole."""

    event: Event
    minutes: Minutes
    points: list[Point]
    # Those that belong to no point.
    tasks: list[Task]
    proposals: list[Proposal]
    came_count: int

    @property
    def decided(self) -> list[Point]:
        """Points with a decision."""
        return [each for each in self.points if each.point.decision]

    @property
    def all_tasks(self) -> list[Task]:
        """Every task of the meeting."""
        return [*(task for each in self.points for task in each.tasks), *self.tasks]

    @property
    def all_proposals(self) -> list[Proposal]:
        """Every proposal of the meeting."""
        return [*(proposal for each in self.points for proposal in each.proposals), *self.proposals]


def points_of(event: Event) -> list[AgendaPoint]:
    """All points of an event with their tasks and proposals, in order."""
    return list(event.points.prefetch_related(*_with_rows()))


def carried_points(series: Series) -> list[AgendaPoint]:
    """What meetings of the series did not decide and nobody has spoken of since."""
    waiting = Q(state=PointState.CARRIED, carried_to=None)
    laid = Q(state=PointState.OPEN, carried_from__isnull=False, event__minutes__closed_at=None)
    return list(AgendaPoint.objects.filter(waiting | laid, event__series=series).select_related("event"))


def minutes_for(person: Person | None, slug: str) -> Minutes:
    """The minutes, if this person may read them; for organisers also those nobody has begun."""
    event = event_for(person, slug)
    found = Minutes.objects.visible_to(person).filter(event=event).first()
    if found is None and organises(person, event):
        found = Minutes(event=event)
    if found is None:
        raise NotFound
    found.event = event
    return found


def record_of(event: Event, minutes: Minutes | None = None) -> Record:
    """Everything of the minutes of an event, begun or not."""
    minutes = minutes or Minutes.objects.filter(event=event).first() or Minutes(event=event)
    points = points_of(event)
    loose = event.tasks.filter(point=None).select_related("organisation")
    came = Attendance.objects.filter(event=event, came_at__isnull=False).count()
    return Record(
        event=event,
        minutes=minutes,
        points=_shown(points, _chains(points, [event])),
        tasks=list(loose),
        proposals=list(event.proposals.filter(point=None).select_related("addressee")),
        came_count=came,
    )


def records_between(person: Person | None, series: Series, days: tuple[datetime, datetime]) -> list[Record]:
    """The minutes of a series of meetings that began within this time, as far as this person may read them."""
    minutes = Minutes.objects.visible_to(person).filter(
        event__series=series, event__starts_at__gte=days[0], event__starts_at__lt=days[1]
    )
    minutes = minutes.filter(event__in=Event.objects.visible_to(person)).select_related(
        "event__place", "event__project"
    )
    rows = list(
        minutes.order_by("event__starts_at").prefetch_related(
            "event__organisers",
            Prefetch("event__points", AgendaPoint.objects.prefetch_related(*_with_rows())),
            Prefetch("event__tasks", Task.objects.filter(point=None).select_related("organisation")),
            Prefetch("event__proposals", Proposal.objects.filter(point=None).select_related("addressee")),
        )
    )
    events = [each.event for each in rows]
    chains = _chains([point for event in events for point in event.points.all()], events)
    came = _came(events)
    return [
        Record(
            event=each.event,
            minutes=each,
            points=_shown(list(each.event.points.all()), chains),
            tasks=list(each.event.tasks.all()),
            proposals=list(each.event.proposals.all()),
            came_count=came.get(each.event.pk, 0),
        )
        for each in rows
    ]


def point_for(event: Event, public_id: str) -> AgendaPoint:
    """A point of this event."""
    found = event.points.select_related("event").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    found.event = event
    return found


def event_in(record_id: int) -> Event | None:
    """The event a line of the journal is about."""
    subject = line_of(record_id).subject_id
    return Event.objects.select_related("series").filter(pk=subject).first() if subject else None


def meetings_without_minutes(at: datetime) -> list[Event]:
    """Meetings that are over, to which something had come over, and of which nobody has begun to write."""
    held = Event.objects.filter(series__isnull=False, ends_at__lte=at, minutes=None)
    return list(held.filter(points__carried_from__isnull=False, points__state=PointState.OPEN).distinct())


def part(person: Person | None, event: Event, at: datetime) -> dict[str, Any]:
    """On the page of an event: the agenda, the minutes if one may read them, what the meetings before left open."""
    found = Minutes.objects.visible_to(person).filter(event=event).first()
    runs_it = organises(person, event)
    published = found if found and found.published_at else None
    told: dict[str, Any] = {
        "record": record_of(event, published) if published else None,
        "agenda": [],
        "today": local_day(at),
    }
    if not published:
        points = [each for each in event.points.all() if each.on_agenda or runs_it]
        told["agenda"] = _shown(points, _chains(points, [event]))
    if event.series and event.ends_at > at and not event.cancelled_at:
        told["tasks_before"] = open_tasks_in(person, event.series)
        told["decisions_before"] = last_decisions(person, event.series, event.starts_at)
    return told


def _with_rows() -> tuple[Prefetch[Any, Any, Any], ...]:
    return (
        Prefetch("tasks", Task.objects.select_related("organisation")),
        Prefetch("proposals", Proposal.objects.select_related("addressee")),
    )


def _shown(points: Iterable[AgendaPoint], chains: dict[int, tuple[int, Event | None]]) -> list[Point]:
    shown = []
    for number, point in enumerate(points, 1):
        times, since = chains.get(point.pk, (1, None))
        held = "tasks" in getattr(point, "_prefetched_objects_cache", {})
        tasks = list(point.tasks.all()) if held else []
        shown.append(Point(point, number, times, since, tasks, list(point.proposals.all()) if held else []))
    return shown


def _chains(points: Iterable[AgendaPoint], events: Iterable[Event]) -> dict[int, tuple[int, Event | None]]:
    """For each of these points: for which time it is spoken of, and since which meeting of its series."""
    series = {event.series_id for event in events} - {None}
    carried = [point for point in points if point.carried_from_id]
    if not series or not carried:
        return {}
    rows = AgendaPoint.objects.filter(event__series__in=series).values_list("pk", "carried_from", "event")
    known = {pk: (before, event) for pk, before, event in rows}
    chains = {point.pk: _chain(point, known) for point in carried}
    first = Event.objects.in_bulk({event for _times, event in chains.values()})
    return {pk: (times, first.get(event)) for pk, (times, event) in chains.items()}


def _chain(point: AgendaPoint, known: dict[int, tuple[int | None, int]]) -> tuple[int, int]:
    times, pk, seen = 1, point.pk, {point.pk}
    while (before := known[pk][0]) in known and before not in seen:
        times, pk = times + 1, before
        seen.add(before)
    return times, known[pk][1]


def _came(events: Iterable[Event]) -> dict[int, int]:
    came: dict[int, int] = {}
    rows = Attendance.objects.filter(event__in=list(events), came_at__isnull=False)
    for event in rows.values_list("event_id", flat=True):
        came[event] = came.get(event, 0) + 1
    return came
