"""Chores of the room."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.journal import queue
from savienojums.journal.reactions import every


@every("1 day", hour=4)
def forget_dead_workers() -> None:
    """Workers that died long ago are no longer of interest."""
    queue.forget_dead_workers(now())
