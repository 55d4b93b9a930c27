"""A person's own calendar: its secret address is made and made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.events.models import CalendarKey
from savienojums.events.rules import calendars as rules
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person


@transaction.atomic
def make_calendar_key(*, by: Person, at: datetime) -> CalendarKey:
    """Give a person the secret address of their calendar; who has one keeps it."""
    allow(rules.may_make_calendar_key, by)
    key, new = CalendarKey.objects.get_or_create(person=by, defaults={"renewed_at": at})
    if new:
        record("events.calendar_key_made", by=by, subject=key, at=at, audience=Audience.SELF)
    return key


@transaction.atomic
def renew_calendar_key(*, by: Person, at: datetime) -> CalendarKey:
    """Give a person another secret address; whoever knows the old one reads nothing any more."""
    allow(rules.may_renew_calendar_key, by)
    key = CalendarKey.objects.select_for_update().filter(person=by).first()
    if key is None:
        return make_calendar_key(by=by, at=at)
    key.generation, key.renewed_at = key.generation + 1, at
    key.save(update_fields=["generation", "renewed_at"])
    record("events.calendar_key_renewed", by=by, subject=key, at=at, audience=Audience.SELF)
    return key
