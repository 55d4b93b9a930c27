from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from savienojums.core.clock import RIGA
from savienojums.core.timelines import DAYS, HIGHEST, line_to, months_from

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=RIGA)


@pytest.mark.parametrize(
    ("days", "expected", "line"),
    [
        (-1, False, ("past", -1, 0)),
        (0, False, ("soon", 0, 0)),
        (14, False, ("soon", 14, 14)),
        (15, False, ("open", 15, 15)),
        (DAYS, False, ("open", DAYS, DAYS)),
        (DAYS + 1, False, ("far", DAYS + 1, DAYS)),
        (20, True, ("expected", 20, 20)),
        (400, True, ("expected", 400, DAYS)),
        (-3, True, ("past", -3, 0)),
    ],
)
def test_a_deadline_lies_on_the_line_of_half_a_year(days, expected, line):
    seen = line_to(NOON + timedelta(days=days), TODAY, expected=expected)
    assert (seen.state, seen.days, seen.reach) == line


def test_with_a_moment_the_hour_counts():
    assert line_to(NOON, NOON + timedelta(minutes=1)).state == "past"
    assert line_to(NOON, NOON).state == "soon"


def test_a_day_is_counted_as_people_in_riga_count_it():
    late = datetime(2027, 3, 28, 23, 59, tzinfo=RIGA)
    assert line_to(late, date(2027, 3, 27)).days == 1


@given(
    start=some.dates(date(2000, 1, 1), date(2100, 1, 1)),
    marks=some.lists(some.tuples(some.integers(0, 364), some.booleans())),
)
def test_every_deadline_of_the_year_is_counted_once(start, marks):
    first = start.replace(day=1)
    months = months_from(start, [{"day": first + timedelta(days=day), "expected": hoped} for day, hoped in marks])
    assert len(months) == 12
    assert sum(month.length for month in months) in (365, 366)
    assert sum(month.count for month in months) == len(marks)
    assert all(0 <= block.top < 60 and 1 <= block.day <= month.length for month in months for block in month.blocks)


def test_firm_deadlines_carry_the_expected_ones_and_a_pile_ends_with_the_picture():
    marks: list[dict[str, Any]] = [{"day": TODAY}, {"day": TODAY, "expected": True}]
    first = months_from(TODAY, marks, TODAY)[0]
    assert [(block.top, block.expected) for block in first.blocks] == [(51, False), (42, True)]
    assert first.today == 22.5
    assert len(months_from(TODAY, marks * 40)[0].blocks) == HIGHEST
    assert months_from(TODAY, marks, date(2028, 1, 1))[0].today is None
