"""Registrations as those who registered see them: by the link of a letter, their own, and what an event's page says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.signing import BadSignature
from django.db.models import Q

from savienojums.core.refusal import Refused
from savienojums.core.words import fold
from savienojums.events import questions
from savienojums.events.answers import said
from savienojums.events.kinds import Mode, Seat
from savienojums.events.models import Attendance, Registration
from savienojums.events.models.registrations import signer
from savienojums.events.queries.registrations_seats import SeatCounts, in_the_room, seat_counts
from savienojums.events.queries.spoken import when_of
from savienojums.journal.models import Record
from savienojums.network.matching import match_name
from savienojums.network.models import Organisation, Place
from savienojums.network.queries.organisations import organisations_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event
    from savienojums.events.questions import Question


class LinkBroken(Refused):
    """The link is not whole, or was never ours."""


class LinkErased(Refused):
    """The link is ours, and what it opened has been erased."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and what was answered."""

    label: Any
    words: str


@dataclass(frozen=True, slots=True)
class Someone:
    """One person of a party as its page shows them."""

    row: Attendance
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class Told:
    """A registration as its page tells it."""

    registration: Registration
    event: Event
    people: list[Someone]
    answers: list[Answer]
    # "seated", "waiting", "partly", "cancelled", "off" (the event is), "over".
    state: str
    # The how-manieth in line they are; 0 where nobody waits.
    line: int
    can_change: bool
    can_cancel: bool
    online_url: str

    def shows_code(self, row: Attendance) -> bool:
        """Whether this person needs a code at the door."""
        return self.state in {"seated", "partly"} and row.seat == Seat.ACCEPTED


@dataclass(frozen=True, slots=True)
class Registering:
    """What the page of an event says of registering."""

    counts: SeatCounts
    is_open: bool
    closes_at: datetime | None
    closed: bool
    own: Registration | None
    has_waiting_list: bool

    @property
    def can_ask(self) -> bool:
        """Whether the form can be filled in: for a seat, or for a place in line."""
        return self.is_open and self.own is None and (self.has_waiting_list or self.counts.left != 0)


def registration_by(token: str) -> Registration:
    """The registration that this link opens."""
    try:
        public_id = signer("registration").unsign(token)
    except BadSignature:
        raise LinkBroken from None
    if found := _whole().filter(public_id=public_id).first():
        return found
    raise LinkErased


def registration_of(record_id: int) -> Registration | None:
    """The registration a journal line tells of, if it is still there."""
    line = Record.objects.filter(pk=record_id).first()
    public_id = line.particulars.get("registration", "") if line else ""
    return _whole().filter(public_id=public_id).first() if public_id else None


def registrations_listed_in(record_id: int) -> list[Registration]:
    """The registrations that were pasted at once, those with a mailbox."""
    line = Record.objects.filter(pk=record_id).first()
    ids = line.particulars.get("registrations", []) if line else []
    return list(_whole().filter(public_id__in=ids))


def own_of(person: Person | None, event: Event) -> Registration | None:
    """What this person has asked for at this event."""
    if person is None:
        return None
    return Registration.objects.standing().of_person(person).filter(event_id=event.pk).first()


def place_in_line(registration: Registration) -> int:
    """The how-manieth party in line; 0 if it does not wait."""
    waiting = in_the_room(registration.event).filter(seat=Seat.WAITING)
    if not waiting.filter(registration_id=registration.pk).exists():
        return 0
    ahead = Q(registration__asked_at__lt=registration.asked_at) | Q(
        registration__asked_at=registration.asked_at, registration_id__lt=registration.pk
    )
    return waiting.filter(ahead).values("registration_id").distinct().order_by().count() + 1


def told_of(registration: Registration, at: datetime) -> Told:
    """What the page of a link says."""
    event = registration.event
    asked = questions.of(event.questions)
    rows = [row for row in registration.people.all() if registration.cancelled_at or row.seat != Seat.GONE]
    rows.sort(key=lambda row: row.pk)
    state = _state(registration, rows, at)
    standing = state in {"seated", "waiting", "partly"}
    seated = state in {"seated", "partly"}
    return Told(
        registration=registration,
        event=event,
        people=[Someone(row, _answers([each for each in asked if each.each], row.answers)) for row in rows],
        answers=_answers([each for each in asked if not each.each], registration.answers),
        state=state,
        line=place_in_line(registration) if state in {"waiting", "partly"} else 0,
        can_change=standing and at < event.ends_at,
        can_cancel=standing and at < event.ends_at,
        online_url=event.online_url if seated and event.mode != Mode.IN_PLACE else "",
    )


