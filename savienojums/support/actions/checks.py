"""Saying that a measure was looked at and is still true, has closed for good, or comes again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.accounts.models import Person
from savienojums.core import clock
from savienojums.core.marks import raise_mark
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.support import rules
from savienojums.support.actions import writing
from savienojums.support.kinds import Recurrence, Status
from savienojums.support.queries.checks import WITHDRAWN, standing_check

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.support.models import Measure

COMES_AGAIN = {
    Recurrence.YEARLY,
    Recurrence.TWICE_A_YEAR,
    Recurrence.THREE_TIMES_A_YEAR,
    Recurrence.EVERY_SECOND_YEAR,
}


class AlreadyClosed(Refused):
    """The measure is closed for good already."""

    sentence = _("This measure is closed already.")


class NothingToWithdraw(Refused):
    """Nobody has confirmed the measure since the last withdrawal."""

    sentence = _("There is no confirmation to take back.")


@transaction.atomic
def confirm_measure(*, by: Person, measure: Measure, note: str = "", at: datetime) -> None:
    """Say that the entry is still true, with today's date and one's name.

    Of an entry that waited to be checked this also settles how it stands, if it says how often it comes.
    """
    allow(rules.may_confirm_measure, by, measure)
    current = writing.hold_kept(measure)
    if current.checked_on == clock.local_day(at) and current.checked_by_id == by.pk and not note:
        return
    _check(current, by, at, status=_settled(current), verb="support.measure_confirmed", note=note)


@transaction.atomic
def close_measure(*, by: Person, measure: Measure, note: str = "", at: datetime) -> None:
    """Say that the measure is closed for good; it stays as history."""
    allow(rules.may_close_measure, by, measure)
    current = writing.hold_kept(measure)
    if current.status == Status.CLOSED:
        raise AlreadyClosed
    _check(current, by, at, status=Status.CLOSED, verb="support.measure_closed", note=note)


@transaction.atomic
def expect_measure(*, by: Person, measure: Measure, note: str = "", at: datetime) -> None:
    """Say that the measure comes again, though nobody knows yet when."""
    allow(rules.may_expect_measure, by, measure)
    current = writing.hold_kept(measure)
    _check(current, by, at, status=Status.RECURRING, verb="support.measure_expected", note=note)


@transaction.atomic
def withdraw_confirmation(*, by: Person, measure: Measure, at: datetime) -> None:
    """Take the last confirmation back, as if nobody had clicked."""
    allow(rules.may_withdraw_confirmation, by, measure)
    current = writing.hold_kept(measure)
    line = standing_check(current)
    if line is None:
        raise NothingToWithdraw
    before = line.particulars["before"]
    current.checked_on = date.fromisoformat(before["checked_on"]) if before["checked_on"] else None
    current.checked_by = Person.objects.filter(public_id=before["checked_by"]).first()
    if current.status == line.particulars["status"]:
        current.status = before["status"]
    current.save(update_fields=["checked_on", "checked_by", "status"])
    raise_mark("catalogue")
    record(WITHDRAWN, by=by, subject=current, at=at, audience=Audience.EDITORS)


def _settled(measure: Measure) -> str:
    """What is known of it once someone has looked: an entry that says how often it comes needs no more checking."""
    if measure.status != Status.NEEDS_CHECK:
        return measure.status
    if measure.recurrence == Recurrence.CONTINUOUS:
        return Status.ONGOING
    return Status.RECURRING if measure.recurrence in COMES_AGAIN else Status.NEEDS_CHECK


def _check(measure: Measure, by: Person, at: datetime, *, status: str, verb: str, note: str) -> None:
    before = {
        "checked_on": measure.checked_on.isoformat() if measure.checked_on else "",
        "checked_by": measure.checked_by.public_id if measure.checked_by else "",
        "status": measure.status,
    }
    measure.checked_on, measure.checked_by, measure.status = clock.local_day(at), by, status
    measure.save(update_fields=["checked_on", "checked_by", "status"])
    raise_mark("catalogue")
    record(
        verb, by=by, subject=measure, at=at, audience=writing.audience(measure),
        note=note, before=before, status=str(status),
    )  # fmt: skip
