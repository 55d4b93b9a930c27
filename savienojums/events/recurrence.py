"""When meetings come again: a part of the RRULE of RFC 5545, its days, and what a sentence about it is made of.

Pure core: no Django, no database, no clock. Days are days of the calendar, hours those of the clock in Riga.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dateutil import rrule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

RIGA = ZoneInfo("Europe/Riga")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = {"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY}
# Which parts go with which frequency; a yearly meeting is on the day of the first one.
WITH = {
    "DAILY": frozenset[str](),
    "WEEKLY": frozenset({"BYDAY"}),
    "MONTHLY": frozenset({"BYDAY", "BYMONTHDAY"}),
    "YEARLY": frozenset[str](),
}
MOST_INTERVAL = {"DAILY": 366, "WEEKLY": 52, "MONTHLY": 24, "YEARLY": 10}
MOST_TIMES = 500
LAST_DAY = -1
# How far ahead a rule is looked at to see whether it gives any day.
SIGHT = timedelta(days=366 * 10)
ITEM = re.compile(r"(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)")


class Unreadable(ValueError):
    """This is no rule we can follow; `word` tells why: "part", "frequency", "interval", "day", "end", "no_day"."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, read: every so many days, weeks, months or years, on which days, until when."""

    every: str
    interval: int = 1
    # (which of the month or 0, weekday from 0): (2, 1) is the second Tuesday, (-1, 4) the last Friday.
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    until: date | None = None
    times: int | None = None

    def __str__(self) -> str:
        parts = [f"FREQ={self.every}"]
        parts += [f"INTERVAL={self.interval}"] if self.interval > 1 else []
        if self.weekdays:
            parts.append("BYDAY=" + ",".join(f"{which or ''}{WEEKDAYS[day]}" for which, day in self.weekdays))
        if self.month_days:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.month_days)))
        parts += [f"UNTIL={self.until:%Y%m%d}"] if self.until else []
        parts += [f"COUNT={self.times}"] if self.times else []
        return ";".join(parts)


def rule_of(text: str) -> Rule:
    """The rule written so; Unreadable if it is none that we follow."""
    parts: dict[str, str] = {}
    for part in text.strip().upper().removeprefix("RRULE:").split(";"):
        name, sign, value = part.partition("=")
        if not sign or not value or name in parts:
            raise Unreadable("part")
        parts[name] = value
    return checked(
        Rule(
            every=parts.pop("FREQ", ""),
            interval=_number(parts.pop("INTERVAL", "1"), "interval"),
            weekdays=tuple(_weekday(item) for item in _items(parts.pop("BYDAY", ""))),
            month_days=tuple(_number(item, "day") for item in _items(parts.pop("BYMONTHDAY", ""))),
            until=_day(parts.pop("UNTIL", "")),
            times=_number(parts.pop("COUNT"), "end") if "COUNT" in parts else None,
        ),
        rest=parts,
    )


def checked(rule: Rule, rest: Collection[str] = ()) -> Rule:
    """The same rule, if we can follow it; days in their order and each once."""
    if rest:
        raise Unreadable("part")
    if rule.every not in FREQUENCIES:
        raise Unreadable("frequency")
    if not 1 <= rule.interval <= MOST_INTERVAL[rule.every]:
        raise Unreadable("interval")
    given = {name for name, days in (("BYDAY", rule.weekdays), ("BYMONTHDAY", rule.month_days)) if days}
    # Weekdays and days of the month together would mean "Friday the 13th", which nobody asks for.
    if given - WITH[rule.every] or len(given) > 1 or not all(map(_is_day, rule.month_days)):
        raise Unreadable("day")
    if not all(_is_weekday(rule.every, *each) for each in rule.weekdays):
        raise Unreadable("day")
    if (rule.until and rule.times) or (rule.times is not None and not 1 <= rule.times <= MOST_TIMES):
        raise Unreadable("end")
    weekdays = tuple(sorted(set(rule.weekdays), key=lambda each: (each[0] == LAST_DAY, each)))
    days = tuple(sorted(set(rule.month_days), key=lambda each: (each == LAST_DAY, each)))
    return Rule(rule.every, rule.interval, weekdays, days, rule.until, rule.times)


