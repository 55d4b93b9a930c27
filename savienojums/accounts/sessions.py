"""Signing in and out: a session begins with a proved mailbox, is noted now and then, and runs out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from savienojums.accounts.models import Person

SEEN = "seen"
PAUSE = timedelta(hours=1)


def begin(request: HttpRequest, person: Person, *, onward: str, at: datetime) -> HttpResponse:
    """Sign this person in, here, and lead them onward."""
    record_authentication(request, person, method="code", email=person.email)
    answer: HttpResponse = perform_login(request, person, redirect_url=onward)
    request.session[SEEN] = at.timestamp()
    return answer


def note_visit(request: HttpRequest, at: datetime) -> None:
    """Remember that this session was used, at most once an hour; its sixty days begin anew."""
    seen = request.session.get(SEEN)
    if seen is None or at.timestamp() - seen < PAUSE.total_seconds():
        return
    request.session[SEEN] = at.timestamp()
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=at)


def clear_over(at: datetime) -> None:
    """Drop sessions that ran out, and what was noted about them."""
    Session.objects.filter(expire_date__lt=at).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
