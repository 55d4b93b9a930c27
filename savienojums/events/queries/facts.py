"""What is said of an event as plain values, for the journal and for forms that meet each other."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from savienojums.core.clock import RIGA
from savienojums.core.records import in_languages
from savienojums.journal.models import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from savienojums.events.models import Event

CHANGED = "events.event_changed"
# What a form says of an event, in its order.
LINES = (
    "kind", "title", "summary", "text", "starts_at", "ends_at", "hours_known", "end_known", "mode", "place", "venue",
    "address", "lat", "lon", "online_url", "circle", "languages", "project", "source_url", "source_note",
)  # fmt: skip
RELATED = ("organisers", "themes")
TIMES = ("starts_at", "ends_at", "hours_known", "end_known")
# What those who registered are told when it changes after publication.
TOLD = (*TIMES, "mode", "place", "venue", "address", "online_url")


def value_of(event: Event, name: str) -> Any:
    """One value, as an act takes it."""
    return list(getattr(event, name).all()) if name in RELATED else getattr(event, name)


def facts_of(event: Event) -> dict[str, Any]:
    """All that is said of it, as plain values."""
    return plain({name: value_of(event, name) for name in (*LINES, *RELATED)})


def plain(details: Mapping[str, Any]) -> dict[str, Any]:
    """Details as values that a journal line can hold and that can be compared."""
    return {name: _plain(name, value) for name, value in details.items() if name in LINES or name in RELATED}


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Of plain values: what is another now, as old and new."""
    return {name: [before[name], new] for name, new in after.items() if before[name] != new}


def changes_seen(event: Event) -> int:
    """How often it has been changed: a form remembers this number, to notice what others did meanwhile."""
    return Record.objects.about(event).filter(verb=CHANGED).count()


def said_before(event: Event, seen: int) -> dict[str, Any]:
    """Of everything that was changed after the first `seen` changes: the plain value it had before."""
    before: dict[str, Any] = {}
    for line in Record.objects.about(event).filter(verb=CHANGED).order_by("id")[seen:]:
        for name, (old, _new) in line.particulars.get("changes", {}).items():
            before.setdefault(name, old)
    return before


def _plain(name: str, value: Any) -> Any:
    if name in RELATED:
        return sorted(each.slug for each in value)
    if name in ("title", "summary"):
        return dict(in_languages(value))
    if name == "place":
        return value.slug if value else ""
    if name == "project":
        return value.public_id if value else ""
    if isinstance(value, datetime):
        return value.astimezone(RIGA).isoformat()
    return list(value) if name == "languages" else value
