"""Doors of a workshop's leaders: groups, steps, the clock, and the screen in the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.documents import keeping
from savienojums.core.refusal import Refused
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import work as acts
from savienojums.events.actions import work_clock as clock_acts
from savienojums.events.documents.work import table_cards
from savienojums.events.forms.work import ClockForm, DealForm, GroupForm, GroupsForm, ScreenForm, SeatsForm, StepForm
from savienojums.events.queries import work as queries
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for
from savienojums.events.views.focus import pdf

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from savienojums.events.models import Event


@signed_in
@accepts("GET")
def event_work(request: SignedInRequest, slug: str) -> HttpResponse:
    """The clock, the steps, the groups and who sits where."""
    event = hosted_for(request.person, slug)
    return page(request, "events/work.html", part="clock", **_shown(event, now()))


@signed_in
@accepts("POST")
def event_work_groups(request: SignedInRequest, slug: str) -> HttpResponse:
    """So many groups."""
    event = hosted_for(request.person, slug)
    form = GroupsForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Say how many groups: a number from 0 to 30."))
    acts.make_work_groups(by=request.person, event=event, count=form.cleaned_data["count"], at=now())
    return _back(slug, "groups")


@signed_in
@accepts("POST")
def event_work_dealing(request: SignedInRequest, slug: str) -> HttpResponse:
    """Deal people out to the groups."""
    event = hosted_for(request.person, slug)
    form = DealForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose how to deal people out."))
    count = acts.deal_people(by=request.person, event=event, way=form.cleaned_data["way"], at=now())
    told = ngettext("One person has a group now.", "%(count)s people have a group now.", count) % {"count": count}
    messages.success(request, told)
    return _back(slug, "groups")


@signed_in
@accepts("POST")
def event_work_seats(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put people to tables by hand."""
    event = hosted_for(request.person, slug)
    groups = queries.groups_of(event)
    people = [*queries.people_to_seat(event, groups), *(each for group in groups for each in group.people.all())]
    form = SeatsForm(request.POST, people=people, groups=groups)
    if not form.is_valid():
        raise Refused(_("This group is gone. Load the page anew."))
    acts.seat_people(by=request.person, event=event, seats=form.seats(), at=now())
    return _back(slug, "groups")


