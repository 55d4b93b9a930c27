"""Which reminders are due this morning, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from savienojums.core.clock import RIGA
from savienojums.events.kinds import Seat
from savienojums.events.models import Attendance, Event, Registration, ToldParty

if TYPE_CHECKING:
    from collections.abc import Iterable

MORNING = time(9)
FARTHEST = 60


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of one event: how many days before, due when."""

    event: Event
    days: int
    due_at: datetime

    @property
    def thing(self) -> str:
        """Under what a party has been told it: a moved event is another one."""
        return f"reminder:{self.days}:{self.event.first_day.isoformat()}"


def due_moment(event: Event, days: int) -> datetime:
    """Nine in the morning in Riga, so many days before the first day, in summer and winter alike."""
    return datetime.combine(event.first_day - timedelta(days=days), MORNING, tzinfo=RIGA)


def reminder_due(event: Event, at: datetime) -> Reminder | None:
    """The last reminder whose morning has come; earlier ones it stands for are not made up for."""
    if event.cancelled_at or event.is_draft or event.starts_at <= at:
        return None
    due = [(due_moment(event, days), days) for days in days_of(event.reminders) if due_moment(event, days) <= at]
    return Reminder(event, max(due)[1], max(due)[0]) if due else None


def days_of(kept: Iterable[object]) -> list[int]:
    """The days as numbers, whatever lies in the field."""
    return sorted({day for day in kept if isinstance(day, int) and 0 <= day <= FARTHEST}, reverse=True)


def reminders_due(at: datetime) -> list[Reminder]:
    """Every reminder that may have to be sent now."""
    coming = (
        Event.objects.published()
        .coming(at)
        .filter(starts_at__gt=at, starts_at__lt=at + timedelta(days=FARTHEST + 1), erased_at=None)
    )
    found = (reminder_due(event, at) for event in coming.exclude(reminders=[]).with_hosts())
    return [each for each in found if each]


def parties_to_remind(reminder: Reminder) -> list[Registration]:
    """Those with a seat who had it before the reminder was due and have not got it: who comes later was told then."""
    seated = Attendance.objects.filter(registration=OuterRef("pk"), seat=Seat.ACCEPTED)
    told = ToldParty.objects.filter(registration=OuterRef("pk"), thing=reminder.thing)
    had_it = Q(promoted_at=None) | Q(promoted_at__lt=reminder.due_at)
    found = Registration.objects.standing().filter(
        Exists(seated), ~Exists(told), had_it, ~Q(email="") | Q(person__isnull=False),
        event=reminder.event, asked_at__lt=reminder.due_at,
    )  # fmt: skip
    return [_of(reminder.event, party) for party in found.select_related("person")]


def _of(event: Event, party: Registration) -> Registration:
    """The party with the event that is known already, so that nobody asks for it five hundred times."""
    party.event = event
    return party
