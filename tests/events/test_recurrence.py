"""Meetings that come again: on the days the calendar standard gives, at the hour of the clock in Riga."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as some

from savienojums.events import recurrence
from savienojums.events.recurrence import (
    Rule,
    Unreadable,
    Words,
    checked,
    days_of,
    first_day,
    hours_on,
    in_words,
    rule_of,
)

FIRST = date(2026, 1, 13)  # a Tuesday

weekdays = some.integers(0, 6)
ends = some.one_of(
    some.just({}),
    some.builds(lambda n: {"times": n}, some.integers(1, 60)),
    some.builds(lambda n: {"until": FIRST + timedelta(days=n)}, some.integers(0, 900)),
)
rules = some.one_of(
    some.builds(lambda n, end: Rule("DAILY", n, **end), some.integers(1, 20), ends),
    some.builds(
        lambda n, days, end: Rule("WEEKLY", n, tuple((0, day) for day in days), **end),
        some.integers(1, 8), some.lists(weekdays, max_size=4), ends,
    ),
    some.builds(
        lambda n, days, end: Rule("MONTHLY", n, tuple(days), **end),
        some.integers(1, 6), some.lists(some.tuples(some.sampled_from([1, 2, 3, 4, 5, -1]), weekdays), max_size=3), ends,
    ),
    some.builds(
        lambda n, days, end: Rule("MONTHLY", n, (), tuple(days), **end),
        some.integers(1, 6), some.lists(some.sampled_from([*range(1, 32), -1]), max_size=3), ends,
    ),
    some.builds(lambda n, end: Rule("YEARLY", n, **end), some.integers(1, 4), ends),
).map(checked)  # fmt: skip
days = some.dates(date(2025, 1, 1), date(2027, 12, 31))


@given(rules, days)
def test_the_days_are_those_of_the_calendar_standard(rule, first):
    end = first + timedelta(days=1000)
    told = rrulestr(str(rule), dtstart=datetime.combine(first, time(0)))
    expected = [
        at.date() for at in told.between(datetime.combine(first, time(0)), datetime.combine(end, time(0)), inc=True)
    ]
    assert days_of(rule, first, end) == expected


@given(rules)
def test_a_rule_is_read_as_it_was_written(rule):
    assert rule_of(str(rule)) == rule


@given(rules, days, some.integers(0, 500))
def test_a_shorter_look_sees_the_beginning_of_a_longer_one(rule, first, length):
    near, far = first + timedelta(days=length), first + timedelta(days=600)
    assert days_of(rule, first, near) == [day for day in days_of(rule, first, far) if day <= near]


@given(rules, days)
def test_days_are_in_order_each_once_and_not_before_the_first(rule, first):
    given_days = days_of(rule, first, first + timedelta(days=800))
    assert given_days == sorted(set(given_days))
    assert all(day >= first for day in given_days)
    assert all(day <= rule.until for day in given_days if rule.until)
    assert rule.times is None or len(given_days) <= rule.times


@given(rules, days, some.sets(some.integers(0, 30)))
def test_what_is_left_out_is_missing_and_nothing_comes_instead(rule, first, numbers):
    end = first + timedelta(days=800)
    every_day = days_of(rule, first, end)
    left_out = {every_day[n] for n in numbers if n < len(every_day)}
    assert days_of(rule, first, end, left_out) == [day for day in every_day if day not in left_out]


def test_every_second_tuesday():
    rule = rule_of("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
    assert days_of(rule, FIRST, date(2026, 3, 1)) == [
        date(2026, 1, 13), date(2026, 1, 27), date(2026, 2, 10), date(2026, 2, 24),
    ]  # fmt: skip


def test_the_last_friday_of_each_month():
    rule = rule_of("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3")
    assert days_of(rule, date(2026, 1, 30), date(2027, 1, 1)) == [
        date(2026, 1, 30),
        date(2026, 2, 27),
        date(2026, 3, 27),
    ]


def test_the_thirty_first_comes_only_where_there_is_one_and_the_last_day_always():
    assert days_of("FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 1, 31), date(2026, 5, 31)) == [
        date(2026, 1, 31), date(2026, 3, 31), date(2026, 5, 31),
    ]  # fmt: skip
    assert days_of("FREQ=MONTHLY;BYMONTHDAY=-1", date(2026, 1, 31), date(2026, 4, 30)) == [
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "part"),
        ("every Tuesday", "part"),
        ("FREQ=WEEKLY;FREQ=DAILY", "part"),
        ("FREQ=WEEKLY;BYHOUR=3", "part"),
        ("FREQ=WEEKLY;BYSETPOS=1", "part"),
        ("INTERVAL=2", "frequency"),
        ("FREQ=HOURLY", "frequency"),
        ("FREQ=SECONDLY", "frequency"),
        ("FREQ=WEEKLY;INTERVAL=0", "interval"),
        ("FREQ=WEEKLY;INTERVAL=-1", "interval"),
        ("FREQ=WEEKLY;INTERVAL=53", "interval"),
        ("FREQ=DAILY;INTERVAL=two", "interval"),
        ("FREQ=WEEKLY;BYDAY=2TU", "day"),
        ("FREQ=WEEKLY;BYDAY=XX", "day"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "day"),
        ("FREQ=MONTHLY;BYDAY=TU", "day"),
        ("FREQ=MONTHLY;BYDAY=6TU", "day"),
        ("FREQ=MONTHLY;BYDAY=-2TU", "day"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "day"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "day"),
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=1FR", "day"),
        ("FREQ=DAILY;BYDAY=TU", "day"),
        ("FREQ=YEARLY;BYDAY=1TU", "day"),
        ("FREQ=WEEKLY;COUNT=0", "end"),
        ("FREQ=WEEKLY;COUNT=501", "end"),
        ("FREQ=WEEKLY;UNTIL=soon", "end"),
        ("FREQ=WEEKLY;UNTIL=20260230", "end"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20260601", "end"),
    ],
)
def test_what_is_no_rule_of_ours_is_refused_with_its_reason(text, word):
    with pytest.raises(Unreadable) as refused:
        rule_of(text)
    assert refused.value.word == word


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260101", FIRST),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20260118", FIRST),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", date(2026, 2, 1)),
    ],
)
def test_a_rule_that_gives_no_day_is_refused(text, first):
    with pytest.raises(Unreadable) as refused:
        recurrence.sound(text, first)
    assert refused.value.word == "no_day"


def test_a_rule_with_days_is_sound():
    assert recurrence.sound("RRULE:freq=weekly;byday=tu", FIRST) == Rule("WEEKLY", 1, ((0, 1),))
    assert first_day("FREQ=WEEKLY;BYDAY=TH", FIRST) == date(2026, 1, 15)
    assert recurrence.is_endless("FREQ=DAILY")
    assert not recurrence.is_endless("FREQ=DAILY;COUNT=2")


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 16, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 15, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 15, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 16, tzinfo=UTC)),
    ],
)
def test_six_in_the_evening_stays_six_in_the_evening_over_both_changes_of_the_clock(day, begins):
    start, end = hours_on(day, time(18), time(20))
    assert start == begins
    assert end - start == timedelta(hours=2)
    assert (start.hour, end.hour) == (18, 20)


def test_a_meeting_in_the_hour_that_spring_takes_still_has_its_length():
    start, end = hours_on(date(2026, 3, 29), time(3, 30), time(4))
    assert start.astimezone(UTC) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(minutes=30)


@given(days, some.times(), some.times())
def test_a_meeting_never_ends_before_it_began(day, one, other):
    begins, finishes = sorted([one, other])
    if begins < finishes:
        start, end = hours_on(day, begins, finishes)
        assert end.timestamp() > start.timestamp()


def test_a_rule_without_days_speaks_of_those_of_the_first_meeting():
    assert in_words("FREQ=WEEKLY;INTERVAL=2", FIRST) == Words("weekly", 2, ((0, 1),), (), None, None, None)
    assert in_words("FREQ=MONTHLY", FIRST) == Words("monthly", 1, (), (13,), None, None, None)
    assert in_words("FREQ=YEARLY;COUNT=4", FIRST) == Words("yearly", 1, (), (), FIRST, None, 4)
