"""Laying the meetings of a series into the calendar; shared by the acts on series."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from savienojums.core.clock import local_day
from savienojums.events.actions.carrying import carry
from savienojums.events.actions.searching import index_events
from savienojums.events.models import AgendaPoint, Event
from savienojums.events.queries.series_layout import horizon, meeting_of
from savienojums.events.recurrence import days_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from savienojums.events.models import Series


def lay(series: Series, at: datetime) -> int:
    """Make the meetings that are missing up to the horizon; how many there are more."""
    if series.ended_at:
        return 0
    until = horizon(at)
    left_out = {date.fromisoformat(day) for day in series.left_out}
    there = set(series.events.filter(due_on__isnull=False).values_list("due_on", flat=True))
    days = days_of(series.rule, series.first_on, until, left_out)
    wanted = [day for day in days if day >= local_day(at) and day not in there]
    taken = set(Event.objects.filter(slug__startswith=series.slug).values_list("slug", flat=True))
    events = [meeting_of(series, day) for day in wanted]
    for event in events:
        event.published_at = at
        if event.slug in taken:
            event.slug = f"{event.slug}-2"
    made = Event.objects.bulk_create(events)
    through = Event.organisers.through
    hosts = list(series.organisers.values_list("pk", flat=True))
    through._default_manager.bulk_create(  # noqa: SLF001 -- Django's own door to a table between two
        through(event_id=event.pk, organisation_id=host) for event in made for host in hosts
    )
    series.laid_until = until
    series.save(update_fields=["laid_until"])
    carry(series, at)
    return len(made)


def take_out(events: Iterable[Event]) -> int:
    """Take meetings nobody has touched out of the calendar; what had come over to them waits again."""
    pks = [event.pk for event in events]
    AgendaPoint.objects.filter(event__in=pks, carried_from__isnull=False).delete()
    Event.objects.filter(pk__in=pks).delete()
    # Their numbers are gone with them, so that no job could tell the search afterwards.
    index_events(pks)
    return len(pks)
