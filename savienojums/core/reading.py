"""What people write for sums, days and hours, read without guessing.

Pure core: no Django, no database, no clock. Whatever cannot be read raises `Unreadable` with a word
for the reason; the form turns it into a sentence.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal

from savienojums.core.words import fold

MOST = Decimal("9999999999.99")
EARLIEST, LATEST = 2000, 2099

_CURRENCY = r"(?:eur|euro|eiro|€)"
_GAP = "[ \u00a0\u2007\u2009\u202f]"
_SUM = re.compile(
    rf"(?:{_CURRENCY}{_GAP}*)?(?P<sign>[-−–]?){_GAP}*(?P<digits>\d[\d.,'’ \u00a0\u2007\u2009\u202f]*?)"
    rf"(?:{_GAP}*(?P<thousand>tukst\.?|tukstosi|тыс\.?))?(?:{_GAP}*{_CURRENCY}\.?)?(?:,-)?"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[ .,'])\d{3})(?:(?P=mark)\d{3})*(?:[.,]\d{1,2})?")
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")
_OTHER_MONEY = re.compile(r"usd|\$|gbp|£|sek|nok|dkk|chf|pln|lvl|\bls\b|lat[iu]|kron|dollar|dolar")

_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?")
_NUMBERS = re.compile(r"(\d{1,2})[./]\s*(\d{1,2})(?:[./]\s*(\d+)?)?\.?(?:\s*g\.?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.?\s*([^\W\d_]+)\.?,?\s*(?:(\d+)\.?)?(?:\s*(?:g|gada|года|г)\.?)?")
_YEAR_FIRST = re.compile(r"(\d{4})\.?\s*(?:g\.?|gada|gadā)?\s*(\d{1,2})\.?\s*([^\W\d_]+)\.?")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d+))?")

# Case endings of Latvian (marts, aprīlis) and Russian, after `fold`.
_S, _IS = "(?:s|a|am|u)", "(?:is|a|im|i|u)"
_RU = "[ьяюе]|ем|ём"
_MONTHS = tuple(
    re.compile(words)
    for words in (
        rf"jan|janv|janvar{_IS}|january|янв|январ(?:{_RU})",
        rf"feb|febr|februar{_IS}|february|фев|феврал(?:{_RU})",
        rf"mar|mart{_S}|march|мар|март(?:[ауе]|ом)?",
        rf"apr|april{_IS}?|апр|апрел(?:{_RU})",
        rf"mai|maij{_S}|may|ма(?:[ияюе]|ем)",
        rf"jun|junij{_S}|june|июн(?:{_RU})?",
        rf"jul|julij{_S}|july|июл(?:{_RU})?",
        rf"aug|august{_S}?|авг|август(?:[ауе]|ом)?",
        rf"sep|sept|septembr{_IS}|september|сен|сент|сентябр(?:{_RU})",
        rf"okt|oktobr{_IS}|oct|october|окт|октябр(?:{_RU})",
        rf"nov|novembr{_IS}|november|ноя|нояб|ноябр(?:{_RU})",
        rf"dec|decembr{_IS}|december|дек|декабр(?:{_RU})",
    )
)
_HOUR = re.compile(r"(?:plkst\.?|pulksten|pl\.|at|в)?\s*(\d{1,2})(?:[:.](\d{2}))?(?::00)?\s*(?:h|st\.?)?")


class Unreadable(ValueError):
    """This cannot be read without guessing; `word` says why."""

    def __init__(self, word: str) -> None:
        self.word = word
        super().__init__(word)


def read_sum(text: str) -> Decimal:
    """A sum in EUR: "11 000 EUR", "11000,50", "11.000 €", "11 tūkst."."""
    said = fold(text.strip())
    if _OTHER_MONEY.search(said):
        raise Unreadable("other_money")
    found = _SUM.fullmatch(said)
    if found is None:
        raise Unreadable("no_sum")
    amount = _amount(re.sub(f"{_GAP}+", " ", found["digits"]).replace("’", "'").strip())
    if found["thousand"]:
        amount *= 1000
    if found["sign"] and amount:
        raise Unreadable("negative")
    if amount > MOST:
        raise Unreadable("too_large")
    return amount


def _amount(digits: str) -> Decimal:
    """Groups of three digits are thousands, one or two digits behind the last mark are cents."""
    if grouped := _GROUPED.fullmatch(digits):
        whole = digits.replace(grouped["mark"], "")
        return Decimal(whole.replace(",", "."))
    if _PLAIN.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    raise Unreadable("no_sum")


def read_day(text: str) -> date:
    """A day with its year: "1.3.2027.", "2027-03-01", "2027. gada 1. marts", "1 March 2027"."""
    day, month, year = _parts(fold(" ".join(text.split())))
    if not year:
        _day_of(2000, month, day)
        raise Unreadable("year_missing")
    if len(year) != len("2027"):
        raise Unreadable("year_short")
    if not EARLIEST <= int(year) <= LATEST:
        raise Unreadable("other_century")
    return _day_of(int(year), month, day)


def read_day_of_year(text: str) -> tuple[int, int]:
    """A day that comes every year, as month and day: "1. marts", "1.3.", "03-01"."""
    said = fold(" ".join(text.split()))
    if re.fullmatch(r"\d\d-\d\d", said):
        said = f"{said[3:]}.{said[:2]}."
    day, month, year = _parts(said)
    if year:
        raise Unreadable("year_not_wanted")
    _day_of(2000, month, day)
    return month, day


def read_hour(text: str) -> time:
    """An hour of the day: "12:00", "plkst. 23.59", "16"."""
    found = _HOUR.fullmatch(fold(text.strip()))
    if found is None:
        raise Unreadable("no_hour")
    hour, minute = int(found[1]), int(found[2] or 0)
    if (hour, minute) == (24, 0):
        raise Unreadable("midnight")
    if hour > 23 or minute > 59:
        raise Unreadable("no_hour")
    return time(hour, minute)


def _parts(said: str) -> tuple[int, int, str]:
    """Day, month and what was written for the year."""
    if found := _ISO.fullmatch(said):
        return int(found[3]), int(found[2]), found[1]
    if found := _NUMBERS.fullmatch(said):
        return int(found[1]), int(found[2]), found[3] or ""
    if found := _YEAR_FIRST.fullmatch(said):
        return int(found[2]), _month(found[3]), found[1]
    if found := _DAY_FIRST.fullmatch(said):
        return int(found[1]), _month(found[2]), found[3] or ""
    if found := _MONTH_FIRST.fullmatch(said):
        return int(found[2]), _month(found[1]), found[3] or ""
    raise Unreadable("no_day")


def _month(word: str) -> int:
    for number, pattern in enumerate(_MONTHS, 1):
        if pattern.fullmatch(word):
            return number
    raise Unreadable("no_day")


def _day_of(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("no_such_day") from None
