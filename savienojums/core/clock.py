"""The clock of the house: doors read it, everything below gets the time handed in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

RIGA = ZoneInfo("Europe/Riga")


def now() -> datetime:
    """This moment, with its zone."""
    return datetime.now(tz=UTC)


def local_day(at: datetime) -> date:
    """The day it is in Riga at that moment."""
    return at.astimezone(RIGA).date()


def end_of(day: date, hour: time | None = None) -> datetime:
    """The moment a day ends in Riga, or that hour of it; "until 1 March" includes 1 March."""
    if hour is not None:
        return datetime.combine(day, hour, tzinfo=RIGA)
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=RIGA) - timedelta(seconds=1)


def start_of(day: date) -> datetime:
    """The moment a day begins in Riga."""
    return datetime.combine(day, time(0), tzinfo=RIGA)
