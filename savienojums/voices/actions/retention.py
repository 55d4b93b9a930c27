"""Forgetting by which connection and mailbox somebody took part, once nothing depends on it any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.voices.actions.lines import line
from savienojums.voices.models import Conversation, Initiative
from savienojums.voices.queries.retention import old_rows_of_initiatives
from savienojums.voices.rules import retention as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.core.system import System
    from savienojums.voices.models import Survey


@transaction.atomic
def forget_sources(*, by: System, asked: Conversation | Survey, at: datetime) -> int:
    """Forget connections and mailboxes of a conversation or survey; that somebody confirmed is known still."""
    allow(rules.may_forget_sources, by, asked)
    if isinstance(asked, Conversation):
        mailboxes = asked.participants.exclude(mailbox_key="").update(mailbox_key="")
        sources = asked.participants.exclude(source_key="").update(source_key="")
    else:
        mailboxes, sources = 0, asked.sheets.exclude(source_key="").update(source_key="")
    line("voices.sources_forgotten", asked, by=by, at=at, sources=sources, mailboxes=mailboxes)
    return sources + mailboxes


@transaction.atomic
def forget_sources_of_initiatives(*, by: System, at: datetime) -> int:
    """Forget the connections of proposals, comments and supports that are old."""
    allow(rules.may_forget_sources_of_initiatives, by)
    newest = Initiative.objects.order_by("-pk").first()
    forgotten = sum(rows.update(source_key="") for rows in old_rows_of_initiatives(at))
    if forgotten and newest:
        record(
            "voices.initiative_sources_forgotten", by=by, subject=newest, at=at, audience=Audience.EDITORS,
            sources=forgotten,
        )  # fmt: skip
    return forgotten
