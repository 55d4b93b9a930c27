"""Doors for time: people of events whose time is over are erased, their counts kept."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.events.actions import retention as actions
from savienojums.events.queries import retention as queries
from savienojums.journal.reactions import every


@every("1 day", hour=4)
def erase_people_of_old_events() -> None:
    """Lists are there as long as the funder may ask for them, and not a day longer."""
    for event in queries.events_to_erase(now()):
        actions.erase_people(by=SYSTEM, event=event, at=now())
