"""Series as their pages show them: the next meeting, the days ahead, what was held, what is still to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from savienojums.core.clock import local_day
from savienojums.core.refusal import NotFound
from savienojums.events.kinds import PointState
from savienojums.events.models import AgendaPoint, Event, Minutes, Series, Task
from savienojums.events.queries.series_layout import horizon
from savienojums.events.queries.series_words import rule_in_words
from savienojums.events.queries.spoken import day_in_words, when_of, within_sentence
from savienojums.events.recurrence import Unreadable, hours_on, is_endless
from savienojums.events.rules.hosting import organises
from savienojums.journal.queries import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from savienojums.accounts.models import Person

SHOWN_AHEAD, SHOWN_PAST = 8, 12
MOST_AHEAD = 60
LAST_DECISIONS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list of all series."""

    series: Series
    rule: str
    next: Event | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One day of a series: a meeting, moved or cancelled perhaps, or a day on which there is none."""

    day: date
    event: Event | None
    # "", "moved", "cancelled", "left_out"
    mark: str
    why: str = ""
    minutes: Minutes | None = None

    @property
    def day_text(self) -> str:
        """The day with its weekday; with the hours if they are others than usual."""
        event = self.event
        if event is None:
            return day_in_words(self.day)
        usual = hours_on(self.day, event.series.begins, event.series.ends) if event.series else None
        return day_in_words(self.day) if usual == (event.starts_at, event.ends_at) else when_of(event)

    @property
    def was_text(self) -> str:
        """The day the rule had for it."""
        return within_sentence(day_in_words(self.event.due_on)) if self.event and self.event.due_on else ""


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """Everything the page of a series shows."""

    series: Series
    rule: str
    is_endless: bool
    runs_it: bool
    next: Meeting | None
    ahead: list[Meeting]
    past: list[Meeting]
    decisions: list[AgendaPoint]
    tasks: list[Task]
    agenda: list[AgendaPoint]

    @property
    def near(self) -> list[Meeting]:
        """The first days ahead, without the next meeting."""
        return self.ahead[:SHOWN_AHEAD]

    @property
    def lately(self) -> list[Meeting]:
        """The last meetings that were held."""
        return self.past[:SHOWN_PAST]

    @property
    def earlier(self) -> list[Meeting]:
        """Those before them."""
        return self.past[SHOWN_PAST:]

    @property
    def far(self) -> list[Meeting]:
        """The rest of them."""
        return self.ahead[SHOWN_AHEAD:MOST_AHEAD]

    @property
    def beyond(self) -> int:
        """How many stand in the calendar alone: of what comes every day nobody reads a year in a row."""
        return max(0, len(self.ahead) - MOST_AHEAD)


def series_for(slug: str) -> Series:
    """The series of that name."""
    found = Series.objects.select_related("place", "project").prefetch_related("organisers").filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def hosted_series_for(person: Person | None, slug: str) -> Series:
    """The series, if this person runs it; otherwise it does not exist."""
    found = series_for(slug)
    if not organises(person, found):
        raise NotFound
    return found


def series_of(person: Person, most: int) -> list[Series]:
    """The series of one's own that go on."""
    mine = Q(organisers__memberships__person=person, organisers__memberships__until=None)
    theirs = Series.objects.filter(Q(made_by=person) | mine | Q(organisers__caretaker=person))
    return list(Series.objects.filter(pk__in=theirs.values("pk"), ended_at=None)[:most])


def series_to_lay_out(at: datetime) -> list[Series]:
    """Those that go on and do not reach a year ahead."""
    due = Q(laid_until=None) | Q(laid_until__lt=horizon(at))
    return list(Series.objects.filter(due, ended_at=None))


def meetings_told_in(record_id: int, at: datetime) -> list[int]:
    """The meetings to come of the series a line of the journal is about."""
    found = Event.objects.filter(series=line_of(record_id).subject_id, ends_at__gt=at)
    return list(found.values_list("pk", flat=True))


