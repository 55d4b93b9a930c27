"""What this room holds about a person, and what of it goes when the person goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.accounts.personal import Held


def held(person: Person) -> list[Held]:
    """Answers, proposals and comments of this person."""
    del person
    return []


def forget(person: Person, at: datetime) -> None:
    """Take the person out; counts stay."""
    del person, at
