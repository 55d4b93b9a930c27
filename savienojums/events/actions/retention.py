"""Erasing the people of an event when their time is over; what was counted stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from savienojums.accounts.personal import records_about, unname
from savienojums.core.refusal import allow
from savienojums.events.actions.lines import line
from savienojums.events.actions.registrations_seats import hold
from savienojums.events.models import (
    Attendance,
    CheckLine,
    EventInvitation,
    KeptCounts,
    PollAnswer,
    Registration,
    Ride,
    RideLetter,
)
from savienojums.events.queries.table import funders_table
from savienojums.events.rules import retention as rules
from savienojums.journal.models import Record

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.core.system import System
    from savienojums.events.models import Event


@transaction.atomic
def erase_people(*, by: System, event: Event, at: datetime) -> None:
    """Erase everyone of the event's lists, invitations, rides and polls, and keep the funder's table as it was."""
    allow(rules.may_erase_people, by, event)
    held = hold(event)
    if held.erased_at:
        return
    table = funders_table(held).kept()
    registered = Registration.objects.filter(event=held).count()
    people = Attendance.objects.filter(event=held).count()
    KeptCounts.objects.update_or_create(event=held, defaults={"table": table, "kept_at": at})
    _unname_lines(held)
    RideLetter.objects.filter(ride__event=held).delete()
    Ride.objects.filter(event=held).delete()
    CheckLine.objects.filter(event=held).delete()
    Attendance.objects.filter(event=held).delete()
    Registration.objects.filter(event=held).delete()
    EventInvitation.objects.filter(event=held).delete()
    PollAnswer.objects.filter(poll__event=held).delete()
    held.erased_at = at
    held.save(update_fields=["erased_at"])
    line("events.people_erased", held, by=by, at=at, registrations=registered, people=people)


def _unname_lines(event: Event) -> None:
    """The journal keeps what was done and when; whose row it was it knows no more."""
    for model in (Registration, Attendance, EventInvitation, Ride):
        unname(records_about(model, model.objects.filter(event=event).values_list("pk", flat=True)))
    unname(records_about(PollAnswer, PollAnswer.objects.filter(poll__event=event).values_list("pk", flat=True)))
    about_people = Q(particulars__has_key="registration") | Q(particulars__has_key="registrations") | Q(
        particulars__has_key="row")  # fmt: skip
    Record.objects.about(event).filter(about_people).update(particulars={})
