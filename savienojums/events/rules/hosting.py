"""Who runs an event: those who act for its organisers, who made it, region coordinators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.system import SYSTEM
from savienojums.network.rules import capacity, coordinates, speaks_for

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.events.models import Event, Series
    from savienojums.network.models import Organisation

    By = Person | System | None


def is_somebody(by: By) -> bool:
    """Whether somebody is signed in."""
    return by is not None and by is not SYSTEM


def organises(by: By, event: Event | Series) -> bool:
    """Whether this person runs it: acts for an organiser, made it, or coordinates the region."""
    if not is_somebody(by):
        return False
    if coordinates(by) or event.made_by_id == by.pk:  # type: ignore[union-attr]  # somebody, as asked above
        return True
    return any(capacity(by, each) for each in event.organisers.all())


def on_behalf(by: By, event: Event | Series) -> Organisation | None:
    """The organiser in whose name this person acts, for the journal."""
    return next((each for each in event.organisers.all() if speaks_for(by, each)), None)
