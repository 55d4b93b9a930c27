"""Asking when to meet: dates proposed, answered, closed; one of them chosen becomes an event."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from savienojums.accounts.personal import records_about, unname
from savienojums.core import mail
from savienojums.core.records import LETTERS
from savienojums.core.refusal import Refused, allow
from savienojums.core.words import fold
from savienojums.events.actions.gatherings import make_event
from savienojums.events.kinds import Wish
from savienojums.events.models import DatePoll, PollAnswer, PollDate
from savienojums.events.queries.messages import whole_address, words_of
from savienojums.events.rules import polls as rules
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network.rules import speaks_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.events.models import Event
    from savienojums.network.models import Organisation, Place

    Slot = tuple[datetime, datetime]

MOST_DATES, MOST_ANSWERS = 40, 300


class NoDates(Refused):
    """There is nothing to choose from."""

    sentence = _("Propose at least one date.")


class TooManyDates(Refused):
    """Nobody looks through so many."""

    sentence = _("At most forty dates can be proposed; with more of them nobody looks through.")


class DateTwice(Refused):
    """The same date stands there already."""

    sentence = _("The same date with the same hours is proposed already.")


class EndsBeforeBeginning(Refused):
    """The hours are the wrong way round."""

    sentence = _("A date has to end after it begins.")


class PollClosed(Refused):
    """No more answers are taken."""

    sentence = _("This poll is closed; answers can no longer be given or changed.")


class TooManyAnswers(Refused):
    """A poll is for a group, not for a country."""

    sentence = _("Three hundred people have answered already, and more is not possible.")


class DateChosen(Refused):
    """It has become an event."""

    sentence = _("A date was chosen already; the event is being prepared.")


class DatePast(Refused):
    """Nobody meets yesterday."""

    sentence = _("This date is past. Choose one that is still to come.")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked."""

    title: str
    text: str = ""
    kind: str = "community_meeting"
    place: Place | None = None
    organisation: Organisation | None = None
    closes_at: datetime | None = None


@transaction.atomic
def ask_dates(*, by: Person, question: Question, slots: Sequence[Slot], at: datetime) -> DatePoll:
    """Ask when to meet; whoever has the link can answer."""
    allow(rules.may_ask_dates, by, question.organisation)
    if not slots:
        raise NoDates
    # A word nobody guesses: names of those who answer stand behind it.
    word = "".join(secrets.choice(LETTERS) for _each in range(8))
    poll = DatePoll.objects.create(
        slug=f"{slugify(fold(question.title))[:60].strip('-') or 'poll'}-{word}", title=question.title,
        text=question.text, kind=question.kind, place=question.place, organisation=question.organisation,
        closes_at=question.closes_at, asked_by=by,
    )  # fmt: skip
    _propose(poll, slots)
    _tell("events.dates_asked", poll, by=by, at=at, dates=len(slots))
    return poll


@transaction.atomic
def add_poll_dates(*, by: Person, poll: DatePoll, slots: Sequence[Slot], at: datetime) -> None:
    """Propose further dates; those who have answered already answer for them by their own link."""
    allow(rules.may_add_poll_dates, by, poll)
    held = _hold(poll)
    if held.event_id:
        raise DateChosen
    if not slots:
        raise NoDates
    _propose(held, slots)
    _tell("events.dates_added", held, by=by, at=at, dates=len(slots))


@transaction.atomic
def remove_poll_date(*, by: Person, poll: DatePoll, date: PollDate, at: datetime) -> None:
    """Take back one of the dates; the last one stays."""
    allow(rules.may_remove_poll_date, by, poll)
    held = _hold(poll)
    if held.event_id:
        raise DateChosen
    if held.dates.count() == 1:
        raise NoDates
    held.dates.filter(pk=date.pk).delete()
    _tell("events.date_removed", held, by=by, at=at)


@transaction.atomic
def answer_poll(*, by: Person | None, poll: DatePoll, name: str, wishes: Mapping[str, str], at: datetime) -> PollAnswer:
    """Say how the dates suit."""
    allow(rules.may_answer_poll, by, poll)
    held = _hold(poll)
    _insist_open(held, at)
    if held.answers.count() >= MOST_ANSWERS:
        raise TooManyAnswers
    made = PollAnswer.objects.create(poll=held, name=name, person=by, wishes=_known(held, wishes), answered_at=at)
    _tell("events.poll_answered", held, by=None, at=at)
    return made


@transaction.atomic
def change_poll_answer(
    *, by: Person | None, answer: PollAnswer, token: str, name: str, wishes: Mapping[str, str], at: datetime
) -> None:
    """Say something else."""
    allow(rules.may_change_poll_answer, by, answer, token)
    held = _hold(answer.poll)
    _insist_open(held, at)
    PollAnswer.objects.filter(pk=answer.pk).update(name=name, wishes=_known(held, wishes), answered_at=at)
    _tell("events.poll_answer_changed", held, by=None, at=at)


