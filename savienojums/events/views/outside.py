"""Doors of the calendars of others: which are shown, and how one is added, paused, looked at, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.refusal import NotAllowed, Refused
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import outside as actions
from savienojums.events.forms.outside import OutsideCalendarForm
from savienojums.events.queries import outside as queries
from savienojums.events.rules import outside as rules

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def outside_calendars(request: Request) -> HttpResponse:
    """The calendars that stand beside ours, whose they are and where."""
    keeps = rules.may_see_outside_desk(request.person)
    rows = queries.calendars_for(request.person, now())
    return page(request, "events/outside.html", rows=rows, keeps=keeps)


@accepts("GET", "POST")
@signed_in
def new_outside_calendar(request: SignedInRequest) -> HttpResponse:
    """An empty form for a calendar; it is read as soon as it is saved."""
    if not rules.may_add_outside_calendar(request.person):
        raise NotAllowed
    form = OutsideCalendarForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.add_outside_calendar(by=request.person, details=form.details(), at=now())
        except Refused as refusal:
            form.add_error("address", str(refusal.sentence))
        else:
            messages.success(request, _("The calendar is saved and will be read in a moment."))
            return redirect("outside_calendars")
    return page(request, "events/outside_form.html", form=form, calendar=None, status=422 if form.errors else 200)


@accepts("GET", "POST", "DELETE")
@signed_in
def outside_calendar(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One calendar's form; or take it away."""
    found = queries.calendar_for(request.person, public_id)
    if request.method == "DELETE":
        actions.remove_outside_calendar(by=request.person, calendar=found, at=now())
        messages.success(request, _("The calendar and everything read from it is taken away."))
        return redirect("outside_calendars")
    form = OutsideCalendarForm(request.POST if request.method == "POST" else None, calendar=found)
    if form.is_valid():
        try:
            actions.change_outside_calendar(by=request.person, calendar=found, details=form.details(), at=now())
        except Refused as refusal:
            form.add_error("address", str(refusal.sentence))
        else:
            messages.success(request, _("The calendar is saved and will be read in a moment."))
            return redirect("outside_calendars")
    return page(request, "events/outside_form.html", form=form, calendar=found, status=422 if form.errors else 200)


@accepts("POST", "DELETE")
@signed_in
def outside_pause(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Do not show a calendar for now, or show it again."""
    found = queries.calendar_for(request.person, public_id)
    if request.method == "POST":
        actions.pause_outside_calendar(by=request.person, calendar=found, at=now())
    else:
        actions.resume_outside_calendar(by=request.person, calendar=found, at=now())
    return redirect("outside_calendars")


@accepts("POST")
@signed_in
def outside_look(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask for a look now."""
    found = queries.calendar_for(request.person, public_id)
    actions.ask_outside_calendar(by=request.person, calendar=found, at=now())
    messages.success(request, _("The calendar will be read in a moment."))
    return redirect("outside_calendars")
