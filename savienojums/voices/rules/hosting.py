"""Who runs a conversation or survey: those who act for the organisation that asks, who made it, region coordinators."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from savienojums.core.system import SYSTEM
from savienojums.network.rules import capacity, coordinates, speaks_for

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.network.models import Organisation
    from savienojums.voices.models import Conversation, Survey

    By = Person | System | None


def is_somebody(by: By) -> bool:
    """Whether somebody is signed in."""
    return by is not None and by is not SYSTEM


def acts_for_somebody(by: By) -> bool:
    """Whether this person acts for an organisation of the registry, or coordinates the region."""
    if not is_somebody(by):
        return False
    person = cast("Person", by)
    return coordinates(by) or person.memberships.filter(until=None).exists() or person.cares_for.exists()


def runs(by: By, asked: Conversation | Survey) -> bool:
    """Whether this person runs it."""
    if not is_somebody(by):
        return False
    if coordinates(by) or asked.made_by_id == cast("Person", by).pk:
        return True
    return asked.organisation is not None and capacity(by, asked.organisation) is not None


def on_behalf(by: By, asked: Conversation | Survey) -> Organisation | None:
    """The organisation in whose name this person acts, for the journal."""
    return speaks_for(by, asked.organisation) if asked.organisation else None
