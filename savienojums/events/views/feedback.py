"""Doors for saying how it was, and for reading what was said."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions.feedback import FeedbackGiven, give_feedback
from savienojums.events.forms.feedback import FeedbackForm
from savienojums.events.queries import feedback as queries
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for

if TYPE_CHECKING:
    from django.http import HttpResponse


@never_cache
@accepts("GET", "POST")
def event_feedback_form(request: Request, token: str) -> HttpResponse:
    """Say how it was, by the link of the letter of thanks."""
    registration, at = queries.feedback_registration(token), now()
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with suppress(FeedbackGiven):
            give_feedback(by=request.person, registration=registration, token=token, opinion=form.opinion(), at=at)
        return redirect("event_feedback_form", token)
    words: dict[str, Any] = {
        "event": registration.event,
        "form": form,
        "is_given": registration.feedback_at is not None,
        "is_asked": queries.is_asked(registration, at),
    }
    return page(request, "events/feedback_form.html", status=422 if form.errors else 200, **words)


@signed_in
@accepts("GET")
def event_feedback(request: SignedInRequest, slug: str) -> HttpResponse:
    """What was said of an event, for its organisers; no answer is anybody's."""
    event = hosted_for(request.person, slug)
    words: dict[str, Any] = {"event": event, "results": queries.results_of(event), "shown_from": queries.SHOWN_FROM}
    return page(request, "events/feedback.html", leaves=leaves_of(event, "event_messages"), **words)
