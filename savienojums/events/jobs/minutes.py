"""Doors for time: what had come over to a meeting that is cancelled goes on to the next one."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.events.actions import minutes as actions
from savienojums.events.queries import minutes as queries
from savienojums.journal.reactions import every, on


@on("events.event_cancelled")
def hand_the_points_on(record_id: int) -> None:
    """Points of a cancelled meeting are spoken of at the next one."""
    if event := queries.event_in(record_id):
        actions.hand_points_on(by=SYSTEM, event=event, at=now())


@every("1 day", hour=3)
def hand_on_what_nobody_wrote() -> None:
    """A meeting without minutes does not swallow what had come over to it."""
    at = now()
    for event in queries.meetings_without_minutes(at):
        actions.hand_points_on(by=SYSTEM, event=event, at=at)
