"""What meetings hold about a person, and what of it goes when the person goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.events.personal_lists import forget_in_lists, held_in_lists

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.accounts.personal import Held


def held(person: Person) -> list[Held]:
    """Registrations, rides, answers and letters of this person."""
    return held_in_lists(person)


def forget(person: Person, at: datetime) -> None:
    """Take the person out of lists; counts stay."""
    del at
    forget_in_lists(person)
