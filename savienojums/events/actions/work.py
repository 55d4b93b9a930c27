"""What the leaders of a workshop do: tables, who sits where, steps of work."""

from __future__ import annotations

from dataclasses import dataclass
from random import SystemRandom
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import line
from savienojums.events.models import Attendance, Event, WorkGroup, WorkStep
from savienojums.events.queries.work import present_people
from savienojums.events.rules import work as rules
from savienojums.events.work_dealing import Seated, dealt, mixed, placed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person

MOST_GROUPS, MOST_STEPS = 30, 40
# How people are dealt out: by lot, organisations apart, or only those who sit nowhere yet.
WAYS: Mapping[str, Callable[[Sequence[Seated], int], list[list[int]]]] = {"lot": dealt, "mixed": mixed}
LATECOMERS = "late"


class TooManyGroups(Refused):
    """Nobody can look after so many tables."""

    sentence = gettext_lazy("A workshop has at most 30 groups.")


class NoGroups(Refused):
    """There is no table to sit down at."""

    sentence = gettext_lazy("Make the groups first, then deal people out to them.")


class TooManySteps(Refused):
    """Nobody works so many steps."""

    sentence = gettext_lazy("A workshop has at most 40 steps. Join some of them.")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of work as a form tells it; the place is counted from 1, nothing means the last."""

    title: str
    text: str
    minutes: int
    place: int | None = None


@transaction.atomic
def make_work_groups(*, by: Person, event: Event, count: int, at: datetime) -> list[WorkGroup]:
    """So many groups as are wanted in all; those that are there stay, empty ones too many go."""
    allow(rules.may_make_work_groups, by, event)
    if count > MOST_GROUPS:
        raise TooManyGroups
    _locked(event)
    groups = list(event.work_groups.all())
    for group in reversed(groups):
        if len(groups) <= count or group.people.exists():
            break
        group.delete()
        groups.remove(group)
    taken = {group.name for group in groups}
    names = (name for number in range(1, MOST_GROUPS * 2) if (name := _("Group %(number)s") % {"number": number}))
    fresh = (name for name in names if name not in taken)
    last = max((group.position for group in groups), default=0)
    made = [
        WorkGroup(event=event, name=next(fresh), position=last + number + 1) for number in range(count - len(groups))
    ]
    WorkGroup.objects.bulk_create(made)
    line("events.work_groups_made", event, by=by, at=at, count=len(groups) + len(made))
    return [*groups, *made]


@transaction.atomic
def change_work_group(*, by: Person, group: WorkGroup, name: str, task: str, at: datetime) -> None:
    """Another name or task for a group."""
    allow(rules.may_change_work_group, by, group)
    group.name, group.task = name, task
    group.save(update_fields=["name", "task"])
    line("events.work_group_changed", group.event, by=by, at=at)


@transaction.atomic
def remove_work_group(*, by: Person, group: WorkGroup, at: datetime) -> None:
    """Take a table away; who sat there sits nowhere."""
    allow(rules.may_remove_work_group, by, group)
    group.delete()
    line("events.work_group_removed", group.event, by=by, at=at)


@transaction.atomic
def deal_people(*, by: Person, event: Event, way: str, at: datetime) -> int:
    """Deal those who have a seat out to the groups: all anew, or only those who sit nowhere; how many were dealt.

    Chance decides who comes first; once people have arrived, only they are dealt.
    """
    allow(rules.may_deal_people, by, event)
    _locked(event)
    groups = list(event.work_groups.prefetch_related("people"))
    if not groups:
        raise NoGroups
    people = present_people(event)
    SystemRandom().shuffle(people)
    if way == LATECOMERS:
        count = _place(groups, people)
    else:
        count = len(people)
        by_pk = {each.pk: each for each in people}
        dealing = WAYS[way]([_seated(each) for each in people], len(groups))
        for group, keys in zip(groups, dealing, strict=True):
            group.people.set([by_pk[key] for key in keys])
    line("events.people_dealt", event, by=by, at=at, way=way, count=count)
    return count


@transaction.atomic
def seat_people(*, by: Person, event: Event, seats: Mapping[int, WorkGroup | None], at: datetime) -> int:
    """Put people to tables by hand, or take them away; how many moved."""
    allow(rules.may_seat_people, by, event)
    _locked(event)
    people = {each.pk: each for each in event.attendances.filter(pk__in=seats).prefetch_related("work_groups")}
    moving = 0
    for key, group in seats.items():
        if (person := people.get(key)) is None or (group is not None and group.event_id != event.pk):
            continue
        now_at = {each.pk for each in person.work_groups.all()}
        if now_at == ({group.pk} if group else set()):
            continue
        person.work_groups.set([group] if group else [])
        moving += 1
    if moving:
        line("events.people_seated", event, by=by, at=at, count=moving)
    return moving


@transaction.atomic
def add_work_step(*, by: Person, event: Event, step: Step, at: datetime) -> WorkStep:
    """One more step of work."""
    allow(rules.may_add_work_step, by, event)
    _locked(event)
    if event.work_steps.count() >= MOST_STEPS:
        raise TooManySteps
    made = WorkStep.objects.create(event=event, title=step.title, text=step.text, minutes=step.minutes, position=10_000)
    _put(made, step.place)
    line("events.work_step_added", event, by=by, at=at)
    return made


@transaction.atomic
def change_work_step(*, by: Person, step: WorkStep, told: Step, at: datetime) -> None:
    """Other words, minutes or another place in the order."""
    allow(rules.may_change_work_step, by, step)
    _locked(step.event)
    step.title, step.text, step.minutes = told.title, told.text, told.minutes
    step.save(update_fields=["title", "text", "minutes"])
    _put(step, told.place)
    line("events.work_step_changed", step.event, by=by, at=at)


@transaction.atomic
def remove_work_step(*, by: Person, step: WorkStep, at: datetime) -> None:
    """Leave a step out."""
    allow(rules.may_remove_work_step, by, step)
    step.delete()
    line("events.work_step_removed", step.event, by=by, at=at)


def _locked(event: Event) -> None:
    """One leader at a time deals, seats and orders; a second press waits."""
    Event.objects.select_for_update().filter(pk=event.pk).values_list("pk").first()


def _seated(person: Attendance) -> Seated:
    own = f"#{person.organisation_id}" if person.organisation_id else person.organisation_name.strip().casefold()
    return Seated(person.pk, own)


def _place(groups: list[WorkGroup], people: list[Attendance]) -> int:
    tables = [list(group.people.all()) for group in groups]
    sitting = {each.pk for table in tables for each in table}
    late = [each for each in people if each.pk not in sitting]
    found = placed([_seated(each) for each in late], [[_seated(each) for each in table] for table in tables])
    for person, place in zip(late, found, strict=True):
        groups[place].people.add(person)
    return len(late)


def _put(step: WorkStep, place: int | None) -> None:
    """The steps in their order, this one at its place."""
    others = [each for each in step.event.work_steps.all() if each.pk != step.pk]
    wanted = len(others) if place is None else min(max(place - 1, 0), len(others))
    others.insert(wanted, step)
    for number, each in enumerate(others, 1):
        each.position = number
    WorkStep.objects.bulk_update(others, ["position"])
