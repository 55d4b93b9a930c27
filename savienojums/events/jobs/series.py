"""Doors for time: series that go on stand in the calendar one year ahead."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.events.actions import series as actions
from savienojums.events.queries import series as queries
from savienojums.journal.reactions import every


@every("1 day", hour=3)
def lay_out_the_series() -> None:
    """Each series that has not ended is laid out one day further."""
    for series in queries.series_to_lay_out(now()):
        actions.lay_out_series(by=SYSTEM, series=series, at=now())
