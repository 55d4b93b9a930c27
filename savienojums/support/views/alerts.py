"""Doors of the links in a mail: was it useful, and stop everything by one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from savienojums.core.clock import now
from savienojums.core.web import Request, accepts, page
from savienojums.support.actions import alerts as acts
from savienojums.support.actions import following
from savienojums.support.queries import alert_mail
from savienojums.support.queries.following import alert_by

if TYPE_CHECKING:
    from django.http import HttpResponse


@never_cache
@accepts("GET", "POST")
def alert(request: Request, token: str) -> HttpResponse:
    """Whether one mail was useful or too much, and what to do about it."""
    found = alert_by(token)
    if request.method == "POST":
        rating = request.POST.get("rating", "")
        acts.rate_alert(by=request.person, alert=found, rating=rating, token=token, at=now())
        return redirect("alert", token)
    followed = alert_mail.followed_in(found)
    return page(request, "support/alert.html", alert=found, followed=followed, token=token)


# Mail programs press this button without having seen a page of ours (RFC 8058): the link itself is the secret.
@csrf_exempt
@never_cache
@accepts("GET", "POST")
def alert_end(request: Request, token: str) -> HttpResponse:
    """Stop everything the mailbox of a mail follows; a link that is only opened stops nothing."""
    found = alert_by(token)
    if request.method == "POST":
        following.stop_alerts(by=request.person, alert=found, token=token, at=now())
        if "List-Unsubscribe" not in request.POST:
            return redirect("alert_end", token)
    followed = alert_mail.mailbox_of(found)
    running = [each for each in followed if each.follow.stopped_at is None]
    return page(request, "support/alert_end.html", followed=followed, running=running, token=token)
