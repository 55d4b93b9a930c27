"""What the leaders of a workshop do with its clock and its screen."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.records import LETTERS
from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import line
from savienojums.events.models import Event, WorkClock
from savienojums.events.rules import work as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import WorkStep
    from savienojums.events.work_clock import Time

CODE_LENGTH = 10


class NoSteps(Refused):
    """There is nothing whose time could run."""

    sentence = gettext_lazy("Add a step of work first: the clock counts its minutes.")


@transaction.atomic
def start_clock(*, by: Person, event: Event, at: datetime) -> WorkClock:
    """Let the time run: of the first step if none is on, or on after a pause."""
    allow(rules.may_start_clock, by, event)
    clock = _clock_of(event)
    if clock.step is None:
        clock.step = event.work_steps.first()
        clock.started_at, clock.paused_at, clock.added = None, None, 0
    if clock.step is None:
        raise NoSteps
    return _keep("events.clock_started", clock, clock.time().start(at), by, at)


@transaction.atomic
def pause_clock(*, by: Person, event: Event, at: datetime) -> WorkClock:
    """Let the time stand still."""
    allow(rules.may_pause_clock, by, event)
    clock = _clock_of(event)
    return _keep("events.clock_paused", clock, clock.time().pause(at), by, at)


@transaction.atomic
def turn_clock(*, by: Person, event: Event, step: WorkStep, at: datetime) -> WorkClock:
    """Go to that step, forward or back, with its whole time; it runs if the clock ran.

    Told twice it does nothing the second time, so that two leaders who press at once do not leave a step out.
    """
    allow(rules.may_turn_clock, by, event)
    clock = _clock_of(event)
    if clock.step_id == step.pk:
        return clock
    runs = clock.started_at is None or clock.paused_at is None
    clock.step = step
    clock.started_at, clock.paused_at, clock.added = at, None if runs else at, 0
    return _keep("events.clock_turned", clock, clock.time(), by, at)


@transaction.atomic
def lengthen_step(*, by: Person, event: Event, minutes: int, at: datetime) -> WorkClock:
    """Give the step that is on more minutes, or take some."""
    allow(rules.may_lengthen_step, by, event)
    clock = _clock_of(event)
    if clock.step is None:
        raise NoSteps
    return _keep("events.step_lengthened", clock, clock.time().longer(minutes * 60), by, at)


@transaction.atomic
def stop_clock(*, by: Person, event: Event, at: datetime) -> WorkClock:
    """No step is on; the next start begins with the first."""
    allow(rules.may_stop_clock, by, event)
    clock = _clock_of(event)
    clock.step, clock.started_at, clock.paused_at, clock.added = None, None, None, 0
    return _keep("events.clock_stopped", clock, clock.time(), by, at)


@transaction.atomic
def renew_screen(*, by: Person, event: Event, at: datetime) -> WorkClock:
    """An address for the projector that nobody knows yet; the one before leads nowhere."""
    allow(rules.may_renew_screen, by, event)
    clock = _clock_of(event)
    clock.screen_code = "".join(secrets.choice(LETTERS) for _letter in range(CODE_LENGTH))
    clock.save(update_fields=["screen_code"])
    line("events.screen_renewed", event, by=by, at=at)
    return clock


@transaction.atomic
def close_screen(*, by: Person, event: Event, at: datetime) -> None:
    """The projector's page is gone."""
    allow(rules.may_close_screen, by, event)
    clock = _clock_of(event)
    clock.screen_code = ""
    clock.save(update_fields=["screen_code"])
    line("events.screen_closed", event, by=by, at=at)


@transaction.atomic
def show_people(*, by: Person, event: Event, shown: bool, at: datetime) -> None:
    """First names stand on the screen beside their groups, or do not."""
    allow(rules.may_show_people, by, event)
    clock = _clock_of(event)
    clock.shows_people = shown
    clock.save(update_fields=["shows_people"])
    line("events.people_shown", event, by=by, at=at, shown=shown)


def _clock_of(event: Event) -> WorkClock:
    """The event's clock, held against others who press at this moment."""
    WorkClock.objects.get_or_create(event=event)
    clock = WorkClock.objects.select_for_update().get(event=event)
    clock.event = event
    return clock


def _keep(verb: str, clock: WorkClock, time: Time, by: Person, at: datetime) -> WorkClock:
    clock.started_at, clock.paused_at, clock.added = time.started, time.paused, time.added
    clock.save()
    line(verb, clock.event, by=by, at=at)
    return clock
