"""Who may register, change it, give seats and see who comes."""

from __future__ import annotations

from secrets import compare_digest
from typing import TYPE_CHECKING

from savienojums.core.system import only_the_system
from savienojums.events.rules.hosting import is_somebody, organises
from savienojums.network.rules import speaks_for

if TYPE_CHECKING:
    from savienojums.events.models import Attendance, Event, Registration
    from savienojums.events.rules.hosting import By


def may_register(by: By, event: Event) -> bool:
    """Anyone, with or without an account, for an event everyone may see; who is signed in, for others they see."""
    return event.is_public or (is_somebody(by) and not event.is_draft)


def may_ask_for_link(by: By, event: Event) -> bool:
    """Whoever may register."""
    return may_register(by, event)


def may_change_registration(by: By, registration: Registration, token: str = "") -> bool:
    """Who holds its link, its own person, who acts for its organisation, the organisers of the event."""
    if token and compare_digest(token, registration.token):
        return True
    if not is_somebody(by):
        return False
    if registration.person_id == by.pk or registration.email == by.email:  # type: ignore[union-attr]  # somebody
        return True
    if registration.organisation and speaks_for(by, registration.organisation):
        return True
    return organises(by, registration.event)


def may_cancel_registration(by: By, registration: Registration, token: str = "") -> bool:
    """Who may change it."""
    return may_change_registration(by, registration, token)


def may_promote_waiting(by: By, _event: Event) -> bool:
    """Time alone."""
    return only_the_system(by)


def may_enter_party(by: By, event: Event) -> bool:
    """The organisers."""
    return organises(by, event)


def may_enter_list(by: By, event: Event) -> bool:
    """The organisers."""
    return organises(by, event)


def may_export_list(by: By, event: Event) -> bool:
    """The organisers."""
    return organises(by, event)


def may_give_seat(by: By, attendance: Attendance) -> bool:
    """The organisers."""
    return organises(by, attendance.event)


def may_move_to_waiting(by: By, attendance: Attendance) -> bool:
    """The organisers."""
    return organises(by, attendance.event)


def may_cancel_seat(by: By, attendance: Attendance) -> bool:
    """The organisers."""
    return organises(by, attendance.event)


def may_merge_attendances(by: By, attendance: Attendance) -> bool:
    """The organisers."""
    return organises(by, attendance.event)
