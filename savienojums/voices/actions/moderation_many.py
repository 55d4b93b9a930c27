"""One decision about several statements: all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.moderation import hide_statement, reopen_statement, show_statement
from savienojums.voices.rules import statements as rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation, Statement


class NothingTicked(Refused):
    """A decision is about something."""

    sentence = gettext_lazy("Tick the statements first that this is about.")


@transaction.atomic
def decide_many(
    *,
    by: Person,
    conversation: Conversation,
    statements: Sequence[Statement],
    decision: Mapping[str, Any],
    at: datetime,
) -> int:
    """Show, hide with one reason, or put back all of them; each has its own line. How many there were."""
    allow(rules.may_decide_many, by, conversation)
    if not statements:
        raise NothingTicked
    for each in statements:
        if decision["do"] == "show":
            show_statement(by=by, statement=each, at=at)
        elif decision["do"] == "reopen":
            reopen_statement(by=by, statement=each, at=at)
        else:
            hide_statement(
                by=by, statement=each, hidden_for=decision.get("hidden_for", ""), why=decision.get("why", ""), at=at
            )
    return len(statements)
