"""How long a proposal has waited: pure."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from savienojums.voices.waiting import BANDS, REMINDERS, Age, age_of, reminder_due, usual

days = st.integers(0, 4000)
dates = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(dates, days)
def test_a_day_more_is_a_day_more(asked, waited):
    assert age_of(asked, asked + timedelta(days=waited)) == Age(waited)
    assert age_of(asked + timedelta(days=waited), asked).days == 0


@given(days, days)
def test_the_longer_wait_is_never_called_less(one, other):
    order = [name for _least, name in reversed(BANDS)]
    first, last = sorted((one, other))
    assert order.index(Age(first).band) <= order.index(Age(last).band)


@given(days)
def test_a_reminder_is_due_from_its_day_on_and_the_latest_alone(waited):
    due = reminder_due(waited)
    assert due is None or (due in REMINDERS and due <= waited)
    assert (due is None) == (waited < REMINDERS[0])
    assert all(other <= due for other in REMINDERS if due and other <= waited)


@given(st.lists(days, min_size=1))
def test_half_were_answered_by_the_usual_day_and_half_not_before(waits):
    middle = usual(waits)
    assert min(waits) <= middle <= max(waits)
    assert sum(wait <= middle for wait in waits) * 2 >= len(waits)
    assert usual(list(reversed(waits))) == middle


def test_without_an_answer_nothing_is_usual():
    assert usual([]) is None
    assert [Age(number).band for number in (0, 13, 14, 29, 30, 89, 90)] == [
        "fresh", "fresh", "due", "due", "late", "late", "forgotten",
    ]  # fmt: skip
