"""Doors for time: what was kept to see floods is forgotten."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.reactions import every
from savienojums.voices.actions import retention as acts
from savienojums.voices.queries import retention as queries


@every("1 day", hour=4)
def forget_connections_of_old_voices() -> None:
    """A month after the end nobody needs to know which answers came by one connection."""
    at = now()
    for asked in queries.over_and_still_known(at):
        acts.forget_connections(by=SYSTEM, asked=asked, at=at)
