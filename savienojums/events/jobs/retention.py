"""Doors for time: people of events whose time is over are erased, their counts kept."""

from __future__ import annotations

import logging

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.events.actions import retention as actions
from savienojums.events.queries import retention as queries
from savienojums.journal.reactions import every

log = logging.getLogger(__name__)


@every("1 day", hour=4)
def erase_people_of_old_events() -> None:
    """Lists are there as long as the funder may ask for them, and not a day longer."""
    failed: dict[str, Exception] = {}
    for event in queries.events_to_erase(now()):
        try:
            actions.erase_people(by=SYSTEM, event=event, at=now())
        except Exception as error:
            # Whatever it is, the people of the other events are erased all the same.
            log.warning("The people of %s were not erased.", event.slug, exc_info=True)
            failed[event.slug] = error
    if failed:
        message = f"The people of {', '.join(failed)} were not erased."
        raise ExceptionGroup(message, list(failed.values()))
