"""Who does what for the region: given, ended, never left without an administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.accounts import rules
from savienojums.accounts.kinds import RoleKind
from savienojums.accounts.models import Person, Role, mailbox
from savienojums.core.clock import local_day
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.core.system import System


class AlreadyHeld(Refused):
    """The person has this role already."""

    sentence = _("This person already has this role.")


class LastAdministrator(Refused):
    """Nobody else could give roles or look after the installation."""

    sentence = _("You are the only administrator. First give this role to someone else, then you can go.")


@transaction.atomic
def appoint_administrator(*, by: System, email: str, at: datetime) -> Person:
    """Make the person with this mailbox an administrator, with a new account if there is none yet."""
    allow(rules.may_appoint_administrator, by)
    known = Person.objects.filter(email=mailbox(email)).first()
    person = known or Person.objects.create_user(email, language=settings.LANGUAGE_CODE)
    role = new_role(person, RoleKind.ADMINISTRATOR, by=None, at=at)
    record("accounts.administrator_appointed", by=by, subject=role, at=at, audience=Audience.EDITORS)
    return person


@transaction.atomic
def give_role(*, by: Person, person: Person, kind: str, at: datetime) -> Role:
    """Give someone a role for the whole region, from today on."""
    allow(rules.may_give_role, by, kind)
    role = new_role(person, kind, by=by, at=at)
    record("accounts.role_given", by=by, subject=role, at=at, audience=Audience.EDITORS)
    return role


@transaction.atomic
def end_role(*, by: Person, role: Role, at: datetime) -> None:
    """End a role today; what was done in it stays."""
    allow(rules.may_end_role, by, role)
    if role.kind == RoleKind.ADMINISTRATOR:
        keep_an_administrator(role.person)
    role.end(local_day(at))
    role.save(update_fields=["until"])
    role.person.forget_roles()
    by.forget_roles()
    record("accounts.role_ended", by=by, subject=role, at=at, audience=Audience.EDITORS)


def new_role(person: Person, kind: str, *, by: Person | None, at: datetime) -> Role:
    """A role from today on, unless it is already held; part of an act that gives one."""
    # Of two clicks at the same moment the second waits here, and finds the role given.
    Person.objects.select_for_update().get(pk=person.pk)
    if person.roles.held().filter(kind=kind).exists():
        raise AlreadyHeld
    person.forget_roles()
    return Role.objects.create(person=person, kind=kind, since=local_day(at), given_by=by)


def keep_an_administrator(leaving: Person) -> None:
    """Refuse if the installation would be left without one; part of an act that takes one away."""
    # All rows are locked, so that two administrators cannot go at the same moment.
    held = list(Role.objects.held().filter(kind=RoleKind.ADMINISTRATOR).select_for_update())
    if {role.person_id for role in held} == {leaving.pk}:
        raise LastAdministrator
