"""Doors to minutes: reading them, the page on which they are written, closing and publishing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.clock import local_day, now
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import minutes as actions
from savienojums.events.forms.minutes import HeadForm, PublishForm
from savienojums.events.forms.minutes_page import forms_of
from savienojums.events.queries import minutes as queries
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for
from savienojums.events.queries.minutes_writing import writing_of
from savienojums.events.queries.photos import photos_of
from savienojums.events.queries.spoken import when_of, where_of
from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.events.forms.minutes_page import Wrong
    from savienojums.events.models import Event

FORM = "events/minutes_form.html"


@accepts("GET")
def event_minutes(request: Request, slug: str) -> HttpResponse:
    """The minutes as they are read."""
    found = queries.minutes_for(request.person, slug)
    event = found.event
    words: dict[str, Any] = {
        "event": event,
        "record": queries.record_of(event, found),
        "when": when_of(event),
        "where": where_of(event),
        "photos": photos_of(event),
        "runs_it": organises(request.person, event),
        "today": local_day(now()),
    }
    return page(request, "events/minutes.html", **words)


@signed_in
@accepts("GET", "POST")
def event_minutes_form(request: SignedInRequest, slug: str) -> HttpResponse:
    """The page on which minutes are written; what is sent to it is who led and who wrote."""
    found = hosted_for(request.person, slug)
    if request.method == "GET":
        return written(request, found)
    form = HeadForm(request.POST, auto_id="head_%s")
    if not form.is_valid():
        return written(request, found, {("head", ""): form})
    actions.write_minutes(by=request.person, event=found, details=form.cleaned_data, at=now())
    return saved(request, found, "head")


@signed_in
@accepts("POST", "DELETE")
def minutes_closing(request: SignedInRequest, slug: str) -> HttpResponse:
    """Finish the minutes, or open them again."""
    found = hosted_for(request.person, slug)
    if request.method == "DELETE":
        actions.reopen_minutes(by=request.person, event=found, at=now())
        messages.success(request, _("The minutes are open again."))
        return redirect("event_minutes_form", slug)
    over = actions.close_minutes(by=request.person, event=found, at=now())
    carried = ngettext(
        "The minutes are closed. %(n)s point goes on to the next meeting.",
        "The minutes are closed. %(n)s points go on to the next meeting.",
        over,
    )
    messages.success(request, carried % {"n": over} if over else _("The minutes are closed."))
    return redirect("event_minutes_form", slug)


@signed_in
@accepts("POST", "DELETE")
def minutes_publication(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say who may read the minutes, or take them back."""
    found = hosted_for(request.person, slug)
    if request.method == "DELETE":
        actions.withdraw_minutes(by=request.person, event=found, at=now())
        messages.success(request, _("Only the organisers read the minutes now."))
        return redirect("event_minutes_form", slug)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return written(request, found, {("publish", ""): form})
    circle = form.cleaned_data["circle"]
    actions.publish_minutes(by=request.person, event=found, circle=circle, at=now())
    messages.success(request, _("The minutes are published."))
    return redirect("event_minutes", slug)


def written(request: SignedInRequest, event: Event, wrong: Wrong | None = None) -> HttpResponse:
    """The page of writing, with those forms that could not be saved as they were sent."""
    if wrong and request.htmx:
        # Saved by itself while somebody goes on writing: only a word beside the form.
        return page(request, FORM, part="saved", wrong=next(iter(wrong.values())), event=event)
    told = writing_of(request.person, event, now())
    words: dict[str, Any] = {"event": event, "told": told, "leaves": leaves_of(event, "event_minutes_form")}
    return page(request, FORM, status=422 if wrong else 200, **words, **forms_of(told, wrong or {}))


def saved(request: SignedInRequest, event: Event, anchor: str, **words: Any) -> HttpResponse:
    """After a small form was saved: a word beside it, or the page at the same spot."""
    if request.htmx:
        return page(request, FORM, part="saved", saved_at=now(), event=event, **words)
    response = redirect("event_minutes_form", event.slug)
    response["Location"] += f"#{anchor}"
    return response
