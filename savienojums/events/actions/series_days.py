"""Days of a series on which nothing is to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import series_line
from savienojums.events.actions.series import SeriesEnded, hold
from savienojums.events.actions.series_layout import lay, take_out
from savienojums.events.queries.series_layout import untouched
from savienojums.events.recurrence import days_of
from savienojums.events.rules import series as rules

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Series

LONGEST_WHY = 300


class NotADayOfIt(Refused):
    """The rule does not give this day."""

    sentence = gettext_lazy("This series has no meeting on that day.")


class DayIsTouched(Refused):
    """Somebody counts on the meeting."""

    sentence = gettext_lazy(
        "Something has been written to this meeting, or somebody has registered. Open it and cancel it, so that they hear of it."
    )


class NotLeftOut(Refused):
    """The day was not left out."""

    sentence = gettext_lazy("This day was not left out.")


@transaction.atomic
def leave_out_day(*, by: Person, series: Series, day: date, why: str, at: datetime) -> None:
    """Say that there is no meeting on a day the rule gives, and why."""
    allow(rules.may_leave_out_day, by, series)
    current = hold(series)
    if current.ended_at:
        raise SeriesEnded
    if day not in days_of(current.rule, current.first_on, day) or day.isoformat() in current.left_out:
        raise NotADayOfIt
    if current.events.filter(due_on=day).exists():
        laid = [event for event in untouched(current, at) if event.due_on == day]
        if not laid:
            raise DayIsTouched
        take_out(laid)
    current.left_out = sorted({*current.left_out, day.isoformat()})
    current.left_out_why = {**current.left_out_why, day.isoformat(): why[:LONGEST_WHY]}
    current.save(update_fields=["left_out", "left_out_why"])
    lay(current, at)
    series_line("events.day_left_out", current, by=by, at=at, seen=True, day=day.isoformat(), why=why[:LONGEST_WHY])


@transaction.atomic
def put_back_day(*, by: Person, series: Series, day: date, at: datetime) -> None:
    """There is a meeting on that day after all."""
    allow(rules.may_put_back_day, by, series)
    current, word = hold(series), day.isoformat()
    if word not in current.left_out:
        raise NotLeftOut
    current.left_out = [each for each in current.left_out if each != word]
    current.left_out_why = {each: why for each, why in current.left_out_why.items() if each != word}
    current.save(update_fields=["left_out", "left_out_why"])
    lay(current, at)
    series_line("events.day_put_back", current, by=by, at=at, seen=True, day=word)
