"""What may be asked of the calendars of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from savienojums.core.refusal import NotFound
from savienojums.events.models import OutsideCalendar
from savienojums.events.rules import outside as rules
from savienojums.journal.queries import line_of

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Shown:
    """One calendar of somebody else, as its row says it."""

    calendar: OutsideCalendar
    coming: int
    # Only those who choose the calendars see what is wrong with one.
    trouble: str


def calendars_for(person: Person | None, at: datetime) -> list[Shown]:
    """The calendars that are shown; who chooses them sees the paused ones as well."""
    rows = OutsideCalendar.objects.select_related("organisation", "place").defer("place__outline")
    keeps = rules.may_see_outside_desk(person)
    if not keeps:
        rows = rows.filter(paused_at=None)
    coming = Count("events", filter=Q(events__ends_at__gt=at, events__is_cancelled=False))
    return [
        Shown(calendar, getattr(calendar, "coming"), calendar.trouble if keeps else "")  # noqa: B009 -- the question names it
        for calendar in rows.annotate(coming=coming)
    ]


def calendar_for(person: Person | None, public_id: str) -> OutsideCalendar:
    """The calendar, for those who choose them."""
    found = OutsideCalendar.objects.select_related("organisation", "place").filter(public_id=public_id).first()
    if found is None or not rules.may_see_outside_desk(person):
        raise NotFound
    return found


def calendars_to_read() -> list[OutsideCalendar]:
    """Those that are not paused."""
    return list(OutsideCalendar.objects.filter(paused_at=None))


def calendar_told_in(record_id: int) -> OutsideCalendar | None:
    """The calendar a journal line is about, unless it is gone or paused by now."""
    return OutsideCalendar.objects.filter(pk=line_of(record_id).subject_id or 0, paused_at=None).first()
