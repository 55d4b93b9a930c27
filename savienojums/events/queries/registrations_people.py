"""The list of those who come, as organisers see it: filtered, counted, paged; who is perhaps there twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from savienojums.core.pages import Page, page_number
from savienojums.core.refusal import NotFound
from savienojums.core.words import fold, tokens
from savienojums.events import questions
from savienojums.events.answers import Counted, counted
from savienojums.events.kinds import Mode, Seat
from savienojums.events.models import Attendance, Event
from savienojums.journal.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.http import QueryDict

    from savienojums.events.questions import Question

PER_PAGE = 50
NO_ORGANISATION = "-"
CAME = "came"


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the list, light enough to hold all of them."""

    pk: int
    row_code: str
    name: str
    seat: str
    organisation: str
    party: int | None
    party_name: str
    email: str
    came: bool
    answers: dict[str, Any]
    party_answers: dict[str, Any]

    @property
    def search_text(self) -> str:
        """Everything one may look for."""
        return fold(f"{self.name} {self.organisation} {self.party_name} {self.email} {self.row_code}")

    @property
    def comes(self) -> bool:
        """Whether they have not taken it back."""
        return self.seat != Seat.GONE


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list is narrowed to."""

    words: str = ""
    seat: str = ""
    organisation: str = ""
    # Key of a question and the answer kept.
    question: str = ""
    answer: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.words or self.seat or self.organisation or self.question)


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the page: the row, and the place of its party in line."""

    row: Attendance
    line: int

    @property
    def at_home(self) -> bool:
        """Whether they need no seat in the room."""
        return self.row.online and self.row.event.mode == Mode.HYBRID


@dataclass(frozen=True, slots=True)
class People:
    """The page of the list."""

    choice: Choice
    page: Page[Shown]
    seats: dict[str, int]
    organisations: list[tuple[str, int]]
    answers: list[Counted]
    doubles: list[tuple[Attendance, Attendance]]

    @property
    def seat_filters(self) -> list[tuple[str, str, int]]:
        """What the list can be narrowed to, in words, with how many there are of each."""
        words = {**dict(Seat.choices), CAME: _("Came")}
        return [(seat, str(label), self.seats[seat]) for seat, label in words.items() if self.seats.get(seat)]


def choice_of(asked: QueryDict) -> Choice:
    """The filter of an address."""
    return Choice(
        words=asked.get("q", "").strip()[:80],
        seat=asked.get("seat", "") if asked.get("seat", "") in {*Seat.values, CAME} else "",
        organisation=asked.get("organisation", "")[:200],
        question=asked.get("question", "")[:40],
        answer=asked.get("answer", "")[:500],
    )


def people_of(event: Event) -> list[Row]:
    """Everyone on the list in the order of the alphabet; one query."""
    rows = (
        Attendance.objects.filter(event_id=event.pk)
        .order_by("sort_name", "pk")
        .values_list(
            "pk", "row_code", "name", "seat", "organisation__name", "organisation_name", "registration_id",
            "registration__name", "registration__email", "came_at", "answers", "registration__answers",
        )
    )  # fmt: skip
    return [
        Row(pk, code, name, seat, known or written or "", party, party_name or "", email or "", came is not None,
            answers or {}, party_answers or {})
        for pk, code, name, seat, known, written, party, party_name, email, came, answers, party_answers in rows
    ]  # fmt: skip


def chosen_of(rows: Iterable[Row], choice: Choice) -> list[Row]:
    """Those whom the filter leaves."""
    words = fold(choice.words).split()
    return [
        row
        for row in rows
        if all(word in row.search_text for word in words)
        and (row.seat == choice.seat or (choice.seat == CAME and row.came) or not choice.seat)
        and (row.organisation == choice.organisation or not choice.organisation
             or (choice.organisation == NO_ORGANISATION and not row.organisation))
        and (not choice.question or _said(row, choice.question) == choice.answer)
    ]  # fmt: skip


