"""Who came: words of devices, doors and sheets are taken once, and the last word in time holds."""

from __future__ import annotations

from datetime import timedelta
from secrets import choice
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.records import LETTERS
from savienojums.core.refusal import Refused, allow
from savienojums.events import arrivals as core
from savienojums.events.actions.arrivals_taken import (
    BadLine,
    EventIsOff,
    ListsErased,
    Taken,
    UnknownCode,
    add_newcomers,
    insist_on_list,
    meant,
    settle,
    take_words,
    tell,
)
from savienojums.events.actions.lines import line
from savienojums.events.actions.registrations import is_home, standing_of
from savienojums.events.actions.registrations_desk import take_up_again
from savienojums.events.actions.registrations_seats import hold
from savienojums.events.kinds import Arrival, Seat, Way
from savienojums.events.models import Attendance, CheckLine
from savienojums.events.queries import arrivals as queries
from savienojums.events.rules import arrivals as rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.events.arrivals import Newcomer, Word
    from savienojums.events.models import Event

    By = Person | System | None

__all__ = ["BadLine", "DoorClosed", "EventIsOff", "ListsErased", "NoSeatLeft", "Taken", "UnknownCode"]


class DoorClosed(Refused):
    """One checks oneself in while people arrive."""

    sentence = gettext_lazy("One can check in here from three hours before the event until three hours after it.")


class NoSeatLeft(Refused):
    """Who did not register needs a seat that is free."""

    sentence = gettext_lazy("All seats are taken. Please ask the organisers, who can still add you.")


@transaction.atomic
def take_arrival(*, by: By, event: Event, word: Word, at: datetime) -> Attendance:
    """Take one word about one row; the same word a second time changes nothing."""
    allow(rules.may_take_arrival, by, event)
    insist_on_list(event)
    taken = Taken()
    take_words(event, [word], at, taken)
    if taken.refused:
        raise UnknownCode(word.code) if core.is_key(word.key) else BadLine
    tell(event, taken, by, at)
    return queries.attendance_by(event, meant(event, word))


@transaction.atomic
def take_arrivals(
    *, by: By, event: Event, words: Sequence[Word], newcomers: Sequence[Newcomer] = (), at: datetime
) -> Taken:
    """Take the queue of a device: what is foreign or damaged is refused one by one, everything else is taken."""
    allow(rules.may_take_arrivals, by, event)
    insist_on_list(event)
    taken = Taken()
    add_newcomers(event, newcomers, at, taken)
    take_words(event, words, at, taken)
    tell(event, taken, by, at)
    return taken


@transaction.atomic
def add_at_door(*, by: By, event: Event, newcomer: Newcomer, at: datetime) -> Attendance:
    """Add somebody who stands on no list and has come; who stands on it already is checked in instead."""
    allow(rules.may_add_at_door, by, event)
    insist_on_list(event)
    taken = Taken()
    rows = add_newcomers(event, [newcomer], at, taken)
    if taken.refused:
        raise BadLine(taken.refused[0][1])
    tell(event, taken, by, at)
    return rows[newcomer.key]


@transaction.atomic
def take_back(*, by: By, event: Event, code: str, at: datetime) -> bool:
    """Take back that somebody came; a row that came from a sheet or the door alone goes altogether."""
    allow(rules.may_take_back, by, event)
    insist_on_list(event)
    row = queries.attendance_by(event, code)
    was_new = row.registration_id is None and row.way in {Way.PAPER, Way.DOOR}
    if was_new:
        # The lines stay without their row, so that a queue which is sent again does not bring it back.
        row.check_lines.update(attendance=None)
        row.delete()
    else:
        key = f"back:{row.row_code}:{at.timestamp()}"
        # Taken back is what was said last, also if it was said at the same moment.
        last = row.check_lines.order_by("-said_at").values_list("said_at", flat=True).first()
        said_at = max(at, last + timedelta(microseconds=1)) if last else at
        CheckLine.objects.create(
            event=event, key=key, attendance=row, came=False, said_at=said_at, taken_at=at, way=Arrival.DESK
        )
        settle([row.pk])
    line("events.arrival_taken_back", event, by=by, at=at)
    return was_new


@transaction.atomic
def arrive(*, by: By, event: Event, rows: Sequence[Attendance], token: str, at: datetime) -> None:
    """Check oneself and one's party in at the door."""
    allow(rules.may_arrive, by, event, token)
    insist_on_open_door(event, at)
    _sit_down(event, rows)
    taken = Taken()
    minute = int(at.timestamp() // 60)
    words = [core.Word(f"door:{row.public_id}:{minute}", row.row_code, True, at, Arrival.CODE) for row in rows]
    take_words(event, words, at, taken)
    tell(event, taken, by, at)


@transaction.atomic
def arrive_unlisted(*, by: By, event: Event, newcomer: Newcomer, token: str, at: datetime) -> None:
    """Put oneself onto the list at the door, if there is a seat."""
    allow(rules.may_arrive_unlisted, by, event, token)
    insist_on_open_door(event, at)
    held = hold(event)
    if not queries.has_seats_left(held):
        raise NoSeatLeft
    taken = Taken()
    rows = add_newcomers(event, [newcomer], at, taken)
    if taken.refused:
        raise BadLine(taken.refused[0][1])
    _sit_down(held, list(rows.values()))
    tell(event, taken, by, at)


@transaction.atomic
def renew_door(*, by: By, event: Event, at: datetime) -> Event:
    """Give the door a new code; a poster with the old one opens nothing any more."""
    allow(rules.may_renew_door, by, event)
    if event.cancelled_at:
        raise EventIsOff
    event.door_code = "".join(choice(LETTERS) for _place in range(12))
    event.save(update_fields=["door_code"])
    line("events.door_renewed", event, by=by, at=at)
    return event


def insist_on_open_door(event: Event, at: datetime) -> None:
    """People arrive now."""
    insist_on_list(event)
    if queries.door_state(event, at) != "open":
        raise DoorClosed


def _sit_down(event: Event, rows: Sequence[Attendance]) -> None:
    """Whoever waited or was off the list gets a free seat, all of them or nobody."""
    held = hold(event)
    found = Attendance.objects.select_related("registration").filter(pk__in=[row.pk for row in rows])
    standing = [row for row in found.order_by("pk") if row.seat != Seat.ACCEPTED]
    if not queries.has_seats_left(held, sum(not (row.came or is_home(held, row)) for row in standing)):
        raise NoSeatLeft
    for row in standing:
        row.seat = Seat.ACCEPTED
        row.save(update_fields=["seat"])
        party = row.registration
        # Of a registration that was made anew meanwhile nothing is said at the door.
        if party and party.cancelled_at and not standing_of(held, None, party.email, but=party):
            take_up_again(held, party)
