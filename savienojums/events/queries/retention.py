"""Until when the people of events are kept, and whose time is over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from savienojums.core.clock import local_day, start_of
from savienojums.events import retention
from savienojums.events.models import Attendance, Event, EventInvitation, PollAnswer, Registration, Ride

if TYPE_CHECKING:
    from datetime import datetime


def erased_on(event: Event) -> date:
    """The day on which the people of this event are erased, only counts being kept."""
    project = event.project
    last = retention.kept_until(
        event.last_day,
        has_project=project is not None,
        project_ends_on=project.ends_on if project else None,
        lists_kept_until=project.lists_kept_until if project else None,
    )
    return last + timedelta(days=1)


def events_to_erase(at: datetime) -> list[Event]:
    """Those whose time is over and about whose people something is kept still."""
    today = local_day(at)
    # Nothing is erased within a month of the event, so the rest need not be looked at.
    past = Event.objects.filter(ends_at__lt=start_of(today) - timedelta(days=28), erased_at=None)
    held = [model.objects.filter(event=OuterRef("pk")) for model in (Attendance, Registration, EventInvitation, Ride)]
    answers = PollAnswer.objects.filter(poll__event=OuterRef("pk"))
    somebody = Exists(held[0]) | Exists(held[1]) | Exists(held[2]) | Exists(held[3]) | Exists(answers)
    rows = past.filter(somebody).select_related("project").prefetch_related("organisers")
    return [event for event in rows if erased_on(event) <= today]
