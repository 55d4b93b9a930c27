"""Doors to what a focus group found: for everyone once it is given out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import findings as acts
from savienojums.events.queries import findings as queries
from savienojums.events.queries.focus import hosted_focus
from savienojums.events.queries.gatherings import shown_of
from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def event_findings(request: Request, slug: str) -> HttpResponse:
    """What was found, code by code, without anybody being known by it."""
    focus, found = queries.released_for(request.person, slug)
    words: dict[str, Any] = {"runs_it": organises(request.person, focus.event), "shown": shown_of(focus.event, now())}
    return page(request, "events/findings.html", event=focus.event, focus=focus, findings=found, **words)


@signed_in
@accepts("GET", "POST", "DELETE")
def event_findings_release(request: SignedInRequest, slug: str) -> HttpResponse:
    """Give the findings out, or take them back; the form stands on the focus group's page."""
    found = hosted_focus(request.person, slug)
    if request.method not in {"POST", "DELETE"}:
        return redirect("event_focus", slug)
    if request.method == "DELETE":
        acts.withhold_findings(by=request.person, focus_group=found, at=now())
        messages.success(request, _("Only the organisers read the findings now."))
        return redirect("event_focus", slug)
    acts.release_findings(by=request.person, focus_group=found, sure="sure" in request.POST, at=now())
    messages.success(request, _("The findings are published."))
    return redirect("event_findings", slug)
