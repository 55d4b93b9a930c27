"""Tasks a meeting gave: who does what until when, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.marks import raise_mark
from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.minutes import insist_on_open
from savienojums.events.models import Minutes, Task
from savienojums.events.rules import tasks as rules
from savienojums.events.rules.hosting import on_behalf
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network.rules import speaks_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event

LINES = ("what", "who", "organisation", "due_on", "point")
MOST_TASKS = 100


class TaskOver(Refused):
    """Nothing is left to do."""

    sentence = gettext_lazy("This task is no longer open. Take it up again first.")


class TaskStillOpen(Refused):
    """It waits to be done."""

    sentence = gettext_lazy("This task is open; there is nothing to take up again.")


class EnoughTasks(Refused):
    """Nobody does so many."""

    sentence = gettext_lazy("A meeting gives at most 100 tasks.")


@transaction.atomic
def add_task(*, by: Person, event: Event, details: Mapping[str, Any], at: datetime) -> Task:
    """Give somebody something to do."""
    allow(rules.may_add_task, by, event)
    insist_on_open(event)
    if event.tasks.count() >= MOST_TASKS:
        raise EnoughTasks
    task = Task.objects.create(event=event, **{name: details[name] for name in LINES if name in details})
    _line("events.task_added", task, by=by, at=at)
    return task


@transaction.atomic
def change_task(*, by: Person, task: Task, details: Mapping[str, Any], at: datetime) -> None:
    """Say otherwise what is to be done, by whom or until when; also after the minutes are closed, for plans change."""
    allow(rules.may_change_task, by, task)
    changed = [name for name in LINES if name in details and getattr(task, name) != details[name]]
    if not changed:
        return
    for name in changed:
        setattr(task, name, details[name])
    task.save(update_fields=changed)
    _line("events.task_changed", task, by=by, at=at, lines=changed)


@transaction.atomic
def finish_task(*, by: Person, task: Task, outcome: str, at: datetime) -> None:
    """Say that it is done, and what came of it."""
    allow(rules.may_finish_task, by, task)
    if not task.is_open:
        raise TaskOver
    task.done_at, task.done_by, task.outcome = at, by, outcome
    task.save(update_fields=["done_at", "done_by", "outcome"])
    _line("events.task_finished", task, by=by, at=at)


@transaction.atomic
def drop_task(*, by: Person, task: Task, outcome: str, at: datetime) -> None:
    """Say that it will not be done, and why."""
    allow(rules.may_drop_task, by, task)
    if not task.is_open:
        raise TaskOver
    task.dropped_at, task.outcome = at, outcome
    task.save(update_fields=["dropped_at", "outcome"])
    _line("events.task_dropped", task, by=by, at=at)


@transaction.atomic
def resume_task(*, by: Person, task: Task, at: datetime) -> None:
    """It is still to be done."""
    allow(rules.may_resume_task, by, task)
    if task.is_open:
        raise TaskStillOpen
    task.done_at = task.dropped_at = task.done_by = None
    task.save(update_fields=["done_at", "dropped_at", "done_by"])
    _line("events.task_resumed", task, by=by, at=at)


@transaction.atomic
def delete_task(*, by: Person, task: Task, at: datetime) -> None:
    """Strike a task that was written by mistake."""
    allow(rules.may_delete_task, by, task)
    insist_on_open(task.event)
    _line("events.task_deleted", task, by=by, at=at)
    task.delete()


def _line(verb: str, task: Task, *, by: Person, at: datetime, **particulars: Any) -> None:
    raise_mark("events")
    behalf = on_behalf(by, task.event) or (speaks_for(by, task.organisation) if task.organisation else None)
    minutes = Minutes.objects.select_related("event").filter(event=task.event).first()
    audience = task.event.audience if minutes and minutes.is_public else Audience.EDITORS
    record(
        verb, by=by, subject=task.event, at=at, on_behalf=behalf, audience=audience, task=task.public_id, **particulars
    )