def series_lines(person: Person | None, at: datetime) -> list[Line]:
    """All series that go on, with their next meeting, those that meet soonest first; then those that ended."""
    coming = Event.objects.visible_to(person).coming(at).order_by("starts_at")
    rows = Series.objects.select_related("place").prefetch_related(
        "organisers", Prefetch("events", coming, to_attr="coming_events")
    )
    lines = [Line(each, rule_of(each), next(iter(each.coming_events), None)) for each in rows]
    last = horizon(at)
    return sorted(
        lines, key=lambda line: (line.series.ended_at is not None, line.next.first_day if line.next else last)
    )


def series_page(person: Person | None, series: Series, at: datetime) -> SeriesPage:
    """The page of a series as this person may see it."""
    meetings = _meetings(person, series)
    today = local_day(at)
    ahead: list[Meeting] = []
    past: list[Meeting] = []
    for each in meetings:
        to_come = each.event.ends_at > at if each.event else each.day >= today
        (ahead if to_come else past).append(each)
    following = next((each for each in ahead if each.event and not each.event.cancelled_at), None)
    return SeriesPage(
        series=series,
        rule=rule_of(series),
        is_endless=_is_endless(series),
        runs_it=organises(person, series),
        next=following,
        ahead=[each for each in ahead if each is not following],
        past=[each for each in reversed(past) if each.mark != "left_out"],
        decisions=last_decisions(person, series),
        tasks=open_tasks_in(person, series),
        agenda=agenda_titles(following.event) if following and following.event else [],
    )


def last_decisions(person: Person | None, series: Series, before: datetime | None = None) -> list[AgendaPoint]:
    """What was decided last, as far as this person may read it."""
    read = Minutes.objects.visible_to(person).filter(event__series=series).values("event")
    points = AgendaPoint.objects.filter(event__in=read, state=PointState.DECIDED).exclude(decision="")
    if before:
        points = points.filter(event__starts_at__lt=before)
    return list(points.select_related("event").order_by("-event__starts_at", "position")[:LAST_DECISIONS])


def open_tasks_in(person: Person | None, series: Series) -> list[Task]:
    """What is still to be done from any meeting of the series, as far as this person may know of it."""
    tasks = Task.objects.visible_to(person).open().filter(event__series=series)
    return list(tasks.select_related("event", "organisation"))


def agenda_titles(event: Event) -> list[AgendaPoint]:
    """The points all who see the event may know of."""
    return list(event.points.filter(on_agenda=True))


def rule_of(series: Series) -> str:
    """The rule in words; nothing if somebody wrote one we cannot follow."""
    try:
        return rule_in_words(series)
    except Unreadable:
        return ""


def _is_endless(series: Series) -> bool:
    try:
        return series.ended_at is None and is_endless(series.rule)
    except Unreadable:
        return False


def _meetings(person: Person | None, series: Series) -> list[Meeting]:
    """All days of the series in order: meetings, and days that were left out."""
    events = Event.objects.visible_to(person).filter(series=series).defer("text", "summary").order_by("starts_at")
    read = {each.event_id: each for each in Minutes.objects.visible_to(person).filter(event__series=series)}
    found = [_meeting(event, series, read.get(event.pk)) for event in events]
    return sorted([*found, *_left_out(series)], key=lambda each: each.day)


def _meeting(event: Event, series: Series, minutes: Minutes | None) -> Meeting:
    event.series = series
    published = minutes if minutes and minutes.published_at else None
    if event.cancelled_at:
        return Meeting(event.first_day, event, "cancelled", event.cancelled_why, published)
    return Meeting(event.first_day, event, "moved" if event.moved_from else "", "", published)


def _left_out(series: Series) -> Iterable[Meeting]:
    for day in series.left_out:
        yield Meeting(date.fromisoformat(day), None, "left_out", series.left_out_why.get(day, ""))
