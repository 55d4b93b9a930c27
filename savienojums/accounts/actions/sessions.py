"""Signing out elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.db import transaction

from savienojums.accounts import rules
from savienojums.core.refusal import allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person


@transaction.atomic
def end_session(*, by: Person, session: UserSession, at: datetime) -> None:
    """Sign out in one of the places where you are signed in."""
    allow(rules.may_end_session, by, session)
    session.end()
    record("accounts.session_ended", by=by, subject=by, at=at, audience=Audience.SELF)


@transaction.atomic
def end_other_sessions(*, by: Person, person: Person, here: str | None, at: datetime) -> int:
    """Sign out everywhere but here; says in how many places."""
    allow(rules.may_end_other_sessions, by, person)
    others = list(UserSession.objects.filter(user=person).exclude(session_key=here))
    for session in others:
        session.end()
    record("accounts.other_sessions_ended", by=by, subject=person, at=at, audience=Audience.SELF, count=len(others))
    return len(others)
