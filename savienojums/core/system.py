"""The one who acts when time acts: nightly chores, receipts, reminders."""

from __future__ import annotations

from typing import Final


class System:
    """Nobody in particular; has no row and no mailbox."""

    pk = None

    def __str__(self) -> str:
        return "Savienojums"


SYSTEM: Final = System()


def only_the_system(by: object, *_about: object) -> bool:
    """Time alone may do this."""
    return by is SYSTEM
