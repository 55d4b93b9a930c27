"""What a person's own page shows: for whom they act, and what waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.accounts.kinds import RoleKind
from savienojums.core import clock
from savienojums.events.queries.gatherings import drafts_of, run_next, unfinished_of
from savienojums.events.queries.polls import open_polls_of
from savienojums.events.queries.series import series_of
from savienojums.events.queries.series_words import rule_in_words
from savienojums.events.queries.spoken import day_and_hours
from savienojums.events.queries.tasks import open_count
from savienojums.network.queries.organisations import organisations_of, proposed_count
from savienojums.support.queries.attempts import days_to, near_of, open_of
from savienojums.support.queries.corrections import waiting_suggestions
from savienojums.support.queries.desk import waiting_count
from savienojums.support.queries.following import running_count
from savienojums.voices.queries.conversations_hub import desk_links_of
from savienojums.voices.queries.initiatives_mine import initiatives_to_answer, own_initiatives
from savienojums.voices.queries.surveys import surveys_run_by

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.network.models import Organisation
    from savienojums.support.queries.attempts import Row

YEAR = timedelta(days=365)
MOST_EVENTS = 5


@dataclass(frozen=True, slots=True)
class Own:
    """An organisation one acts for, whether it asks to be confirmed, and what it wants to try."""

    organisation: Organisation
    asks: bool
    attempts: list[Row]


@dataclass(frozen=True, slots=True)
class Task:
    """Somewhere to go and why."""

    href: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Mine:
    """Everything of one's own page."""

    organisations: list[Own]
    tasks: list[Task]
    # Coming events, open polls and series of one's own.
    meetings: list[Task]
    # Conversations and surveys they run, proposals of their own.
    voices: list[Task]
    follow_count: int = 0


def mine_of(person: Person, at: datetime) -> Mine:
    """The page of someone who is signed in."""
    acts_for = organisations_of(person)
    rows = open_of(acts_for, at)
    own = [
        Own(each, not each.is_confirmed(at, YEAR), [row for row in rows if row.attempt.organisation_id == each.pk])
        for each in acts_for
    ]
    waiting = [
        *(_deadline(row, at) for row in near_of(rows, at)),
        *_hosting(person, at),
        *_meeting_tasks(person, at),
        *_to_answer(person, at),
        *_tasks(person, at),
    ]
    return Mine(own, waiting, _meetings(person, at), _voices(person, at), running_count(person))


def _meetings(person: Person, at: datetime) -> list[Task]:
    """What they run: the nearest events, polls that can still be answered, series that go on."""
    events = run_next(person, at, MOST_EVENTS)
    polls, series = open_polls_of(person, at, MOST_EVENTS), series_of(person, MOST_EVENTS)
    return [
        *(Task(reverse("event_desk", args=[each.slug]), str(each.title), day_and_hours(each)) for each in events),
        *(Task(reverse("date_poll", args=[each.slug]), each.title, _("Poll of dates")) for each in polls),
        *(Task(each.get_absolute_url(), str(each.title), f"{_('Series')}: {rule_in_words(each)}") for each in series),
    ]


def _voices(person: Person, at: datetime) -> list[Task]:
    """Conversations and surveys they run, and what became of their own proposals."""
    runs = desk_links_of(person, at, MOST_EVENTS)
    surveys = surveys_run_by(person)[:MOST_EVENTS]
    proposals = own_initiatives(person, at)[:MOST_EVENTS]
    return [
        *(
            Task(reverse("conversation_desk", args=[each.slug]), str(each.title), str(standing.label))
            for each, standing in runs
        ),
        *(
            Task(reverse("survey_desk", args=[each.slug]), str(each.title), str(each.standing(at).label))
            for each in surveys
        ),
        *(
            Task(own.initiative.get_absolute_url(), own.initiative.title, own.outcome or _("Waits for its answer."))
            for own in proposals
        ),
    ]


