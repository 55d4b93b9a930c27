"""What is not decided goes on to the next meeting of the series, by itself; shared by the acts that make this happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from savienojums.events.kinds import Circle, PointState
from savienojums.events.models import AgendaPoint, Event

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.events.models import Series


def carry(series: Series, at: datetime) -> int:
    """Lay every point that waits for a next meeting onto its agenda, first and in their order; how many went over."""
    waiting = AgendaPoint.objects.filter(event__series=series, state=PointState.CARRIED, carried_to=None)
    waiting = waiting.filter(event__minutes__closed_at__isnull=False).select_related("event__minutes")
    by_meeting: dict[Event, list[AgendaPoint]] = {}
    for point in waiting.order_by("event__starts_at", "position", "pk"):
        by_meeting.setdefault(point.event, []).append(point)
    return sum(_carried(points, following(event, at)) for event, points in by_meeting.items())


def following(event: Event, at: datetime) -> Event | None:
    """The next meeting of the series whose minutes can still be written."""
    if event.series_id is None:
        return None
    later = Event.objects.filter(series_id=event.series_id, starts_at__gt=event.starts_at, cancelled_at=None)
    later = later.filter(Q(ends_at__gt=at) | Q(minutes__isnull=False)).exclude(minutes__closed_at__isnull=False)
    return later.order_by("starts_at").first()


def take_back(event: Event) -> None:
    """Points that went on to the next meeting and were not touched there come back and are open again."""
    copies = AgendaPoint.objects.filter(carried_from__event=event, state=PointState.OPEN, discussion="", decision="")
    copies = copies.filter(tasks=None, proposals=None, event__minutes__closed_at=None)
    back = list(copies.values_list("carried_from", flat=True))
    copies.delete()
    stuck = AgendaPoint.objects.filter(event=event, state=PointState.CARRIED)
    stuck.filter(Q(pk__in=back) | Q(carried_to=None)).update(state=PointState.OPEN)


def _carried(points: list[AgendaPoint], onto: Event | None) -> int:
    if onto is None:
        return 0
    onto.points.update(position=F("position") + len(points))
    AgendaPoint.objects.bulk_create(
        AgendaPoint(
            event=onto,
            position=position,
            title=point.title,
            carried_from=point,
            on_agenda=point.on_agenda or _is_for_everyone(point),
        )
        for position, point in enumerate(points)
    )
    return len(points)


def _is_for_everyone(point: AgendaPoint) -> bool:
    minutes = point.event.minutes
    return minutes.published_at is not None and minutes.circle == Circle.EVERYONE
