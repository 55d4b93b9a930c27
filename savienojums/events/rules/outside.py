"""Who chooses the calendars of others that are shown beside ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.system import only_the_system
from savienojums.network.rules import coordinates

if TYPE_CHECKING:
    from savienojums.events.models import OutsideCalendar
    from savienojums.events.rules.hosting import By


def may_see_outside_desk(by: By) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_add_outside_calendar(by: By) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_change_outside_calendar(by: By, _calendar: OutsideCalendar) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_pause_outside_calendar(by: By, _calendar: OutsideCalendar) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_resume_outside_calendar(by: By, _calendar: OutsideCalendar) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_remove_outside_calendar(by: By, _calendar: OutsideCalendar) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_ask_outside_calendar(by: By, _calendar: OutsideCalendar) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_keep_outside_events(by: By, _calendar: OutsideCalendar) -> bool:
    """Time alone."""
    return only_the_system(by)
