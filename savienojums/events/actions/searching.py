"""Telling the search what an event speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core import search
from savienojums.events.queries.searching import search_row, searched_events

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS_AT_ONCE = 500


def index_events(pks: Sequence[int]) -> None:
    """Let the search know what these events say now; drafts and deleted ones are not found."""
    for start in range(0, len(pks), ROWS_AT_ONCE):
        asked = pks[start : start + ROWS_AT_ONCE]
        events = searched_events(asked)
        search.index("event", [search_row(event) for event in events])
        if gone := set(asked) - {event.pk for event in events}:
            search.forget("event", gone)
