"""What may be asked about people: who they are, what they do for the region, where they are signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Prefetch, Q

from savienojums.accounts import rules
from savienojums.accounts.browsers import browser_of, shortened
from savienojums.accounts.invitations import invitation_by
from savienojums.accounts.kinds import RoleKind
from savienojums.accounts.models import Person, Role, RoleInvitation, mailbox
from savienojums.core.pages import PER_PAGE, Page, page_number
from savienojums.core.refusal import NotFound
from savienojums.journal.models import Record

if TYPE_CHECKING:
    from datetime import datetime

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A place where somebody is signed in."""

    address: str
    browser: str
    network: str
    since: datetime
    seen: datetime
    is_here: bool


def person_with_email(email: str) -> Person | None:
    """Whose mailbox this is, if they have an account."""
    known: Person | None = Person.objects.filter(email=mailbox(email)).first()
    return known


def needs_first_administrator() -> bool:
    """Whether nobody keeps this installation yet."""
    return not Role.objects.held().filter(kind=RoleKind.ADMINISTRATOR).exists()


def is_only_administrator(person: Person) -> bool:
    """Whether the installation would be left without anyone if this person went."""
    others = Role.objects.held().filter(kind=RoleKind.ADMINISTRATOR).exclude(person=person)
    return person.has_role(RoleKind.ADMINISTRATOR) and not others.exists()


# --- people and their roles -------------------------------------------------------


def people_for(person: Person | None, *, words: str = "", role: str = "", asked: str = "") -> Page[Person]:
    """The people with an account, for those who keep the list; to everyone else there is no such list."""
    if not keeps_people(person):
        raise NotFound
    rows = Person.objects.visible_to(person)
    if words.strip():
        rows = rows.like(words.strip())
    if role in RoleKind.values:
        rows = rows.filter(roles__in=Role.objects.held().filter(kind=role))
    total = rows.count()
    number = page_number(asked, total)
    held = Prefetch("roles", Role.objects.held(), to_attr="held_roles")
    first = (number - 1) * PER_PAGE
    ordered = rows.order_by("sort_name", "email").prefetch_related(held)
    return Page(list(ordered[first : first + PER_PAGE]), number, total)


def keeps_people(person: Person | None) -> bool:
    """Whether this person gives any role, and therefore sees who has an account."""
    return bool(kinds_given_by(person))


def kinds_given_by(person: Person | None) -> list[RoleKind]:
    """The roles this person may give."""
    return [kind for kind in RoleKind if rules.may_give_role(person, kind)]


def person_for(person: Person | None, public_id: str) -> Person:
    """Someone with an account, for those who keep the list."""
    someone: Person | None = Person.objects.visible_to(person).filter(public_id=public_id).first()
    if someone is None:
        raise NotFound
    return someone


def roles_of(person: Person) -> list[Role]:
    """What this person does and did for the region, newest first, and who asked them to."""
    rows = person.roles.select_related("given_by", "person")
    return sorted(rows, key=lambda role: (role.until is None, role.until or role.since, role.since), reverse=True)


def role_for(person: Person, public_id: str) -> Role:
    """A held role that this person may end."""
    role = Role.objects.held().select_related("person").filter(public_id=public_id).first()
    if role is None or not rules.may_end_role(person, role):
        raise NotFound
    return role


# --- invitations ------------------------------------------------------------------


def invitations_for(person: Person, at: datetime) -> list[RoleInvitation]:
    """The invitations nobody has answered yet, also those just too old, for those who may give these roles."""
    rows = RoleInvitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at - KEPT)
    return list(rows.filter(kind__in=kinds_given_by(person)).select_related("invited_by"))


def invitation_for(person: Person, public_id: str) -> RoleInvitation:
    """An invitation to a role that this person may give."""
    row: RoleInvitation | None = RoleInvitation.objects.filter(
        public_id=public_id, kind__in=kinds_given_by(person)
    ).first()
    if row is None:
        raise NotFound
    return row


def invitation_with(token: str) -> RoleInvitation:
    """The invitation that this link opens."""
    row: RoleInvitation = invitation_by(RoleInvitation.objects.select_related("invited_by"), token)
    return row


def invitation_told_in(record_id: int) -> RoleInvitation | None:
    """The invitation that this line of the journal is about, if it still stands."""
    line = Record.objects.get(pk=record_id)
    row: RoleInvitation | None = RoleInvitation.objects.filter(pk=line.subject_id or 0).first()
    return row


def invitations_to_forget(at: datetime) -> list[RoleInvitation]:
    """Invitations that came to nothing a month ago; their addresses are nobody's business any more."""
    over = Q(expires_at__lte=at - KEPT) | Q(withdrawn_at__lte=at - KEPT)
    return list(RoleInvitation.objects.filter(over, accepted_at=None))


# --- sessions ---------------------------------------------------------------------


def sessions_of(person: Person, here: str | None, at: datetime) -> list[OpenSession]:
    """Where this person is signed in, this place first, then the one used last."""
    rows = list(UserSession.objects.filter(user=person))
    keys = [row.session_key for row in rows]
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=at)
    living = set(alive.values_list("session_key", flat=True))
    sessions = [
        OpenSession(
            address=address_of(row),
            browser=browser_of(row.user_agent),
            network=shortened(row.ip),
            since=row.created_at,
            seen=row.last_seen_at,
            is_here=row.session_key == here,
        )
        for row in rows
        if row.session_key in living
    ]
    return sorted(sessions, key=lambda session: (session.is_here, session.seen), reverse=True)


def session_of(person: Person, address: str) -> UserSession:
    """One of this person's sessions, by its address word."""
    for row in UserSession.objects.filter(user=person):
        if address_of(row) == address:
            return row
    raise NotFound


def address_of(session: UserSession) -> str:
    """The word that stands for a session in addresses; its key must never leave the house."""
    return sha256(session.session_key.encode()).hexdigest()[:16]
