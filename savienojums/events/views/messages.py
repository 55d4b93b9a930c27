"""Doors of the organisers: messages to those who registered, and reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages as said
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.refusal import allow
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import messages as acts
from savienojums.events.actions.reminders import set_reminders
from savienojums.events.forms.messages import MessageForm, RemindersForm
from savienojums.events.queries import feedback
from savienojums.events.queries import messages as queries
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for
from savienojums.events.queries.reminders import days_of
from savienojums.events.rules import messages as rules

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from savienojums.events.models import Event


@signed_in
@accepts("GET", "POST")
def event_messages(request: SignedInRequest, slug: str) -> HttpResponse:
    """What was written to those registered; on which mornings they are reminded."""
    event, at = hosted_for(request.person, slug), now()
    form = RemindersForm(request.POST or None, days=days_of(event.reminders))
    if request.method == "POST" and form.is_valid():
        set_reminders(by=request.person, event=event, days=form.wanted(), at=at)
        said.success(request, _("Saved."))
        return redirect("event_messages", slug)
    words: dict[str, Any] = {"sent": queries.messages_of(event), "form": form, "is_over": event.ends_at <= at}
    words |= {"feedback_count": feedback.feedback_count(event), "calls": queries.parties_to_call(event, at)}
    status = 422 if form.errors else 200
    return page(request, "events/messages.html", status=status, **_desk(event), **words)


@signed_in
@accepts("GET", "POST")
def event_message_form(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write a message: first it is shown with the number of those who get it, then it is sent."""
    event, at, kind = hosted_for(request.person, slug), now(), _kind(request)
    allow(rules.may_write_message, request.person, event)
    form = MessageForm(
        request.POST or None, kind=kind, counts=queries.reach_choices(event), initial=_begun(event, kind, at)
    )
    words: dict[str, Any] = {"form": form, "kind": kind, "event": event, "leaves": leaves_of(event, "event_messages")}
    if request.method == "POST" and form.is_valid() and "again" not in request.POST:
        if "confirmed" in request.POST:
            made = acts.write_message(by=request.person, event=event, words=form.words(), at=at)
            return redirect("event_message", slug, made.public_id)
        words["reach"] = queries.reach_of(event, form.cleaned_data["readers"])
        words["reply_to"] = queries.reply_to(event)
        return page(request, "events/message_preview.html", words=form.words(), **words)
    return page(request, "events/message_form.html", status=422 if form.errors else 200, **words)


@signed_in
@accepts("GET")
def event_message(request: SignedInRequest, slug: str, message: str) -> HttpResponse:
    """One message: what it said, whom it reached, who is to be told by telephone."""
    event = hosted_for(request.person, slug)
    found = queries.message_in(event, message)
    reach = queries.reach_of(event, found.readers, until=found.written_at)
    told = queries.told_count(found)
    words: dict[str, Any] = {"message": found, "reach": reach, "told": told, "waiting": max(0, reach.mailboxes - told)}
    return page(request, "events/message.html", **_desk(event), **words)


def _desk(event: Event) -> dict[str, Any]:
    return {"event": event, "leaves": leaves_of(event, "event_messages")}


def _kind(request: SignedInRequest) -> str:
    return "thanks" if "thanks" in (request.GET.get("kind"), request.POST.get("kind")) else "news"


def _begun(event: Event, kind: str, at: datetime) -> dict[str, str]:
    """What stands in the form before anybody has written."""
    del at
    begun = {"readers": queries.usual_readers(kind)}
    if kind == "thanks":
        begun["subject"] = _("Thank you for coming: %(title)s") % {"title": event.title}
    return begun
