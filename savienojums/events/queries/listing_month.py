"""A month as weeks that begin on Monday; what lasts several days runs through them in one line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from savienojums.events.queries.listing import Wanted
    from savienojums.events.queries.occasions import Occasion

# A day names so many; the rest is one link away.
MOST_A_DAY = 6
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 1)


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of something long that lies on one day."""

    occasion: Occasion
    begins: bool
    ends: bool
    # Its name is written where it begins and again at the beginning of each week.
    named: bool
    # So many days of this week are still to come, this one included.
    span: int


@dataclass(slots=True)
class Day:
    """One day of the month (or of the weeks around it) and what is on it."""

    on: date
    in_month: bool
    is_today: bool
    # What lasts longer, each in a line of its own through the week; an empty line keeps the place of its neighbour's.
    bars: list[Bar | None] = field(default_factory=list)
    occasions: list[Occasion] = field(default_factory=list)
    more: int = 0
    href: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on."""
        return not self.occasions and not any(self.bars)


@dataclass(frozen=True, slots=True)
class Month:
    """One month as a page shows it."""

    first: date
    weeks: list[list[Day]]
    weekdays: list[tuple[str, str]]
    earlier: date | None
    later: date | None
    earlier_query: str
    later_query: str
    today_query: str
    has_today: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on in the month itself."""
        return all(day.is_empty for week in self.weeks for day in week if day.in_month)


def month_of(first: date, occasions: Sequence[Occasion], today: date, wanted: Wanted) -> Month:
    """The weeks of this month with everything that lies in them."""
    start, after = first - timedelta(days=first.weekday()), (first + timedelta(days=31)).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    weeks = []
    while start < after:
        weeks.append(_week(start, first, occasions, today))
        start += timedelta(days=7)
    for day in (day for week in weeks for day in week):
        _shorten(day, wanted)
    return Month(
        first=first,
        weeks=weeks,
        weekdays=[(date_format(day.on, "l"), date_format(day.on, "D")) for day in weeks[0]],
        earlier=before if before >= FIRST else None,
        later=after if after <= LAST else None,
        earlier_query=wanted.but(month=before).query(),
        later_query=wanted.but(month=after).query(),
        today_query=wanted.but(month=None).query(),
        has_today=first <= today < after,
    )


def _week(monday: date, month: date, occasions: Iterable[Occasion], today: date) -> list[Day]:
    days = [monday + timedelta(days=number) for number in range(7)]
    week = [Day(on, (on.year, on.month) == (month.year, month.month), on == today) for on in days]
    within = [each for each in occasions if each.first <= days[-1] and each.last >= monday]
    within.sort(key=lambda each: (each.starts_at, each.title_text))
    long = [each for each in within if each.is_long]
    long.sort(key=lambda each: (max(each.first, monday), -(each.last - each.first).days))
    lines: list[date] = []
    for each in long:
        begins, ends = max(each.first, monday), min(each.last, days[-1])
        line = next((number for number, free in enumerate(lines) if free <= begins), len(lines))
        lines[line : line + 1] = [ends + timedelta(days=1)]
        for day in week:
            if begins <= day.on <= ends:
                day.bars += [None] * (line - len(day.bars))
                named, span = day.on in (each.first, monday), (ends - day.on).days + 1
                bar = Bar(each, day.on == each.first, day.on == each.last, named, span)
                if line < len(day.bars):
                    day.bars[line] = bar
                else:
                    day.bars.append(bar)
    for each in within:
        if not each.is_long:
            week[(each.first - monday).days].occasions.append(each)
    return week


def _shorten(day: Day, wanted: Wanted) -> None:
    """Leave a long day's first events and the way to the rest."""
    day.href = f"{reverse('events')}?{wanted.but(view='list', month=None, since=day.on, until=day.on).query()}"
    if len(day.occasions) > MOST_A_DAY:
        day.more = len(day.occasions) - MOST_A_DAY + 1
        day.occasions = day.occasions[: MOST_A_DAY - 1]
