"""A series' rule as a sentence: "every second Tuesday", "on the last Friday of every month".

Languages decline what is counted and what counts: each weekday, order and number stands here in the case it is said in,
and the two are joined by a sentence of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import dateformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from savienojums.events.recurrence import LAST_DAY, Words, in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise

    from savienojums.events.models import Series

EVERY: tuple[StrOrPromise, ...] = (
    pgettext_lazy("every …", "Monday"), pgettext_lazy("every …", "Tuesday"), pgettext_lazy("every …", "Wednesday"),
    pgettext_lazy("every …", "Thursday"), pgettext_lazy("every …", "Friday"), pgettext_lazy("every …", "Saturday"),
    pgettext_lazy("every …", "Sunday"),
)  # fmt: skip
ON_THESE: tuple[StrOrPromise, ...] = (
    pgettext_lazy("every week on …", "Mondays"), pgettext_lazy("every week on …", "Tuesdays"),
    pgettext_lazy("every week on …", "Wednesdays"), pgettext_lazy("every week on …", "Thursdays"),
    pgettext_lazy("every week on …", "Fridays"), pgettext_lazy("every week on …", "Saturdays"),
    pgettext_lazy("every week on …", "Sundays"),
)  # fmt: skip
OF_THE_MONTH: tuple[StrOrPromise, ...] = (
    pgettext_lazy("on the second … of the month", "Monday"), pgettext_lazy("on the second … of the month", "Tuesday"),
    pgettext_lazy("on the second … of the month", "Wednesday"), pgettext_lazy("on the second … of the month", "Thursday"),
    pgettext_lazy("on the second … of the month", "Friday"), pgettext_lazy("on the second … of the month", "Saturday"),
    pgettext_lazy("on the second … of the month", "Sunday"),
)  # fmt: skip
# Some languages order a Tuesday otherwise than a Wednesday or a Sunday.
_TUESDAY: dict[int, StrOrPromise] = {
    1: pgettext_lazy("on the … Monday, Tuesday, Thursday", "the first"),
    2: pgettext_lazy("on the … Monday, Tuesday, Thursday", "the second"),
    3: pgettext_lazy("on the … Monday, Tuesday, Thursday", "the third"),
    4: pgettext_lazy("on the … Monday, Tuesday, Thursday", "the fourth"),
    5: pgettext_lazy("on the … Monday, Tuesday, Thursday", "the fifth"),
    LAST_DAY: pgettext_lazy("on the … Monday, Tuesday, Thursday", "the last"),
}
_WEDNESDAY: dict[int, StrOrPromise] = {
    1: pgettext_lazy("on the … Wednesday, Friday, Saturday", "the first"),
    2: pgettext_lazy("on the … Wednesday, Friday, Saturday", "the second"),
    3: pgettext_lazy("on the … Wednesday, Friday, Saturday", "the third"),
    4: pgettext_lazy("on the … Wednesday, Friday, Saturday", "the fourth"),
    5: pgettext_lazy("on the … Wednesday, Friday, Saturday", "the fifth"),
    LAST_DAY: pgettext_lazy("on the … Wednesday, Friday, Saturday", "the last"),
}
_SUNDAY: dict[int, StrOrPromise] = {
    1: pgettext_lazy("on the … Sunday", "the first"),
    2: pgettext_lazy("on the … Sunday", "the second"),
    3: pgettext_lazy("on the … Sunday", "the third"),
    4: pgettext_lazy("on the … Sunday", "the fourth"),
    5: pgettext_lazy("on the … Sunday", "the fifth"),
    LAST_DAY: pgettext_lazy("on the … Sunday", "the last"),
}
WHICH = (_TUESDAY, _TUESDAY, _WEDNESDAY, _TUESDAY, _WEDNESDAY, _WEDNESDAY, _SUNDAY)
# What is said of every second, third, fourth; more is counted.
DAILY: dict[int, StrOrPromise] = {
    1: gettext_lazy("every day"), 2: gettext_lazy("every second day"), 3: gettext_lazy("every third day"),
    4: gettext_lazy("every fourth day"),
}  # fmt: skip
ONE_WEEKDAY: dict[int, StrOrPromise] = {
    1: gettext_lazy("every %(day)s"), 2: gettext_lazy("every second %(day)s"), 3: gettext_lazy("every third %(day)s"),
    4: gettext_lazy("every fourth %(day)s"),
}  # fmt: skip
WEEKDAYS: dict[int, StrOrPromise] = {
    1: gettext_lazy("every week on %(days)s"), 2: gettext_lazy("every second week on %(days)s"),
    3: gettext_lazy("every third week on %(days)s"), 4: gettext_lazy("every fourth week on %(days)s"),
}  # fmt: skip
MONTHLY: dict[int, StrOrPromise] = {
    1: gettext_lazy("%(days)s of every month"), 2: gettext_lazy("%(days)s of every second month"),
    3: gettext_lazy("%(days)s of every third month"), 4: gettext_lazy("%(days)s of every fourth month"),
}  # fmt: skip


def rule_in_words(series: Series) -> str:
    """When the meetings of a series come again, with its end if it has one."""
    return sentence(in_words(series.rule, series.first_on))


def sentence(words: Words) -> str:
    """The rule as a sentence without its full stop."""
    said = _SAID[words.kind](words)
    if words.until:
        return _("%(rule)s, until %(day)s") % {"rule": said, "day": date_format(words.until, "SHORT_DATE_FORMAT")}
    if words.times:
        ending = ngettext("%(rule)s, %(n)s time", "%(rule)s, %(n)s times", words.times)
        return ending % {"rule": said, "n": words.times}
    return said


def _daily(words: Words) -> str:
    if words.interval in DAILY:
        return str(DAILY[words.interval])
    return ngettext("every %(n)s day", "every %(n)s days", words.interval) % {"n": words.interval}


def _weekly(words: Words) -> str:
    if len(words.weekdays) == 1 and words.interval in ONE_WEEKDAY:
        return str(ONE_WEEKDAY[words.interval]) % {"day": EVERY[words.weekdays[0][1]]}
    days = _joined([str(ON_THESE[day]) for _which, day in words.weekdays])
    if words.interval in WEEKDAYS:
        return str(WEEKDAYS[words.interval]) % {"days": days}
    counted = ngettext("every %(n)s week on %(days)s", "every %(n)s weeks on %(days)s", words.interval)
    return counted % {"n": words.interval, "days": days}


def _monthly(words: Words) -> str:
    days = _joined([*map(_nth, words.weekdays), *_dates(words.month_days)])
    if words.interval in MONTHLY:
        return str(MONTHLY[words.interval]) % {"days": days}
    counted = ngettext("%(days)s of every %(n)s month", "%(days)s of every %(n)s months", words.interval)
    return counted % {"n": words.interval, "days": days}


def _nth(each: tuple[int, int]) -> str:
    which, day = each
    words = {"which": WHICH[day][which], "day": OF_THE_MONTH[day]}
    return pgettext("the second Tuesday", "%(which)s %(day)s") % words


def _dates(days: Sequence[int]) -> list[str]:
    numbers = [pgettext("day of a month", "%(number)s") % {"number": day} for day in days if day != LAST_DAY]
    said = [pgettext("of the month", "day %(numbers)s") % {"numbers": _joined(numbers)}] if numbers else []
    return [*said, *([pgettext("of the month", "the last day")] if LAST_DAY in days else [])]


def _yearly(words: Words) -> str:
    on = dateformat.format(words.on, pgettext("format of a day of every year", "j F")) if words.on else ""
    if words.interval == 1:
        return _("once a year (%(day)s)") % {"day": on}
    counted = ngettext("every %(n)s year (%(day)s)", "every %(n)s years (%(day)s)", words.interval)
    return counted % {"n": words.interval, "day": on}


def _joined(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


_SAID = {"daily": _daily, "weekly": _weekly, "monthly": _monthly, "yearly": _yearly}
