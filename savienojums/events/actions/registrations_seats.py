"""What all acts on a list share: the event is held, seats are given in order, rows are written."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from savienojums.accounts.models import mailbox
from savienojums.core.words import sort_key
from savienojums.events.actions.lines import line
from savienojums.events.kinds import Mode, Seat
from savienojums.events.models import Attendance, Event, Registration
from savienojums.events.queries.registrations_seats import hall_of, in_the_room, units_of
from savienojums.events.seats import OPEN, seating

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.events.parties import Guest, Party
    from savienojums.network.models import Organisation

    By = Person | System | None


def hold(event: Event) -> Event:
    """The event as it stands now; whoever else wants to touch its list waits until this act is over.

    SQLite has begun the whole transaction alone (IMMEDIATE), so there nothing more is needed.
    """
    return Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event.pk)


def moment(event: Event, at: datetime) -> datetime:
    """When they asked: the order in which the list took them in, even if two came within the same instant."""
    last = Registration.objects.filter(event_id=event.pk).aggregate(last=Max("asked_at"))["last"]
    return at if last is None or last < at else last + timedelta(microseconds=1)


def give_seats(event: Event, at: datetime, *, but: Registration | None = None) -> list[Registration]:
    """Seat everyone whose turn it is; who has just got a seat. `but` stays where it is."""
    units = [unit for unit in units_of(event) if but is None or unit.registration_id != but.pk or unit.asking.seated]
    hall = hall_of(event, at)
    found = seating(hall, [unit.asking for unit in units])
    seated = set(found.seated)
    new = [
        unit.registration_id for unit in units
        if unit.registration_id and unit.asking.key in seated and not unit.asking.seated
    ]  # fmt: skip
    waiting = in_the_room(event).filter(registration_id__in=new, seat=Seat.WAITING)
    waiting.update(seat=Seat.ACCEPTED)
    if hall.reserves:
        labels: dict[int | None, list[int]] = {}
        for unit in units:
            labels.setdefault(unit.registration_id, []).extend(found.places.get(unit.asking.key, ()))
        _label(event, labels)
    return list(Registration.objects.filter(pk__in=new).order_by("asked_at", "pk"))


def _label(event: Event, labels: dict[int | None, list[int]]) -> None:
    """Note with each person whose kept seat they have."""
    changed = []
    for row in (
        in_the_room(event)
        .filter(seat=Seat.ACCEPTED)
        .order_by("registration_id", "pk")
        .only("reserve_id", "registration_id")
    ):
        left = labels.get(row.registration_id) or [OPEN]
        reserve = left.pop(0) or None
        if row.reserve_id != reserve:
            row.reserve_id = reserve
            changed.append(row)
    Attendance.objects.bulk_update(changed, ["reserve"], batch_size=200)


def promote(event: Event, by: By, at: datetime, *, but: Registration | None = None) -> None:
    """Free seats go to those who wait, each told by a line; once it has begun, the organisers decide."""
    if event.cancelled_at or event.is_draft or at >= event.starts_at:
        return
    for each in give_seats(event, at, but=but):
        tell_promoted(event, each, by, at)


def tell_promoted(event: Event, registration: Registration, by: By, at: datetime) -> None:
    """They left the waiting list: kept, and a line from which their letter comes."""
    registration.promoted_at = at
    registration.save(update_fields=["promoted_at"])
    line("events.registration_promoted", event, by=by, at=at, registration=registration.public_id)


def written(
    event: Event, party: Party, *, person: Person | None, entered_by: Person | None, at: datetime
) -> Registration:
    """A registration and a row for each of its people, who all wait until seats are given."""
    made = Registration(event=event, asked_at=moment(event, at), person=person, entered_by=entered_by, way=party.way)
    fill(made, party)
    made.save(force_insert=True)
    Attendance.objects.bulk_create([row_of(event, made, guest) for guest in party.people])
    return made


def fill(registration: Registration, party: Party) -> None:
    """What a party says of itself."""
    registration.name = party.name
    registration.email = mailbox(party.email)
    registration.phone, registration.note, registration.language = party.phone, party.note, party.language
    registration.organisation, registration.organisation_name = party.organisation, party.organisation_name
    registration.place = party.place or place_of(party.organisation)
    registration.answers = dict(party.answers)


def place_of(organisation: Organisation | None) -> Any:
    """Where those come from who speak for it."""
    return organisation.place if organisation else None


def row_of(event: Event, registration: Registration, guest: Guest) -> Attendance:
    """A new row; who looks on from home needs no seat, so has one."""
    row = Attendance(event=event, registration=registration, way=registration.way)
    fill_row(row, registration, guest)
    row.seat = Seat.ACCEPTED if is_at_home(event, guest) else Seat.WAITING
    return row


def fill_row(row: Attendance, registration: Registration, guest: Guest) -> None:
    """What is said of one person."""
    row.name, row.sort_name = guest.name, sort_key(guest.name)[:360]
    row.online, row.answers = guest.online, dict(guest.answers)
    row.organisation, row.organisation_name = registration.organisation, registration.organisation_name
    row.place = registration.place


def is_at_home(event: Event, guest: Guest) -> bool:
    """Whether this person needs no seat in the room."""
    return guest.online and event.mode == Mode.HYBRID


def cancel_rows(rows: Iterable[Attendance]) -> None:
    """These do not come."""
    for row in rows:
        row.seat, row.reserve = Seat.GONE, None
    Attendance.objects.bulk_update(rows, ["seat", "reserve"], batch_size=200)
