"""Who may make events and change them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from savienojums.core.system import only_the_system
from savienojums.events.rules.hosting import is_somebody, organises
from savienojums.network.rules import coordinates

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.events.models import Event, Registration
    from savienojums.events.rules.hosting import By


def may_make_event(by: By) -> bool:
    """Who acts for an organisation of the registry, and region coordinators."""
    if not is_somebody(by):
        return False
    if coordinates(by):
        return True
    person = cast("Person", by)
    return person.memberships.filter(until=None).exists() or person.cares_for.exists()


def may_change_event(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_publish_event(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_cancel_event(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_restore_event(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_copy_event(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_delete_draft(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_set_registering(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_set_questions(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_tell_change(by: By, _registration: Registration) -> bool:
    """Time alone."""
    return only_the_system(by)