@transaction.atomic
def withdraw_poll_answer(*, by: Person | None, answer: PollAnswer, token: str = "", at: datetime) -> None:
    """Take an answer out of the poll."""
    allow(rules.may_withdraw_poll_answer, by, answer, token)
    PollAnswer.objects.filter(pk=answer.pk).delete()
    _tell("events.poll_answer_withdrawn", answer.poll, by=None, at=at)


@transaction.atomic
def close_poll(*, by: Person, poll: DatePoll, at: datetime) -> None:
    """Take no more answers; done twice it is still done once."""
    allow(rules.may_close_poll, by, poll)
    if DatePoll.objects.filter(pk=poll.pk, closed_at=None).update(closed_at=at):
        _tell("events.poll_closed", poll, by=by, at=at)


@transaction.atomic
def reopen_poll(*, by: Person, poll: DatePoll, at: datetime) -> None:
    """Take answers again, until it is closed by hand."""
    allow(rules.may_reopen_poll, by, poll)
    held = _hold(poll)
    if held.event_id:
        raise DateChosen
    if not held.is_open(at):
        DatePoll.objects.filter(pk=held.pk).update(closed_at=None, closes_at=None)
        _tell("events.poll_reopened", held, by=by, at=at)


@transaction.atomic
def choose_date(*, by: Person, poll: DatePoll, date: PollDate, at: datetime) -> Event:
    """Choose a date: an event is begun with all that is known, the poll is closed, those who answered signed in are told."""
    allow(rules.may_choose_date, by, poll)
    held = _hold(poll)
    if held.event_id:
        raise DateChosen
    if date.ends_at <= at:
        raise DatePast
    details = {
        "title": {"lv": held.title}, "kind": held.kind, "text": held.text, "starts_at": date.starts_at,
        "ends_at": date.ends_at, "place": held.place, "organisers": [held.organisation] if held.organisation else [],
    }  # fmt: skip
    event = make_event(by=by, details=details, at=at)
    DatePoll.objects.filter(pk=held.pk).update(event=event, closed_at=held.closed_at or at)
    _tell("events.date_chosen", held, by=by, at=at, event=event.public_id)
    return event


def tell_of_date(*, by: System, poll: DatePoll, person: Person, at: datetime) -> None:
    """Tell somebody who answered signed in which date it became."""
    allow(rules.may_tell_of_date, by, poll)
    event = poll.event
    if event is None:
        return
    link = whole_address(reverse("date_poll", args=[poll.slug]))
    mail.send(
        "events/mail/date_chosen.txt", to=person.email, language=person.language, poll=poll, event=event, link=link,
        **words_of(event),
    )  # fmt: skip
    _tell("events.date_told", poll, by=by, at=at, person=person.public_id)


@transaction.atomic
def forget_poll_answers(*, by: System, poll: DatePoll, at: datetime) -> None:
    """Drop the names of those who answered a poll long past; the poll itself stays."""
    allow(rules.may_forget_poll_answers, by, poll)
    unname(records_about(PollAnswer, poll.answers.values_list("pk", flat=True)))
    count, _each = poll.answers.all().delete()
    _tell("events.poll_answers_forgotten", poll, by=by, at=at, count=count)


def _propose(poll: DatePoll, slots: Sequence[Slot]) -> None:
    there = set(poll.dates.values_list("starts_at", "ends_at"))
    if len(there) + len(slots) > MOST_DATES:
        raise TooManyDates
    for starts_at, ends_at in slots:
        if ends_at <= starts_at:
            raise EndsBeforeBeginning
        if (starts_at, ends_at) in there:
            raise DateTwice
        there.add((starts_at, ends_at))
    PollDate.objects.bulk_create([PollDate(poll=poll, starts_at=begins, ends_at=ends) for begins, ends in slots])


def _known(poll: DatePoll, wishes: Mapping[str, str]) -> dict[str, str]:
    """The wishes for dates of this poll, as far as there are such wishes; what is left open is no."""
    known = set(poll.dates.values_list("public_id", flat=True))
    return {key: wish for key, wish in wishes.items() if key in known and wish in Wish.values}


def _insist_open(poll: DatePoll, at: datetime) -> None:
    if not poll.is_open(at):
        raise PollClosed


def _hold(poll: DatePoll) -> DatePoll:
    """The poll as it stands now, kept from others until the act is over."""
    return DatePoll.objects.select_for_update(of=("self",)).select_related("organisation", "place").get(pk=poll.pk)


def _tell(verb: str, poll: DatePoll, *, by: Person | System | None, at: datetime, **particulars: Any) -> None:
    behalf = speaks_for(by, poll.organisation) if poll.organisation and by else None
    record(verb, by=by, subject=poll, at=at, audience=Audience.EDITORS, on_behalf=behalf, **particulars)
