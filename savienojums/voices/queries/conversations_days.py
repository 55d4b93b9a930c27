"""Moments as sentences need them: "līdz 2026. gada 14. decembrim plkst. 18:00", "no 1. decembra"."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language

from savienojums.core.clock import RIGA

if TYPE_CHECKING:
    from datetime import date, datetime

# Latvian declines the month: until when, from when, and when.
UNTIL = (
    "janvārim", "februārim", "martam", "aprīlim", "maijam", "jūnijam",
    "jūlijam", "augustam", "septembrim", "oktobrim", "novembrim", "decembrim",
)  # fmt: skip
SINCE = (
    "janvāra", "februāra", "marta", "aprīļa", "maija", "jūnija",
    "jūlija", "augusta", "septembra", "oktobra", "novembra", "decembra",
)  # fmt: skip
ON = (
    "janvārī", "februārī", "martā", "aprīlī", "maijā", "jūnijā",
    "jūlijā", "augustā", "septembrī", "oktobrī", "novembrī", "decembrī",
)  # fmt: skip
# What ends in the last minute ends with the day; what begins in the first begins with it.
LAST_MINUTE = time(23, 59)


def until_in_words(at: datetime) -> str:
    """The moment as it stands after "until"; its hour only if it is not the end of the day."""
    local = at.astimezone(RIGA)
    # Midnight is the end of the day before.
    if local.time() == time(0):
        local -= timedelta(minutes=1)
    return _in_words(local, UNTIL, with_hour=local.time() < LAST_MINUTE)


def since_in_words(at: datetime) -> str:
    """The moment as it stands after "from"; its hour only if it is not the beginning of the day."""
    local = at.astimezone(RIGA)
    return _in_words(local, SINCE, with_hour=local.time() >= time(0, 1))


def on_in_words(at: datetime) -> str:
    """The day as it stands in a sentence that says when."""
    return _day(at.astimezone(RIGA).date(), ON)


def _in_words(local: datetime, months: tuple[str, ...], *, with_hour: bool) -> str:
    day, hour = _day(local.date(), months), date_format(local, "TIME_FORMAT")
    if not with_hour:
        return day
    return f"{day} plkst. {hour}" if _is_latvian() else f"{day}, {hour}"


def _day(day: date, months: tuple[str, ...]) -> str:
    return f"{day.year}. gada {day.day}. {months[day.month - 1]}" if _is_latvian() else date_format(day)


def _is_latvian() -> bool:
    return (get_language() or "").startswith("lv")
