"""Doors for time: what is published, changed or deleted is found, found otherwise, or found no more."""

from __future__ import annotations

from savienojums.events.actions.searching import index_events
from savienojums.events.queries.searching import event_told_in
from savienojums.journal.reactions import on


@on(
    "events.event_published",
    "events.event_changed",
    "events.event_restored",
    "events.event_cancelled",
    "events.programme_changed",
    "events.draft_deleted",
)
def let_it_be_found(record_id: int) -> None:
    """The search knows it as it is now."""
    if pk := event_told_in(record_id):
        index_events([pk])
