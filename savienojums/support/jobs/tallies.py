"""What was counted is not kept for ever."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.reactions import every
from savienojums.support.actions.tallies import forget_tallies


@every("1 day", hour=3)
def forget_old_tallies() -> None:
    """Words after a year, numbers after five."""
    forget_tallies(by=SYSTEM, at=now())
