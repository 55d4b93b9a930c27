"""Doors for time: who stands behind the numbers of a focus group is forgotten."""

from __future__ import annotations

from savienojums.core.clock import local_day, now
from savienojums.core.system import SYSTEM
from savienojums.events.actions import consents as actions
from savienojums.events.queries import consents as queries
from savienojums.journal.reactions import every


@every("1 day", hour=4)
def forget_who_spoke() -> None:
    """The day after consent could last be taken back, nobody can tell any more who was P3."""
    at = now()
    for focus_group in queries.groups_to_forget(local_day(at)):
        actions.forget_voices(by=SYSTEM, focus_group=focus_group, at=at)
