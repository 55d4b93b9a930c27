"""Laying an event onto another day: what hangs on its day goes along, by the clock of Riga."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from savienojums.core.clock import RIGA

if TYPE_CHECKING:
    from savienojums.events.models import Event, ProgrammeItem


def moved(at: datetime, days: int) -> datetime:
    """The same hour of the clock so many days later, whatever the clocks did in between."""
    local = at.astimezone(RIGA)
    return datetime.combine(local.date() + timedelta(days=days), local.time(), tzinfo=RIGA)


def carry(event: Event, days: int) -> None:
    """Move the deadlines of registering with the event; none lies behind its end. Not saved yet."""
    for name in ("registration_closes_at", "reserves_end_at"):
        at = getattr(event, name)
        if at and days:
            at = moved(at, days)
        if at and at > event.ends_at:
            at = None
        setattr(event, name, at)


def carry_programme(items: list[ProgrammeItem], days: int) -> list[ProgrammeItem]:
    """Move the points of a programme by so many days. Not saved yet."""
    for item in items:
        item.starts_at = item.starts_at and moved(item.starts_at, days)
        item.ends_at = item.ends_at and moved(item.ends_at, days)
    return items