def registering_of(person: Person | None, event: Event, at: datetime) -> Registering:
    """Whether one can register, what is left, until when."""
    return Registering(
        counts=seat_counts(event, at),
        is_open=event.takes_names(at),
        closes_at=event.registration_closes_at,
        closed=bool(event.registration_closes_at and event.registration_closes_at <= at < event.ends_at),
        own=own_of(person, event),
        has_waiting_list=event.has_waiting_list,
    )


def part(person: Person | None, event: Event, at: datetime) -> dict[str, Any]:
    """What the page of an event says of registering; nothing where nobody registers."""
    if not event.takes_registrations or event.erased_at:
        return {"registering": None}
    return {"registering": registering_of(person, event, at)}


@dataclass(frozen=True, slots=True)
class Mine:
    """One registration on the page of one's own."""

    registration: Registration
    state: str
    when: str
    is_own: bool


def my_registrations(person: Person, at: datetime) -> tuple[list[Mine], list[Mine]]:
    """What one has registered for, oneself and for the organisations one acts for: what comes, and what has been."""
    own = Registration.objects.standing().of_person(person)
    acted = Registration.objects.standing().filter(organisation__in=Organisation.objects.of(person).values("pk"))
    rows = (
        Registration.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=acted.values("pk")))
        .select_related("event__place", "organisation", "person")
        .prefetch_related("people")
        .order_by("event__starts_at", "pk")
    )
    lines = [
        Mine(each, _state(each, list(each.people.all()), at), when_of(each.event),
             each.person_id == person.pk or each.email == person.email)
        for each in rows
    ]  # fmt: skip
    coming = [line for line in lines if line.registration.event.ends_at > at]
    return coming, [line for line in reversed(lines) if line.registration.event.ends_at <= at]


def organisation_named(name: str) -> Organisation | None:
    """The one public organisation of the registry that is called so; nothing if none or several are."""
    return organisations_named([name]).get(name) if name else None


def organisations_named(names: Iterable[str]) -> dict[str, Organisation]:
    """The organisations of the registry that are called so, each name by itself; one question for all."""
    keys = {name: key for name in names if (key := match_name(name))}
    rows: dict[str, list[Organisation]] = {}
    for each in Organisation.objects.public().filter(match_name__in=set(keys.values())).select_related("place"):
        rows.setdefault(each.match_name, []).append(each)
    found = {}
    for name, key in keys.items():
        same = rows.get(key, [])
        exact = [each for each in same if fold(each.name) == fold(name)] or same
        if len(exact) == 1:
            found[name] = exact[0]
    return found


def organisations_offered(person: Person | None, registration: Registration) -> list[Organisation]:
    """For whom a registration can be made out: those one acts for, and the one it is made out to."""
    own = organisations_of(person) if person else []
    known = registration.organisation
    return [*own, *([known] if known and known not in own else [])]


def place_named(slug: str) -> Place | None:
    """The place of that address word."""
    return Place.objects.defer("outline").filter(slug=slug).first() if slug else None


def _whole() -> QuerySet[Registration]:
    rows: QuerySet[Registration] = (
        Registration.objects.select_related(
            "event__place", "event__series", "event__project", "person", "organisation", "place"
        )
        .prefetch_related("people", "event__organisers", "event__themes")
        .defer("event__place__outline", "place__outline")
    )
    return rows


def _state(registration: Registration, rows: list[Attendance], at: datetime) -> str:
    if registration.cancelled_at:
        return "cancelled"
    if registration.event.cancelled_at:
        return "off"
    if at >= registration.event.ends_at:
        return "over"
    seats = {row.seat for row in rows}
    if Seat.WAITING not in seats:
        return "seated"
    return "partly" if Seat.ACCEPTED in seats else "waiting"


def _answers(asked: list[Question], given: dict[str, Any]) -> list[Answer]:
    return [Answer(each.label, words) for each in asked if (words := said(each, given))]


def mailboxes_of_list(event: Event) -> set[str]:
    """The mailboxes that are on the list already."""
    rows = Registration.objects.standing().filter(event_id=event.pk).exclude(email="")
    return set(rows.values_list("email", flat=True))