def _to_answer(person: Person, at: datetime) -> list[Task]:
    """Residents' proposals that their organisations owe an answer."""
    count = len(initiatives_to_answer(person, at))
    if not count:
        return []
    told = ngettext("%(n)s proposal waits for an answer.", "%(n)s proposals wait for an answer.", count) % {"n": count}
    return [Task(reverse("initiatives_desk"), _("Residents’ proposals"), told)]


def _hosting(person: Person, at: datetime) -> list[Task]:
    """What waits for them as organisers: drafts to go on with, events of which nobody has noted who came."""
    drafts = [
        Task(
            reverse("event_desk", args=[each.slug]),
            str(each.title),
            _("A draft of an event: only its organisers see it."),
        )
        for each in drafts_of(person)[:MOST_EVENTS]
    ]
    told = _("The event is over: note who came.")
    unfinished = unfinished_of(person, at)[:MOST_EVENTS]
    return [*drafts, *(Task(reverse("event_check_in", args=[each.slug]), str(each.title), told) for each in unfinished)]


def _meeting_tasks(person: Person, at: datetime) -> list[Task]:
    """What their organisations took on at meetings."""
    count, late = open_count(person, at)
    if not count:
        return []
    told = ngettext("%(n)s task waits to be done.", "%(n)s tasks wait to be done.", count) % {"n": count}
    if late:
        told = ngettext(
            "%(n)s task waits to be done, %(late)s late.", "%(n)s tasks wait to be done, %(late)s late.", count
        ) % {"n": count, "late": late}
    return [Task(reverse("tasks"), _("Tasks from meetings"), told)]


def _deadline(row: Row, at: datetime) -> Task:
    """A deadline of something one's organisation wants to try, in words."""
    days = days_to(row, at)
    words = {
        "name": row.attempt.organisation.name,
        "day": date_format(clock.local_day(row.deadline), "DATE_FORMAT") if row.deadline else "",
        "days": days,
    }
    if row.expected:
        told = _("%(name)s: the deadline is expected around %(day)s; nobody has announced it yet.") % words
    elif days == 0:
        told = _("%(name)s: the deadline is today.") % words
    else:
        told = ngettext(
            "%(name)s: %(days)s day left, until %(day)s.", "%(name)s: %(days)s days left, until %(day)s.", days
        )
        told %= words
    return Task(row.attempt.get_absolute_url(), str(row.attempt.measure), told)


def _tasks(person: Person, at: datetime) -> list[Task]:
    """What their roles open to them."""
    tasks = []
    if person.has_role(RoleKind.EDITOR, RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
        waiting = waiting_count(at)
        text = ngettext("%(n)s measure needs checking.", "%(n)s measures need checking.", waiting) % {"n": waiting}
        tasks.append(Task(reverse("desk"), _("Editors' desk"), text))
        if suggested := waiting_suggestions():
            text = ngettext("%(number)s suggestion of readers", "%(number)s suggestions of readers", suggested)
            href = f"{reverse('desk')}?shelf=suggestions"
            tasks.append(Task(href, _("Suggestions"), text % {"number": suggested}))
    if person.has_role(RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
        if proposed := proposed_count():
            told = ngettext(
                "%(n)s organisation waits to be published.", "%(n)s organisations wait to be published.", proposed
            )
            tasks.append(
                Task(f"{reverse('organisations')}?state=proposed", _("Proposed organisations"), told % {"n": proposed})
            )
        told = _("Take organisations in from a table; first you see what would become of each row.")
        tasks.append(Task(reverse("imports"), _("Bring in a table"), told))
        if person.has_role(RoleKind.COORDINATOR):
            told = _("Who pays for events, under which number, and what the funder wants to be said.")
            tasks.append(Task(reverse("projects"), _("Projects"), told))
        told = _("Who does what for the region, and since when; invite by e-mail.")
        tasks.append(Task(reverse("people"), _("People and roles"), told))
    return tasks
