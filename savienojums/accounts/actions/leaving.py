"""Taking along what the house holds about you, and leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.db import transaction

from savienojums.accounts import personal, rules
from savienojums.accounts.actions.roles import keep_an_administrator
from savienojums.accounts.kinds import RoleKind
from savienojums.core.refusal import allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.accounts.personal import Held


@transaction.atomic
def export_person(*, by: Person, person: Person, at: datetime) -> list[Held]:
    """Gather everything the house holds about you; that it was taken is written down."""
    allow(rules.may_export_person, by, person)
    record("accounts.person_exported", by=by, subject=person, at=at, audience=Audience.SELF)
    return personal.held_everywhere(person)


@transaction.atomic
def erase_person(*, by: Person, person: Person, at: datetime) -> None:
    """Erase an account: roles and sessions end, the journal keeps what was done but not by whom."""
    allow(rules.may_erase_person, by, person)
    if person.has_role(RoleKind.ADMINISTRATOR):
        keep_an_administrator(person)
    roles = sorted(person.role_kinds())
    personal.forget_everywhere(person, at)
    # Even the line that tells of the leaving must not name who has left.
    person.call("")
    record("accounts.person_erased", by=by, subject=person, at=at, audience=Audience.EDITORS, roles=roles)
    for session in UserSession.objects.filter(user=person):
        session.end()
    person.delete()
