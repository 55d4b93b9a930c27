"""What the typesetter is told of the funder's table."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.utils import formats
from django.utils.translation import gettext as _

from savienojums.core.clock import local_day
from savienojums.events.documents.composition import heading_of, house
from savienojums.events.queries import table_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.events.models import Event
    from savienojums.events.table import FundersTable


def of_event(event: Event, table: FundersTable) -> dict[str, Any]:
    """The table of one event."""
    return {**heading_of(event), **_parts(table), "events": []}


def of_span(events: Sequence[Event], table: FundersTable) -> dict[str, Any]:
    """The table of several events, with the events it counts."""
    projects = {event.project for event in events if event.project}
    head = heading_of(events[0]) if len(projects) == 1 and events else {**house(), "funder": "", "project-words": ""}
    first, last = (local_day(events[0].starts_at), local_day(events[-1].starts_at)) if events else (None, None)
    span = f"{formats.date_format(first)} – {formats.date_format(last)}" if first and last else ""
    rows = [{"title": str(event.title), "when": _when(event)} for event in events]
    return {**head, **_parts(table), "title": "", "when": span, "where": "", "organisers": "", "events": rows}


def _when(event: Event) -> str:
    return formats.date_format(local_day(event.starts_at), "SHORT_DATE_FORMAT")


def _parts(table: FundersTable) -> dict[str, Any]:
    return {
        "kind": _("Participants"),
        "sums": [asdict(each) for each in table_told.sums_of(table)],
        "parts": [
            {
                "title": part.title,
                "note": part.note,
                "headings": list(part.headings),
                "rows": [["" if cell is None else str(cell) for cell in row] for row in part.rows],
            }
            for part in table_told.parts_of(table)
        ],
        "labels": {
            "page": _("Page %(n)s of %(all)s"), "events": _("Events counted"), "day": _("Day"), "event": _("Event"),
        },
    }  # fmt: skip
