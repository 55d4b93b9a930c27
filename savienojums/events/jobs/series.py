"""Doors for time: series that go on stand in the calendar one year ahead."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.events.actions import series as actions
from savienojums.events.actions.searching import index_events
from savienojums.events.queries import series as queries
from savienojums.journal.reactions import every, on


@every("1 day", hour=3)
def lay_out_the_series() -> None:
    """Each series that has not ended is laid out one day further."""
    for series in queries.series_to_lay_out(now()):
        actions.lay_out_series(by=SYSTEM, series=series, at=now())


@on(
    "events.series_made",
    "events.series_changed",
    "events.series_resumed",
    "events.series_laid_out",
    "events.day_left_out",
    "events.day_put_back",
)
def let_its_meetings_be_found(record_id: int) -> None:
    """The search knows the meetings that were laid out."""
    index_events(queries.meetings_told_in(record_id, now()))
