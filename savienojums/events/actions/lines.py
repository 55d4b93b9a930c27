"""The journal lines of this room, and the mark that lists and calendars look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from savienojums.core.marks import raise_mark
from savienojums.events.rules.hosting import on_behalf
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.events.models import Event, Series
    from savienojums.journal.models import Record


def line(
    verb: str, event: Event, *, by: Person | System | None, at: datetime, seen: bool = False, **particulars: Any
) -> Record:
    """Write what was done to an event; `seen` says that its readers learn of it, everything else is its organisers'.

    Lists and calendars are told that they are old.
    """
    raise_mark("events")
    audience = event.audience if seen else Audience.EDITORS
    return record(verb, by=by, subject=event, at=at, on_behalf=on_behalf(by, event), audience=audience, **particulars)


def series_line(
    verb: str, series: Series, *, by: Person | System | None, at: datetime, seen: bool = False, **particulars: Any
) -> Record:
    """Write what was done to a series."""
    raise_mark("events")
    audience = Audience.EVERYONE if seen else Audience.EDITORS
    behalf = on_behalf(by, series)
    return record(verb, by=by, subject=series, at=at, on_behalf=behalf, audience=audience, **particulars)
