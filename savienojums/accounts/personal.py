"""What the house holds about a person, told by each room; here the part of the accounts and of the journal.

A room that keeps anything about people has a module like this one, named in `settings.PERSONAL_RECORDS`, with the
functions `held(person)` and `forget(person, at)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from savienojums.accounts.browsers import browser_of
from savienojums.accounts.models import Person, Role, RoleInvitation
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db import models
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of thing that is held about a person: rows of plain values, and the words for their columns."""

    key: str
    title: str
    labels: dict[str, str]
    rows: list[dict[str, Any]]


def held_everywhere(person: Person) -> list[Held]:
    """Everything each room holds about this person."""
    return [part for room in _rooms() for part in room.held(person)]


def forget_everywhere(person: Person, at: datetime) -> None:
    """Take this person out of what each room keeps; their own row is still there, and goes last."""
    for room in _rooms():
        room.forget(person, at)


def unname(records: QuerySet[Record]) -> None:
    """Leave of these journal lines what was done and when, but no name and no particulars."""
    records.update(subject_name="", particulars={})


def records_about(model: type[models.Model], keys: Iterable[int]) -> QuerySet[Record]:
    """Journal lines about these rows of a table."""
    kind = {"subject_type__app_label": model._meta.app_label, "subject_type__model": model._meta.model_name}  # noqa: SLF001 -- Django's own way to ask
    return Record.objects.filter(**kind, subject_id__in=list(keys))


def held(person: Person) -> list[Held]:
    """Account, roles, invitations, sessions and journal lines of this person."""
    return [_account(person), _roles(person), _invitations(person), _sessions(person), *_journal(person)]


def forget(person: Person, at: datetime) -> None:
    """Take the person's name out of the journal and their address out of the invitations."""
    del at
    invitations = _invited(person)
    unname(records_about(Person, [person.pk]))
    unname(records_about(Role, person.roles.values_list("pk", flat=True)))
    unname(records_about(RoleInvitation, invitations.values_list("pk", flat=True)))
    invitations.delete()


def _rooms() -> list[Any]:
    return [import_module(path) for path in settings.PERSONAL_RECORDS]


def _invited(person: Person) -> QuerySet[RoleInvitation]:
    rows: QuerySet[RoleInvitation] = RoleInvitation.objects.filter(Q(email=person.email) | Q(accepted_by=person))
    return rows


def _account(person: Person) -> Held:
    row = {
        "id": person.public_id,
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "since": person.created_at,
        "last_sign_in": person.last_login,
    }
    labels = {
        "id": _("Number of the account"),
        "email": _("E-mail"),
        "name": _("Name and surname"),
        "language": _("Language"),
        "since": _("Since"),
        "last_sign_in": _("Last signed in"),
    }
    return Held("account", _("Account"), labels, [row])


def _roles(person: Person) -> Held:
    rows = [
        {"role": role.get_kind_display(), "since": role.since, "until": role.until}
        for role in person.roles.order_by("since")
    ]
    return Held("roles", _("Roles"), {"role": _("Role"), "since": _("Since"), "until": _("Until")}, rows)


def _invitations(person: Person) -> Held:
    rows = [
        {"role": row.get_kind_display(), "email": row.email, "made": row.created_at, "accepted": row.accepted_at}
        for row in _invited(person)
    ]
    labels = {"role": _("Role"), "email": _("E-mail"), "made": _("Made"), "accepted": _("Accepted")}
    return Held("invitations", _("Invitations to you"), labels, rows)


def _sessions(person: Person) -> Held:
    rows = [
        {"browser": browser_of(row.user_agent), "address": row.ip, "since": row.created_at, "seen": row.last_seen_at}
        for row in UserSession.objects.filter(user=person).order_by("created_at")
    ]
    labels = {"browser": _("Browser"), "address": _("Network address"), "since": _("Since"), "seen": _("Last seen")}
    return Held("sessions", _("Where you are signed in"), labels, rows)


def _journal(person: Person) -> list[Held]:
    labels = {"at": _("When"), "what": _("What"), "subject": _("About"), "for": _("On behalf of")}
    done = Record.objects.filter(by=person).order_by("at", "id")
    about = records_about(Person, [person.pk]) | records_about(Role, person.roles.values_list("pk", flat=True))
    others = about.exclude(by=person).order_by("at", "id")
    return [
        Held("done", _("What you did"), labels, [_line(record, person) for record in done]),
        Held("about_you", _("What others did that concerns you"), labels, [_line(record, person) for record in others]),
    ]


def _line(record: Record, person: Person) -> dict[str, Any]:
    """A journal line for the one it concerns; names of other people in it are not theirs to take along."""
    own = record.subject_type is not None and record.subject_type.model == "person" and record.subject_id == person.pk
    shown = own or record.audience == Audience.EVERYONE
    behalf = (record.on_behalf or {}).get("name", "")
    return {"at": record.at, "what": record.verb, "subject": record.subject_name if shown else "", "for": behalf}
