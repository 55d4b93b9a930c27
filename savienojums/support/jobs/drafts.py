"""Doors for time: drafts nobody finished."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.reactions import every
from savienojums.support.actions import rulemaking as actions
from savienojums.support.queries import rulemaking as queries


@every("1 day", hour=4)
def forget_old_rule_drafts() -> None:
    """Conditions that somebody began to compose and left for a month are gone."""
    for draft in queries.drafts_to_forget(now()):
        actions.forget_rule_draft(by=SYSTEM, draft=draft, at=now())
