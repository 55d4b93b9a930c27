"""Doors to an event: its page for everyone, its organisers' desk, its form, its life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import RIGA, local_day, now
from savienojums.core.refusal import Refused, allow
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import gatherings as actions
from savienojums.events.actions.copying import copy_event
from savienojums.events.forms.cancelling import CancellingForm, CopyingForm
from savienojums.events.forms.gatherings import EventForm, initial_of, initial_of_new
from savienojums.events.queries.carried import carried_along, left_outside
from savienojums.events.queries.changes import conflicts_in_words
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import event_for, hosted_for
from savienojums.events.queries.facts import changes_seen
from savienojums.events.queries.gatherings import desk_of, shown_of
from savienojums.events.queries.messages import parties_to_call
from savienojums.events.queries.offered import offered_to
from savienojums.events.queries.page import page_of
from savienojums.events.rules import gatherings as rules

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.events.models import Event


@accepts("GET")
def event(request: Request, slug: str) -> HttpResponse:
    """All that is told of one event."""
    found = event_for(request.person, slug)
    return page(request, "events/event.html", **page_of(request.person, found, now()))


@signed_in
@accepts("GET")
def event_desk(request: SignedInRequest, slug: str) -> HttpResponse:
    """The first page of the organisers' desk: how it stands and what to do next."""
    found, at = hosted_for(request.person, slug), now()
    words = {"calls": parties_to_call(found, at), **desk_of(found, at)}
    return page(request, "events/desk.html", leaves=leaves_of(found, "event_desk"), **words)


@signed_in
@accepts("GET", "POST")
def event_new(request: SignedInRequest) -> HttpResponse:
    """An empty form for a new event."""
    allow(rules.may_make_event, request.person)
    at = now()
    offered = offered_to(request.person, None, local_day(at))
    form = EventForm(request.POST or None, offered=offered, initial=initial_of_new(offered, request.GET))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_event(by=request.person, details=form.details(), at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return _made(request, made)
    return page(request, "events/event_form.html", form=form, status=422 if form.errors else 200)


def _made(request: SignedInRequest, made: Event) -> HttpResponse:
    """After a new event is saved: published at once if so asked, else its desk."""
    messages.success(request, _("Saved as a draft that only its organisers see."))
    if request.POST.get("then") == "publish":
        try:
            actions.publish_event(by=request.person, event=made, at=now())
        except Refused as refusal:
            messages.warning(request, str(refusal.sentence))
        else:
            return redirect(made)
    return redirect("event_desk", made.slug)


@signed_in
@accepts("GET", "POST")
def event_form(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change what is said of an event."""
    found = hosted_for(request.person, slug)
    offered = offered_to(request.person, found, local_day(now()))
    if request.method == "GET":
        start = {**initial_of(found), "seen": changes_seen(found)}
        return _form(request, found, EventForm(offered=offered, initial=start))
    form = EventForm(request.POST, offered=offered)
    if not form.is_valid():
        return _form(request, found, form, status=422)
    try:
        seen = form.cleaned_data["seen"]
        changed = actions.change_event(by=request.person, event=found, details=form.details(), seen=seen, at=now())
    except actions.ChangedMeanwhile as refusal:
        words = {"conflicts": conflicts_in_words(refusal.conflicts), "seen": refusal.seen}
        return _form(request, found, form, status=409, **words)
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _form(request, found, form, status=422)
    messages.success(request, " ".join([_("Saved."), *carried_along(found, changed)]))
    if outside := left_outside(found, changed):
        messages.warning(request, outside)
    return redirect("event_desk", slug)


def _form(request: SignedInRequest, found: Event, form: EventForm, status: int = 200, **words: Any) -> HttpResponse:
    leaves = leaves_of(found, "event_form")
    return page(request, "events/event_change.html", event=found, form=form, leaves=leaves, status=status, **words)


@signed_in
@accepts("GET", "POST")
def event_publication(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let people know of it; who comes by a link finds the button at the desk."""
    found = hosted_for(request.person, slug)
    if request.method != "POST":
        return redirect("event_desk", slug)
    actions.publish_event(by=request.person, event=found, at=now())
    messages.success(request, _("The event is published: everyone who may see it finds it now."))
    return redirect(found)


@signed_in
@accepts("GET", "POST", "DELETE")
def event_cancellation(request: SignedInRequest, slug: str) -> HttpResponse:
    """Cancel an event after asking once more and for the reason, or bring it back."""
    found = hosted_for(request.person, slug)
    if request.method == "DELETE":
        actions.restore_event(by=request.person, event=found, at=now())
        messages.success(request, _("The event takes place again; those who registered are told."))
        return redirect("event_desk", slug)
    form = CancellingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.cancel_event(by=request.person, event=found, why=form.cleaned_data["why"], at=now())
        messages.success(request, _("The event is cancelled; those who registered are told."))
        return redirect("event_desk", slug)
    return _small(request, "events/event_cancellation.html", found, form)


@signed_in
@accepts("GET", "POST")
def event_copy(request: SignedInRequest, slug: str) -> HttpResponse:
    """The same event on another day, as a draft."""
    found = hosted_for(request.person, slug)
    form = CopyingForm(request.POST or None, usual=found.starts_at.astimezone(RIGA))
    if request.method == "POST" and form.is_valid():
        starts_at = form.cleaned_data["starts_at"]
        made = copy_event(by=request.person, event=found, starts_at=starts_at, at=now())
        messages.success(request, _("This is the copy: a draft with the same parts and without people."))
        return redirect("event_desk", made.slug)
    return _small(request, "events/event_copy.html", found, form)


@signed_in
@accepts("GET", "DELETE")
def event_draft(request: SignedInRequest, slug: str) -> HttpResponse:
    """Throw a draft away, after asking once more."""
    found = hosted_for(request.person, slug)
    if request.method == "DELETE":
        actions.delete_draft(by=request.person, event=found, at=now())
        messages.success(request, _("The draft is deleted."))
        return redirect("mine")
    return _small(request, "events/event_draft.html", found, None)


def _small(request: SignedInRequest, template: str, found: Event, form: Any) -> HttpResponse:
    leaves, shown = leaves_of(found, "event_desk"), shown_of(found, now())
    status = 422 if form is not None and form.errors else 200
    return page(request, template, event=found, form=form, leaves=leaves, shown=shown, status=status)
