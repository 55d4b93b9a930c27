"""Date polls: how the dates suit those who answered, which suit best, what else is on then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature
from django.db.models import Count, Max, Q
from django.urls import reverse

from savienojums.core.clock import local_day
from savienojums.core.refusal import NotFound
from savienojums.events.kinds import Wish
from savienojums.events.models import DatePoll, PollAnswer, PollDate
from savienojums.events.models.registrations import signer
from savienojums.events.queries.clashes import About, clashes_with
from savienojums.events.queries.spoken import day_in_words, hours_in_words, within_sentence
from savienojums.events.rules.polls import may_ask_dates, runs_poll
from savienojums.journal.models import Record
from savienojums.network.models import Organisation
from savienojums.network.rules import coordinates

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.queries.clashes import Clash

KEPT_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class DateRow:
    """One proposed date: who can come, who if need be, who not; whether it is among the best."""

    date: PollDate
    day: str
    hours: str
    yes: list[str]
    maybe: list[str]
    no: list[str]
    is_best: bool = False
    clashes: list[Clash] = field(default_factory=list)

    @property
    def can(self) -> int:
        """How many could come."""
        return len(self.yes) + len(self.maybe)


@dataclass(frozen=True, slots=True)
class PollShown:
    """A poll as those who have its link see it."""

    poll: DatePoll
    rows: list[DateRow]
    answers: int
    is_open: bool
    runs_it: bool


def poll_for(slug: str) -> DatePoll:
    """The poll of that address; who has the link sees it."""
    rows = DatePoll.objects.select_related("organisation", "place", "asked_by", "event")
    poll = rows.filter(slug=slug).first()
    if poll is None:
        raise NotFound
    return poll


def open_polls_of(person: Person, at: datetime, most: int) -> list[DatePoll]:
    """The newest polls of one's own that can still be answered."""
    mine = Q(organisation__memberships__person=person, organisation__memberships__until=None)
    theirs = DatePoll.objects.filter(Q(asked_by=person) | mine | Q(organisation__caretaker=person))
    rows = DatePoll.objects.filter(pk__in=theirs.values("pk"), closed_at=None)
    return list(rows.exclude(closes_at__lte=at).order_by("-created_at", "-pk")[:most])


def polls_of(person: Person) -> list[DatePoll]:
    """The polls this person runs, the newest first."""
    rows = DatePoll.objects.select_related("organisation").annotate(
        answer_count=Count("answers", distinct=True), date_count=Count("dates", distinct=True)
    )
    if not coordinates(person):
        mine = Q(organisation__memberships__person=person, organisation__memberships__until=None)
        theirs = DatePoll.objects.filter(Q(asked_by=person) | mine | Q(organisation__caretaker=person))
        rows = rows.filter(pk__in=theirs.values("pk"))
    return list(rows.order_by("-created_at", "-pk"))


def askers(person: Person) -> list[Organisation]:
    """The organisations in whose name this person can ask."""
    mine = Q(memberships__person=person, memberships__until=None) | Q(caretaker=person)
    rows = Organisation.objects.filter(mine, archived_at=None).distinct().order_by("sort_name")
    return [each for each in rows.prefetch_related("memberships") if may_ask_dates(person, each)]


def may_ask_at_all(person: Person) -> bool:
    """Whether this person can ask in anybody's name."""
    return coordinates(person) or bool(askers(person))


def shown_of(person: Person | None, poll: DatePoll, at: datetime) -> PollShown:
    """The poll with its sums; what else is on is asked only for those who choose, while they can."""
    answers, runs_it = list(poll.answers.all()), runs_poll(person, poll)
    rows = [_row(date, answers) for date in poll.dates.all()]
    best = max(((row.can, len(row.yes)) for row in rows), default=(0, 0))
    choosing = runs_it and poll.event_id is None
    marked = [
        DateRow(
            row.date, row.day, row.hours, row.yes, row.maybe, row.no,
            best[0] > 0 and (row.can, len(row.yes)) == best,
            _clashes(person, poll, row.date) if choosing and row.date.ends_at > at else [],
        )
        for row in rows
    ]  # fmt: skip
    return PollShown(poll, marked, len(answers), poll.is_open(at), runs_it)


def date_of(poll: DatePoll, public_id: str) -> PollDate:
    """One of its dates."""
    found = poll.dates.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def answer_by(poll: DatePoll, token: str) -> PollAnswer:
    """The answer whose own link this is."""
    try:
        public_id = signer("poll").unsign(token)
    except BadSignature:
        raise NotFound from None
    return answer_of(poll, public_id)


def answer_of(poll: DatePoll, public_id: str) -> PollAnswer:
    """One of its answers."""
    found = PollAnswer.objects.filter(poll=poll, public_id=public_id).select_related("poll__organisation").first()
    if found is None:
        raise NotFound
    return found


def people_of(poll: DatePoll) -> list[PollAnswer]:
    """Those who answered, for those who ask."""
    return list(poll.answers.all())


def address_of(poll: DatePoll) -> str:
    """The whole address of a poll, to pass on."""
    return settings.SITE_URL + reverse("date_poll", args=[poll.slug])


def poll_in(record_id: int) -> DatePoll | None:
    """The poll a journal line tells of."""
    line = Record.objects.get(pk=record_id)
    return DatePoll.objects.select_related("event__place", "asked_by").filter(pk=line.subject_id or 0).first()


def people_to_tell(poll: DatePoll) -> list[Person]:
    """Those who answered signed in and have not been told which date it became; the one who chose knows."""
    lines = Record.objects.about(poll).filter(verb="events.date_told")
    told = {line.particulars.get("person") for line in lines}
    people = {each.person for each in poll.answers.select_related("person") if each.person and each.person.is_active}
    return sorted((each for each in people if each.public_id not in told), key=lambda each: each.pk)


def polls_to_forget(at: datetime) -> list[DatePoll]:
    """Polls of which all dates are long past and names are still kept; a poll is never without a date."""
    rows = DatePoll.objects.annotate(last=Max("dates__ends_at"), people=Count("answers"))
    return list(rows.filter(people__gt=0, last__lt=at - KEPT_FOR))


def _row(date: PollDate, answers: list[PollAnswer]) -> DateRow:
    by_wish: dict[str, list[str]] = {wish.value: [] for wish in Wish}
    for answer in answers:
        by_wish.get(answer.wish_for(date), by_wish[Wish.NO]).append(answer.name)
    day, last = local_day(date.starts_at), local_day(date.ends_at)
    hours = hours_in_words(date.starts_at, date.ends_at)
    if last != day:
        hours = f"{hours} ({within_sentence(day_in_words(last))})"
    return DateRow(date, day_in_words(day), hours, by_wish[Wish.YES], by_wish[Wish.MAYBE], by_wish[Wish.NO])


def _clashes(person: Person | None, poll: DatePoll, date: PollDate) -> list[Clash]:
    hosts = frozenset({poll.organisation.slug}) if poll.organisation else frozenset()
    about = About(kind=poll.kind, organisers=hosts)
    return clashes_with(person, date.starts_at, date.ends_at, poll.place, about=about)[:3]
