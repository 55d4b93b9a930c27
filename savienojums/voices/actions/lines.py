"""The journal lines of this room, and the mark that lists, live statements and maps look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from savienojums.core.marks import raise_mark
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.voices.rules.hosting import on_behalf

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.journal.models import Record
    from savienojums.voices.models import Conversation, Survey


def line(
    verb: str,
    asked: Conversation | Survey,
    *,
    by: Person | System | None,
    at: datetime,
    seen: bool = False,
    **particulars: Any,
) -> Record:
    """Write what was done to a conversation or survey; `seen` says that everyone may learn of it.

    Never words of statements or answers: those may be hidden later, the journal may not. Lists and maps are told that
    they are old.
    """
    raise_mark("voices")
    audience = Audience.EVERYONE if seen and not asked.is_draft and asked.is_listed else Audience.EDITORS
    return record(verb, by=by, subject=asked, at=at, on_behalf=on_behalf(by, asked), audience=audience, **particulars)
