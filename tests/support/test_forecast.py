"""What was usual, and when it comes again."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from savienojums.support.forecast import Usual, from_past, soonest, usual_days

days = st.dates(date(1950, 1, 1), date(2200, 1, 1))


@given(st.integers(1, 12), st.integers(1, 31), days)
def test_the_next_usual_day_is_within_a_year_ahead(month, day, today):
    coming = Usual(month, day).next_after(today)
    assert 0 <= (coming - today).days <= 366
    assert coming.month == month


def test_the_day_itself_still_counts():
    assert Usual(3, 1).next_after(date(2027, 3, 1)) == date(2027, 3, 1)
    assert Usual(3, 1).next_after(date(2027, 3, 2)) == date(2028, 3, 1)


def test_29_february_is_the_28th_in_common_years():
    assert Usual(2, 29).next_after(date(2027, 1, 1)) == date(2027, 2, 28)
    assert Usual(2, 29).next_after(date(2028, 1, 1)) == date(2028, 2, 29)


def test_noted_days_are_read_and_nonsense_is_passed_over():
    assert usual_days(["10-01", "02-20", "13-01", "09", "x-y", "00-00"], time(13)) == [
        Usual(2, 20, time(13)),
        Usual(10, 1, time(13)),
    ]


def test_the_newest_past_round_says_when_and_the_commonest_hour_says_at_what_hour():
    past = [(date(2024, 4, 4), time(23, 59)), (date(2025, 4, 7), time(23, 59)), (date(2026, 4, 6), None)]
    assert from_past(past, date(2026, 11, 23)) == [Usual(4, 6, time(23, 59))]


def test_rounds_of_long_ago_say_nothing():
    assert from_past([(date(2011, 5, 1), None)], date(2026, 11, 23)) == []


def test_the_soonest_of_several():
    usual = usual_days(["02-20", "10-01"])
    assert soonest(usual, date(2026, 11, 23)) == (date(2027, 2, 20), usual[0])
    assert soonest([], date(2026, 11, 23)) is None