@signed_in
@accepts("GET", "POST", "DELETE")
def event_work_group(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Another name or task for a group, or the group away."""
    event = hosted_for(request.person, slug)
    group = queries.group_for(event, public_id)
    if request.method == "DELETE":
        acts.remove_work_group(by=request.person, group=group, at=now())
        return _back(slug, "groups")
    form = GroupForm(request.POST or None, initial={"name": group.name, "task": group.task})
    if request.method == "POST" and form.is_valid():
        acts.change_work_group(by=request.person, group=group, at=now(), **form.cleaned_data)
        return _back(slug, "groups")
    words: dict[str, Any] = {"form": form, "group": group, "status": 422 if form.errors else 200}
    return page(request, "events/work_group.html", **_desk(event), **words)


@signed_in
@accepts("POST")
def event_work_steps(request: SignedInRequest, slug: str) -> HttpResponse:
    """One more step of work."""
    event = hosted_for(request.person, slug)
    form = StepForm(request.POST)
    if form.is_valid():
        acts.add_work_step(by=request.person, event=event, step=form.told(), at=now())
        return _back(slug, "steps")
    return page(request, "events/work.html", **(_shown(event, now()) | {"step_form": form}), status=422)


@signed_in
@accepts("GET", "POST", "DELETE")
def event_work_step(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Other words, minutes or another place for a step, or the step away."""
    event = hosted_for(request.person, slug)
    step = queries.step_for(event, public_id)
    if request.method == "DELETE":
        acts.remove_work_step(by=request.person, step=step, at=now())
        return _back(slug, "steps")
    place = [each.pk for each in queries.steps_of(event)].index(step.pk) + 1
    form = StepForm(request.POST or None, step=step, place=place)
    if request.method == "POST" and form.is_valid():
        acts.change_work_step(by=request.person, step=step, told=form.told(), at=now())
        return _back(slug, "steps")
    words: dict[str, Any] = {"form": form, "step": step, "status": 422 if form.errors else 200}
    return page(request, "events/work_step.html", **_desk(event), **words)


@signed_in
@accepts("POST")
def event_work_clock(request: SignedInRequest, slug: str) -> HttpResponse:
    """Start, pause, turn to a step, give minutes, stop."""
    event, at = hosted_for(request.person, slug), now()
    form = ClockForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The clock did not understand that. Load the page anew."))
    told: dict[str, Any] = form.cleaned_data
    who: dict[str, Any] = {"by": request.person, "event": event, "at": at}
    if told["do"] == "turn":
        clock_acts.turn_clock(step=queries.step_for(event, told["step"]), **who)
    elif told["do"] == "add":
        clock_acts.lengthen_step(minutes=told["minutes"] or 0, **who)
    else:
        {"start": clock_acts.start_clock, "pause": clock_acts.pause_clock, "stop": clock_acts.stop_clock}[told["do"]](
            **who
        )
    if request.htmx:
        return page(request, "events/work.html", part="clock", **_shown(event, at))
    return _back(slug, "clock")


@signed_in
@accepts("POST", "DELETE")
def event_work_screen(request: SignedInRequest, slug: str) -> HttpResponse:
    """A new address for the screen, or none."""
    event = hosted_for(request.person, slug)
    if request.method == "DELETE":
        clock_acts.close_screen(by=request.person, event=event, at=now())
    else:
        clock_acts.renew_screen(by=request.person, event=event, at=now())
    return _back(slug, "screen")


@signed_in
@accepts("POST")
def event_work_names(request: SignedInRequest, slug: str) -> HttpResponse:
    """Whether first names stand on the screen."""
    event = hosted_for(request.person, slug)
    form = ScreenForm(request.POST)
    shown = form.is_valid() and form.cleaned_data["shown"]
    clock_acts.show_people(by=request.person, event=event, shown=bool(shown), at=now())
    return _back(slug, "screen")


@signed_in
@accepts("GET")
def event_work_cards(request: SignedInRequest, slug: str) -> HttpResponse:
    """A card for each table: the group's name, its task, the way to the event's page."""
    event = hosted_for(request.person, slug)
    groups = queries.groups_of(event)
    if not groups:
        raise Refused(acts.NoGroups.sentence)
    return pdf(keeping.press("events/documents/work_cards", table_cards(event, groups)), f"{slug}-galdi.pdf")


@never_cache
@accepts("GET")
def screen(request: Request, code: str) -> HttpResponse:
    """What the projector shows: the step, the time that is left, the groups."""
    clock, at = queries.screen_by(code), now()
    shown = queries.shown_clock(clock, queries.steps_of(clock.event), at)
    words: dict[str, Any] = {"event": clock.event, "clock": shown, "groups": queries.screen_groups(clock), "at": at}
    response = page(request, "events/screen.html", part="stage", **words)
    # Whoever stands before the screen is no reader to be told to search engines.
    response["X-Robots-Tag"] = "noindex"
    return response


def _desk(event: Event) -> dict[str, Any]:
    return {"event": event, "leaves": leaves_of(event, "event_work")}


def _shown(event: Event, at: datetime) -> dict[str, Any]:
    clock, steps, groups = queries.clock_of(event), queries.steps_of(event), queries.groups_of(event)
    return {
        **_desk(event),
        "clock": queries.shown_clock(clock, steps, at),
        "kept": clock,
        "steps": steps,
        "minutes": sum(step.minutes for step in steps),
        "groups": groups,
        "unseated": queries.people_to_seat(event, groups),
        "groups_form": GroupsForm(initial={"count": len(groups) or 4}),
        "deal_form": DealForm(),
        "step_form": StepForm(),
        "more": (-1, 1, 5),
    }


def _back(slug: str, part: str) -> HttpResponse:
    return redirect(f"{reverse('event_work', args=[slug])}#{part}")
