"""Forgetting by which connection and mailbox somebody took part, once nothing depends on it any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.voices.actions.lines import line
from savienojums.voices.models import Conversation
from savienojums.voices.rules import retention as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.core.system import System
    from savienojums.voices.models import Survey


@transaction.atomic
def forget_connections(*, by: System, asked: Conversation | Survey, at: datetime) -> int:
    """Forget connections and mailboxes of a conversation or survey; that somebody confirmed is known still."""
    allow(rules.may_forget_connections, by, asked)
    if isinstance(asked, Conversation):
        mailboxes = asked.participants.exclude(mailbox_key="").update(mailbox_key="")
        sources = asked.participants.exclude(source_key="").update(source_key="")
    else:
        mailboxes, sources = 0, asked.sheets.exclude(source_key="").update(source_key="")
    if sources or mailboxes:
        line("voices.connections_forgotten", asked, by=by, at=at, sources=sources, mailboxes=mailboxes)
    return sources + mailboxes
