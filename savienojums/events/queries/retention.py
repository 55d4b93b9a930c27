"""Until when the people of events are kept, and whose time is over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from savienojums.core.clock import local_day, start_of
from savienojums.events import retention
from savienojums.events.models import (
    Attendance,
    Event,
    EventInvitation,
    Feedback,
    FocusGroup,
    Message,
    PollAnswer,
    Registration,
    Ride,
)

if TYPE_CHECKING:
    from datetime import datetime


def erased_on(event: Event) -> date:
    """The day on which the people of this event are erased, only counts being kept."""
    project = event.project
    focus_group: FocusGroup | None = getattr(event, "focus_group", None)
    last = retention.kept_until(
        event.last_day,
        has_project=project is not None,
        project_ends_on=project.ends_on if project else None,
        lists_kept_until=project.lists_kept_until if project else None,
        promised=focus_group.kept_until if focus_group else None,
    )
    return retention.day_after(last)


def events_to_erase(at: datetime) -> list[Event]:
    """Those whose time is over and about whose people something is kept still."""
    today = local_day(at)
    # Nothing is erased within a month of the event unless an earlier day was promised, so the rest need not be looked at.
    over = Event.objects.filter(ends_at__lt=start_of(today), erased_at=None)
    past = over.filter(
        Q(ends_at__lt=start_of(today) - timedelta(days=28)) | Q(focus_group__kept_until__lt=today),
    )
    rows = past.filter(_about_somebody()).select_related("project", "focus_group").prefetch_related("organisers")
    return [event for event in rows if erased_on(event) <= today]


def _about_somebody() -> Q:
    """People of lists, and words written to them or by them."""
    found = Q(Exists(PollAnswer.objects.filter(poll__event=OuterRef("pk"))))
    for model in (Attendance, Registration, EventInvitation, Ride):
        found |= Q(Exists(model.objects.filter(event=OuterRef("pk"))))
    found |= Q(Exists(Message.objects.filter(event=OuterRef("pk")).exclude(text="")))
    return found | Q(Exists(Feedback.objects.filter(event=OuterRef("pk")).exclude(best="", better="")))
