"""What is not needed any more of proposals is forgotten: connections after two months, addresses after the last word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.voices.queries import initiatives_told as queries
from savienojums.voices.rules import initiatives as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.core.system import System
    from savienojums.voices.models import Initiative


@transaction.atomic
def forget_initiative_traces(*, by: System, initiative: Initiative, at: datetime) -> None:
    """Forget the address of an author who has had the last word long ago."""
    allow(rules.may_forget_initiative_traces, by)
    initiative.email = ""
    initiative.save(update_fields=["email"])
    record("voices.initiative_address_forgotten", by=by, subject=initiative, at=at, audience=Audience.EDITORS)


@transaction.atomic
def forget_initiative_sources(*, by: System, at: datetime) -> int:
    """Forget over which connections things came in two months ago; of how many."""
    allow(rules.may_forget_initiative_sources, by)
    # Nothing is said of anybody by this, so the journal does not tell it either.
    return sum(rows.update(source_key="") for rows in queries.old_sources(at))
