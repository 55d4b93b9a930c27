"""The door of an event: its poster for the organisers, and the pages behind its code for those who arrive."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.documents import keeping
from savienojums.core.limits import address_of, within_limit
from savienojums.core.refusal import NotFound, Refused
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import arrivals as acts
from savienojums.events.documents import composition
from savienojums.events.forms.arrivals import ArriveForm, UnlistedForm
from savienojums.events.kinds import Arrival
from savienojums.events.queries import arrivals as queries
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for
from savienojums.events.queries.spoken import when_of, where_of

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.events.models import Attendance, Event

PDF = "application/pdf"
# Everybody in a hall has the same network address.
TRIES = 300


@signed_in
@accepts("GET", "POST")
def event_door(request: SignedInRequest, slug: str) -> HttpResponse:
    """The code at the door: its poster, and a new code where the old one came into wrong hands."""
    event = hosted_for(request.person, slug)
    if request.method == "POST":
        acts.renew_door(by=request.person, event=event, at=now())
        messages.success(request, _("The door has a new code. Print the poster again."))
        return redirect("event_door", slug)
    leaves = leaves_of(event, "event_check_in")
    words: dict[str, Any] = {"told": composition.door(event)} if event.door_code else {}
    return page(request, "events/door_poster.html", event=event, leaves=leaves, **words)


@signed_in
@accepts("GET")
def event_door_pdf(request: SignedInRequest, slug: str) -> HttpResponse:
    """The poster at the door."""
    event = hosted_for(request.person, slug)
    if not event.door_code:
        raise NotFound
    return made(f"{event.slug}-door.pdf", keeping.press("events/documents/sheet_door", composition.door(event)))


@never_cache
@accepts("GET", "POST")
def door(request: Request, code: str) -> HttpResponse:
    """Check oneself in; of others nothing is said, not even to the one who knows their address."""
    event, at = queries.door_for(code), now()
    form = ArriveForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        if form.is_from_a_machine:
            return redirect("door_receipt", code)
        try:
            # Nobody is looked up yet: a closed door tells nothing of anyone.
            acts.insist_on_open_door(event, at)
            if rows := _meant(request, event, form, at):
                acts.arrive(by=request.person, event=event, rows=rows, token=code, at=at)
                return redirect("door_receipt", code)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    status = 422 if form.errors else 200
    return page(request, "events/door.html", form=form, status=status, **_of(event, code, at))


def _meant(request: Request, event: Event, form: ArriveForm, at: datetime) -> list[Attendance]:
    """The rows of those who check themselves in; none where something is still to be said."""
    if not within_limit("door", address_of(request), most=TRIES, within=timedelta(hours=1), at=at):
        form.add_error(None, _("Too many tries from here. Please go to the organisers' table."))
        return []
    rows = queries.party_at_door(event, form.cleaned_data["who"])
    if not rows:
        form.add_error("who", _("Nobody is registered so. Look at it once more, or write your name below."))
    together = form.cleaned_data["together"]
    if len(rows) > 1 and not together:
        form.ask_together()
        return []
    return rows if together == "all" else rows[:1]


@never_cache
@accepts("GET", "POST")
def door_unlisted(request: Request, code: str) -> HttpResponse:
    """Put oneself onto the list, if there is a seat."""
    event, at = queries.door_for(code), now()
    form = UnlistedForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        if form.is_from_a_machine:
            return redirect("door_receipt", code)
        if within_limit("door_unlisted", address_of(request), most=TRIES, within=timedelta(hours=1), at=at):
            newcomer = form.newcomer(f"door:{uuid4().hex}", Arrival.CODE, at)
            try:
                acts.arrive_unlisted(by=request.person, event=event, newcomer=newcomer, token=code, at=at)
                return redirect("door_receipt", code)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
        else:
            form.add_error(None, _("Too many tries from here. Please go to the organisers' table."))
    words = _of(event, code, at) | {"has_seats": queries.has_seats_left(event)}
    return page(request, "events/door_unlisted.html", form=form, status=422 if form.errors else 200, **words)


@never_cache
@accepts("GET")
def door_receipt(request: Request, code: str) -> HttpResponse:
    """Welcome; the same words for everyone."""
    return page(request, "events/door_receipt.html", **_of(queries.door_for(code), code, now()))


def _of(event: Event, code: str, at: datetime) -> dict[str, Any]:
    state = queries.door_state(event, at)
    return {"event": event, "code": code, "state": state, "when": when_of(event), "where": where_of(event)}


def made(name: str, content: bytes) -> HttpResponse:
    """A document made for this reader alone; nobody on the way keeps it."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=PDF, headers=headers)
