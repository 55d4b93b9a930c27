"""Doors for time: the calendars of others are read every few hours, and when somebody asks."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.events.actions import outside as actions
from savienojums.events.looking import look
from savienojums.events.queries import outside as queries
from savienojums.journal.reactions import every, on


@on(
    "events.outside_calendar_added",
    "events.outside_calendar_changed",
    "events.outside_calendar_asked",
    "events.outside_calendar_resumed",
)
def look_at_the_calendar(record_id: int) -> None:
    """Somebody waits for it."""
    if calendar := queries.calendar_told_in(record_id):
        at = now()
        actions.keep_outside_events(by=SYSTEM, calendar=calendar, looked=look(calendar, at, anew=True), at=at)


@every("4 hours")
def look_at_all_calendars() -> None:
    """Each that is not paused; one that breaks does not keep the others waiting."""
    for calendar in queries.calendars_to_read():
        at = now()
        actions.keep_outside_events(by=SYSTEM, calendar=calendar, looked=look(calendar, at), at=at)