def page_of_people(event: Event, choice: Choice, asked_page: str) -> People:
    """One page of the list with its filters and counts: a fixed number of questions, however long it is."""
    rows = people_of(event)
    asked = questions.of(event.questions)
    line = line_of(event)
    chosen = chosen_of(rows, choice)
    if choice.seat == Seat.WAITING:
        chosen.sort(key=lambda row: line.get(row.party or 0, 0))
    number = page_number(asked_page, len(chosen), PER_PAGE)
    shown = chosen[(number - 1) * PER_PAGE : number * PER_PAGE]
    pairs = doubles_of(rows)
    found = _loaded([row.pk for row in shown] + [row.pk for pair in pairs for row in pair])
    coming = [row for row in rows if row.comes]
    organisations = Counter(row.organisation for row in coming)
    return People(
        choice=choice,
        page=Page([Shown(found[row.pk], line.get(row.party or 0, 0)) for row in shown], number, len(chosen), PER_PAGE),
        seats={**Counter(row.seat for row in rows), CAME: sum(row.came for row in rows)},
        organisations=sorted(organisations.items(), key=lambda pair: (-pair[1], fold(pair[0]))),
        answers=[counted_of(each, coming) for each in asked],
        doubles=[(found[first.pk], found[second.pk]) for first, second in pairs],
    )


def counted_of(question: Question, rows: Iterable[Row]) -> Counted:
    """How often each answer was given: by people where each was asked, else by parties."""
    if question.each:
        return counted(question, [row.answers for row in rows])
    parties = {row.party: row.party_answers for row in rows if row.party}
    return counted(question, parties.values())


def line_of(event: Event) -> dict[int, int]:
    """The parties that wait, in their order."""
    waiting = Attendance.objects.filter(event_id=event.pk, seat=Seat.WAITING, registration__isnull=False)
    parties = waiting.order_by("registration__asked_at", "registration_id").values_list("registration_id", flat=True)
    return {party: number for number, party in enumerate(dict.fromkeys(parties), 1) if party}


def doubles_of(rows: Iterable[Row]) -> list[tuple[Row, Row]]:
    """Rows of different parties with the same name, whatever the order of its words: perhaps the same person."""
    named: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row.comes and (key := tuple(sorted(tokens(fold(row.name))))):
            named[key].append(row)
    pairs = []
    for same in named.values():
        first = min(same, key=lambda row: row.pk)
        pairs += [(first, row) for row in same if row.pk != first.pk and (row.party != first.party or not row.party)]
    return pairs[:20]


def listed(event: Event, choice: Choice) -> list[Attendance]:
    """Everyone whom the filter leaves, whole, for a table."""
    rows = chosen_of(people_of(event), choice)
    found = _loaded([row.pk for row in rows])
    return [found[row.pk] for row in rows]


def attendance_in(event: Event, row_code: str) -> Attendance:
    """One row of this event's list."""
    rows = Attendance.objects.select_related("registration__organisation", "organisation", "event", "place")
    if found := rows.filter(event_id=event.pk, row_code=row_code).first():
        return found
    raise NotFound


def event_in(record_id: int) -> Event | None:
    """The event a journal line tells of."""
    line = Record.objects.filter(pk=record_id).first()
    if line is None or line.subject_type != ContentType.objects.get_for_model(Event):
        return None
    return Event.objects.filter(pk=line.subject_id or 0).first()


def events_to_promote(at: datetime) -> list[Event]:
    """Those that have not begun and where somebody waits: a reserve may have ended, a name may have been forgotten."""
    waiting = Attendance.objects.filter(seat=Seat.WAITING).values("event_id")
    return list(Event.objects.published().filter(cancelled_at=None, starts_at__gt=at, pk__in=waiting))


def _said(row: Row, question: str) -> str:
    return str(row.answers.get(question) or row.party_answers.get(question) or "").strip()


def _loaded(keys: list[int]) -> dict[int, Attendance]:
    return (
        Attendance.objects.select_related("registration__organisation", "registration__person", "organisation",
                                          "place", "event")
        .defer("place__outline")
        .in_bulk(keys)
    )  # fmt: skip
