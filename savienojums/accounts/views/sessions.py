"""Where I am signed in, and signing out there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.accounts import actions, queries
from savienojums.core.clock import now
from savienojums.core.web import SignedInRequest, accepts, page, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@never_cache
@signed_in
@accepts("GET", "DELETE")
def sessions(request: SignedInRequest) -> HttpResponse:
    """The places where I am signed in; DELETE ends all but this one."""
    here = request.session.session_key
    if request.method == "DELETE":
        actions.end_other_sessions(by=request.person, person=request.person, here=here, at=now())
        messages.success(request, _("You are signed out everywhere but here."))
        return redirect("sessions")
    open_sessions = queries.sessions_of(request.person, here, now())
    return page(request, "accounts/sessions.html", part="list", sessions=open_sessions)


@signed_in
@accepts("DELETE")
def session(request: SignedInRequest, address: str) -> HttpResponse:
    """End one of my sessions."""
    found = queries.session_of(request.person, address)
    actions.end_session(by=request.person, session=found, at=now())
    messages.success(request, _("You are signed out there."))
    return redirect("sessions")
