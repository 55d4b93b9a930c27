"""The journal lines of proposals of residents, and the marks that lists look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from savienojums.core.marks import raise_mark
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network.rules import speaks_for

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.journal.models import Record
    from savienojums.voices.models import Initiative


def line(
    verb: str, initiative: Initiative, *, by: Person | System | None, at: datetime, seen: bool = False, **told: Any
) -> Record:
    """Write what was done to a proposal, by its number and never in its words; `seen` says that everyone may know."""
    # The hub shows the newest; the list keeps its own.
    raise_mark("voices", "initiatives")
    behalf = speaks_for(by, initiative.addressee) if initiative.addressee else None
    audience = Audience.EVERYONE if seen and initiative.is_open else Audience.EDITORS
    return record(verb, by=by, subject=initiative, at=at, on_behalf=behalf, audience=audience, **told)
