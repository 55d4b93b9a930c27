"""When those with a seat are reminded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.events.actions.lines import line
from savienojums.events.models import Event
from savienojums.events.queries.reminders import days_of
from savienojums.events.rules import reminders as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person


@transaction.atomic
def set_reminders(*, by: Person, event: Event, days: list[int], at: datetime) -> None:
    """Choose on which days before the event those with a seat are reminded; none means they are not."""
    allow(rules.may_set_reminders, by, event)
    wanted = days_of(days)
    if wanted == days_of(event.reminders):
        return
    event.reminders = wanted
    Event.objects.filter(pk=event.pk).update(reminders=wanted)
    line("events.reminders_set", event, by=by, at=at, days=wanted)
