"""Seats of an event as they are now: who has them, who waits in which order, what is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from savienojums.events import seats
from savienojums.events.kinds import Mode, Seat
from savienojums.events.models import Attendance

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from savienojums.core.records import Translated
    from savienojums.events.models import Event, SeatReserve


@dataclass(frozen=True, slots=True)
class Unit:
    """People of one registration who have, or wait for, seats together."""

    asking: seats.Asking
    registration_id: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """Seats kept for some, and how many of them are left."""

    name: Translated
    seats: int
    left: int


@dataclass(frozen=True, slots=True)
class SeatCounts:
    """What a page says of the seats of an event."""

    capacity: int | None
    taken: int
    online: int
    waiting: int
    left: int | None
    left_open: int | None
    kept: tuple[Kept, ...]

    @property
    def is_full(self) -> bool:
        """Whether somebody without any claim to kept seats would have to wait."""
        return self.left_open == 0


def in_the_room(event: Event) -> QuerySet[Attendance]:
    """People who need a seat: at a hybrid event those who look on from home need none."""
    rows = Attendance.objects.filter(event_id=event.pk)
    return rows.filter(online=False) if event.mode == Mode.HYBRID else rows


def reserves_of(event: Event, at: datetime) -> list[SeatReserve]:
    """The seats that are kept for some as yet."""
    if event.reserves_end_at and event.reserves_end_at <= at:
        return []
    return list(event.reserves.all())


def hall_of(event: Event, at: datetime) -> seats.Hall:
    """How many seats there are, and which are kept."""
    if event.capacity is None:
        return seats.Hall()
    kept = (seats.Reserve(each.pk, frozenset(each.kinds), each.seats) for each in reserves_of(event, at))
    return seats.Hall(event.capacity, tuple(kept))


def units_of(event: Event) -> list[Unit]:
    """Everyone who has or wants a seat, in the order of asking; one query, however many they are."""
    rows = (
        in_the_room(event)
        .filter(seat__in=[Seat.ACCEPTED, Seat.WAITING])
        .values_list("registration_id", "registration__organisation__kind", "seat")
        .annotate(size=Count("pk"))
        .order_by("registration__asked_at", "registration_id", "seat")
    )
    return [
        Unit(seats.Asking(number, size, kind or "", seat == Seat.ACCEPTED), registration)
        for number, (registration, kind, seat, size) in enumerate(rows)
    ]


def seat_counts(event: Event, at: datetime) -> SeatCounts:
    """How many have a seat, how many wait, what is left and for whom."""
    units = units_of(event)
    # Seats of those who wait are not theirs yet.
    found = seats.seating(hall_of(event, at), [unit.asking for unit in units if unit.asking.seated])
    taken = sum(unit.asking.size for unit in units if unit.asking.seated)
    online = 0
    if event.mode == Mode.HYBRID:
        online = Attendance.objects.filter(event_id=event.pk, seat=Seat.ACCEPTED, online=True).count()
    kept = tuple(
        Kept(each.name, each.seats, found.left_in[each.pk]) for each in reserves_of(event, at) if found.left_in
    )
    return SeatCounts(
        capacity=event.capacity,
        taken=taken,
        online=online,
        waiting=sum(unit.asking.size for unit in units if not unit.asking.seated),
        left=found.left,
        left_open=found.left_open,
        kept=kept,
    )


def would_fit(event: Event, at: datetime, *, size: int, kind: str = "") -> bool:
    """Whether so many more people would get seats now, behind all who wait."""
    if not size:
        return True
    askings = [unit.asking for unit in units_of(event)]
    return seats.fits(hall_of(event, at), askings, seats.Asking(len(askings), size, kind))
