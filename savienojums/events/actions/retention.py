"""Erasing the people of an event when their time is over; what was counted stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from savienojums.accounts.personal import records_about, unname
from savienojums.core.refusal import allow
from savienojums.events.actions.consents import keep_consents
from savienojums.events.actions.lines import line
from savienojums.events.actions.notes import leave_no_names
from savienojums.events.actions.registrations_seats import hold
from savienojums.events.models import (
    Attendance,
    CheckLine,
    EventInvitation,
    Feedback,
    FocusGroup,
    KeptCounts,
    Message,
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

# What people do of their own will: when the list goes, the journal knows no more who it was.
THEIR_OWN = (
    "events.registration_made", "events.registration_asked_again", "events.registration_changed",
    "events.registration_cancelled", "events.registration_promoted", "events.consent_answered",
)  # fmt: skip


@transaction.atomic
def erase_people(*, by: System, event: Event, at: datetime) -> None:
    """Erase everyone of the event's lists, invitations, rides, polls and letters, and keep the funder's table as it was."""
    allow(rules.may_erase_people, by, event)
    held = hold(event)
    if held.erased_at:
        return
    table = funders_table(held).kept()
    registered = Registration.objects.filter(event=held).count()
    people = Attendance.objects.filter(event=held).count()
    KeptCounts.objects.update_or_create(event=held, defaults={"table": table, "kept_at": at})
    _unname_lines(held)
    _unname_words(held)
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


def _unname_words(event: Event) -> None:
    """Letters and what was said of the event in free words may name people; the notes of a focus group shall not."""
    Message.objects.filter(event=event).update(text="")
    Feedback.objects.filter(event=event).update(best="", better="")
    for focus_group in FocusGroup.objects.filter(event=event):
        keep_consents(focus_group)
        leave_no_names(focus_group)


def _unname_lines(event: Event) -> None:
    """The journal keeps what was done and when; whose row it was it knows no more."""
    for model in (Registration, Attendance, EventInvitation, Ride):
        lines = records_about(model, model.objects.filter(event=event).values_list("pk", flat=True))
        unname(lines)
        lines.update(by=None)
    Record.objects.about(event).filter(verb__in=THEIR_OWN).update(by=None)
    unname(records_about(PollAnswer, PollAnswer.objects.filter(poll__event=event).values_list("pk", flat=True)))
    about_people = Q(particulars__has_key="registration") | Q(particulars__has_key="registrations") | Q(
        particulars__has_key="row")  # fmt: skip
    Record.objects.about(event).filter(about_people).update(particulars={})
