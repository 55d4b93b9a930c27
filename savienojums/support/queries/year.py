"""The year of deadlines: twelve months, what is announced and what is only expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse

from savienojums.core import clock
from savienojums.core.refusal import NotFound
from savienojums.support.models import Measure, Round
from savienojums.support.queries import deadlines as queries

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.support.queries.deadlines import Deadline
    from savienojums.support.queries.measures import Filters

FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Month:
    """One month and what closes in it."""

    first: date
    deadlines: list[Deadline]


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months of deadlines; without a number they begin with this month."""

    number: int | None
    start: date
    end: date
    today: date
    months: list[Month]
    certain_count: int
    expected_count: int
    words: str
    earlier: int | None
    this: int | None
    later: int | None
    query: str = ""

    @property
    def address(self) -> str:
        """The page of this year with its filter."""
        page = reverse("year", args=[self.number] if self.number else [])
        return f"{page}?{self.query}" if self.query else page

    @property
    def marks(self) -> list[dict[str, object]]:
        """The deadlines as the strip draws them."""
        return [{"day": each.on, "expected": each.expected} for month in self.months for each in month.deadlines]


def year_for(filters: Filters, number: int | None, at: datetime) -> Year:
    """The deadlines of a calendar year, or of the twelve months ahead, for what the filter leaves."""
    today = clock.local_day(at)
    if number is not None and not FIRST_YEAR <= number <= today.year + 1:
        raise NotFound
    start = date(number, 1, 1) if number else today.replace(day=1)
    end = start.replace(year=start.year + 1)
    within = queries.members(filters, at)
    told = queries.announced(start, end, at, within)
    if end > today:
        told += queries.expected(start, end, at, within)
    told = queries.in_order(told)
    return Year(
        number=number,
        start=start,
        end=end,
        today=today,
        months=[Month(first, list(group)) for first, group in groupby(told, lambda each: each.on.replace(day=1))],
        certain_count=sum(each.certain for each in told),
        expected_count=sum(each.expected for each in told),
        words=queries.chosen_words(filters),
        earlier=_earlier(start),
        # Beside the twelve months ahead stand the years they lie in.
        this=None if number else today.year,
        later=_later(number, today),
        query=filters.query(order=""),
    )


def _earlier(start: date) -> int | None:
    """The nearest year before of which a round is known."""
    past = Round.objects.filter(measure__in=Measure.objects.public(), closes_on__lt=date(start.year, 1, 1))
    newest = past.order_by("-closes_on").values_list("closes_on", flat=True).first()
    return newest.year if newest and newest.year >= FIRST_YEAR else None


def _later(number: int | None, today: date) -> int | None:
    number = number or today.year
    return number + 1 if number <= today.year else None