def days_of(rule: Rule | str, first_on: date, until: date, left_out: Collection[date] = ()) -> list[date]:
    """The days of the rule from the first meeting on, up to and with `until`, without those left out.

    A day that is left out still counts as one of so many times.
    """
    return [day for day in _days(_read(rule), first_on, until) if day not in left_out]


def first_day(rule: Rule | str, first_on: date) -> date | None:
    """The first day the rule gives from this one on; nothing if there is none within ten years."""
    return next(_days(_read(rule), first_on, first_on + SIGHT), None)


def sound(rule: Rule | str, first_on: date) -> Rule:
    """The rule, if from this day on it gives any day at all."""
    read = _read(rule)
    if first_day(read, first_on) is None:
        raise Unreadable("no_day")
    return read


def is_endless(rule: Rule | str) -> bool:
    """Whether the rule goes on without an end."""
    read = _read(rule)
    return read.until is None and read.times is None


def hours_on(day: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    """When a meeting of that day begins and ends, by the clock in Riga.

    On the night that loses an hour a meeting within that hour begins when the clock goes on, and still lasts as long.
    """
    start = datetime.combine(day, begins, tzinfo=RIGA)
    end = datetime.combine(day, ends, tzinfo=RIGA)
    if end.timestamp() <= start.timestamp():
        length = datetime.combine(day, ends) - datetime.combine(day, begins)
        end = datetime.fromtimestamp(start.timestamp() + length.total_seconds(), tz=RIGA)
    return start, end


@dataclass(frozen=True, slots=True)
class Words:
    """What a sentence about a rule is made of."""

    # "daily", "weekly", "monthly", "yearly"
    kind: str
    interval: int
    weekdays: tuple[tuple[int, int], ...]
    month_days: tuple[int, ...]
    # The day of the year of a yearly meeting.
    on: date | None
    until: date | None
    times: int | None


def in_words(rule: Rule | str, first_on: date) -> Words:
    """What a sentence about the rule is made of; a weekly or monthly one without days is on those of the first meeting."""
    read = _read(rule)
    weekdays, month_days = read.weekdays, read.month_days
    if read.every == "WEEKLY" and not weekdays:
        weekdays = ((0, first_on.weekday()),)
    if read.every == "MONTHLY" and not weekdays and not month_days:
        month_days = (first_on.day,)
    on = first_on if read.every == "YEARLY" else None
    return Words(read.every.lower(), read.interval, weekdays, month_days, on, read.until, read.times)


def _read(rule: Rule | str) -> Rule:
    return rule_of(rule) if isinstance(rule, str) else rule


def _days(rule: Rule, first_on: date, until: date) -> Iterator[date]:
    last = min(until, rule.until) if rule.until else until
    if last < first_on:
        return
    found = rrule.rrule(
        FREQUENCIES[rule.every],
        dtstart=datetime.combine(first_on, time(0)),
        interval=rule.interval,
        byweekday=[rrule.weekday(day, which or None) for which, day in rule.weekdays] or None,
        bymonthday=rule.month_days or None,
        until=datetime.combine(last, time(0)),
    )
    # Counted here and not by the rule itself, which does not take both an end and a number.
    yield from (each.date() for each in (islice(found, rule.times) if rule.times else found))


def _items(text: str) -> list[str]:
    return text.split(",") if text else []


def _number(text: str, word: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,4}", text):
        raise Unreadable(word)
    return int(text)


def _weekday(item: str) -> tuple[int, int]:
    read = ITEM.fullmatch(item.removeprefix("+"))
    if read is None:
        raise Unreadable("day")
    return int(read[1] or 0), WEEKDAYS.index(read[2])


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return datetime.strptime(text.partition("T")[0], "%Y%m%d").date()  # noqa: DTZ007 -- a day has no zone
    except ValueError:
        raise Unreadable("end") from None


def _is_day(number: int) -> bool:
    return number == LAST_DAY or 1 <= number <= 31


def _is_weekday(every: str, which: int, day: int) -> bool:
    """Weeks have each weekday once; months are asked which one of it."""
    return day in range(7) and (which == 0 if every == "WEEKLY" else which in {1, 2, 3, 4, 5, LAST_DAY})
