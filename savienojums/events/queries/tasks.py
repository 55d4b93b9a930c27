"""Tasks that meetings gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from savienojums.core.clock import local_day
from savienojums.core.pages import Page, page_number
from savienojums.core.refusal import NotFound
from savienojums.events.models import Event, Task
from savienojums.events.rules import tasks as rules
from savienojums.network.models import Organisation

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person

SHELVES = ("open", "done", "dropped")
MOST_ON_A_PAGE = 6


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task and what this person may do with it."""

    task: Task
    is_late: bool
    may_finish: bool


@dataclass(frozen=True, slots=True)
class TaskList:
    """One page of one's tasks."""

    shelf: str
    counts: dict[str, int]
    late_count: int
    page: Page[TaskRow]


def open_tasks_of(organisation: Organisation, person: Person | None = None) -> list[Task]:
    """What an organisation has to do, the most urgent first, as far as this person may know of it."""
    tasks = Task.objects.visible_to(person).open().filter(organisation=organisation).select_related("event")
    return list(tasks.order_by(F("due_on").asc(nulls_last=True), "pk"))


def tasks_for(person: Person, at: datetime, shelf: str = "", page: str = "") -> TaskList:
    """Tasks of the organisations one acts for and of meetings one runs."""
    today = local_day(at)
    shelf = shelf if shelf in SHELVES else "open"
    mine = Task.objects.filter(_mine(person))
    shelves = {
        "open": mine.open(),
        "done": mine.filter(done_at__isnull=False),
        "dropped": mine.exclude(dropped_at=None),
    }
    counts = {name: rows.count() for name, rows in shelves.items()}
    late = mine.open().filter(due_on__lt=today).count()
    number = page_number(page, counts[shelf])
    order = (F("due_on").asc(nulls_last=True), "pk") if shelf == "open" else ("-done_at", "-dropped_at", "-pk")
    shown: Page[TaskRow] = Page([], number, counts[shelf])
    first = (number - 1) * shown.per_page
    rows = (
        shelves[shelf]
        .select_related("event", "organisation")
        .prefetch_related("event__organisers__memberships", "organisation__memberships")
    )
    for task in rows.order_by(*order)[first : first + shown.per_page]:
        shown.rows.append(TaskRow(task, task.is_late(today), rules.may_finish_task(person, task)))
    return TaskList(shelf, counts, late, shown)


def task_for(person: Person | None, public_id: str) -> Task:
    """The task, if this person may know of it."""
    found = Task.objects.visible_to(person).select_related("event__series", "organisation", "point", "done_by")
    task = found.filter(public_id=public_id).first()
    if task is None:
        raise NotFound
    return task


def open_count(person: Person, at: datetime) -> tuple[int, int]:
    """How many tasks wait for this person's organisations, and how many of them are late."""
    late = Count("pk", filter=Q(due_on__lt=local_day(at)))
    counted = Task.objects.open().of_person(person).aggregate(all=Count("pk"), late=late)
    return counted["all"], counted["late"]


def _mine(person: Person) -> Q:
    theirs = Organisation.objects.of(person).values("pk")
    run = Event.objects.filter(pk__in=Event.objects.run_by(person).values("pk")).values("pk")
    return Q(organisation__in=theirs) | Q(organisation__caretaker=person) | Q(event__in=run)
