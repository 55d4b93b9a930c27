"""When a mail is due, and what of what happened is worth telling."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from savienojums.support.alerting import Line, crossed, is_due, reasons_of
from savienojums.support.kinds import Grade

MONDAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 7, tzinfo=UTC)
ALL = tuple(Grade.values)
days = st.dates(date(2026, 1, 1), date(2028, 1, 1))


def changed(pk, name, old, new, verb="support.round_changed", round_id="r1"):
    about = {"round": round_id} if round_id else {}
    return Line(pk, AT + timedelta(minutes=pk), verb, {**about, "changes": {name: [old, new]}})


def test_a_daily_mail_is_due_each_day_and_once():
    assert is_due(weekly=False, told_on=MONDAY - timedelta(days=1), today=MONDAY)
    assert not is_due(weekly=False, told_on=MONDAY, today=MONDAY)


def test_a_weekly_mail_is_due_on_monday_and_on_the_next_day_if_that_was_missed():
    told_on = MONDAY - timedelta(days=7)
    assert [is_due(weekly=True, told_on=told_on, today=told_on + timedelta(days=n)) for n in range(10)] == [
        False, False, False, False, False, False, False, True, True, True,
    ]  # fmt: skip


@given(days, days)
def test_what_was_told_today_is_never_due(told_on, today):
    for weekly in (True, False):
        assert not is_due(weekly=weekly, told_on=max(told_on, today), today=today)


@given(days, st.integers(0, 60), st.integers(1, 10))
def test_each_reminder_comes_at_most_once_however_often_one_looks(closes_on, ahead, pause):
    """Looking again and again, whatever the pauses, no reminder comes twice and none after the deadline."""
    looked, told = closes_on - timedelta(days=ahead), []
    while looked < closes_on + timedelta(days=5):
        today = looked + timedelta(days=pause)
        days_before = crossed((30, 14, 3), closes_on, looked, today)
        if days_before is not None:
            assert 0 <= (closes_on - today).days <= days_before
            told.append(days_before)
        looked = today
    assert told == sorted(set(told), reverse=True)


@given(days, st.integers(31, 60))
def test_looking_each_day_all_three_reminders_come_on_their_days(closes_on, ahead):
    came = {}
    for left in range(ahead, -1, -1):
        today = closes_on - timedelta(days=left)
        if reminder := crossed((30, 14, 3), closes_on, today - timedelta(days=1), today):
            came[left] = reminder
    assert came == {30: 30, 14: 14, 3: 3}


def test_a_deadline_moved_earlier_says_what_it_was():
    (reason,) = reasons_of([changed(1, "closes_on", "2027-03-15", "2027-03-01")], ALL)
    assert reason.plain() == {"reason": "deadline_earlier", "round": "r1", "was": "2027-03-15", "was_hour": None}


def test_moved_twice_it_is_told_once_from_what_it_was_at_first():
    lines = [
        changed(1, "closes_on", "2027-03-15", "2027-03-10"),
        changed(2, "closes_on", "2027-03-10", "2027-03-01"),
    ]
    (reason,) = reasons_of(lines, ALL)
    assert (reason.told["was"], reason.things) == ("2027-03-15", {"line:1", "line:2"})


def test_what_was_changed_and_changed_back_is_not_told():
    lines = [
        changed(1, "closes_on", "2027-03-15", "2027-03-01"),
        changed(2, "closes_on", "2027-03-01", "2027-03-15"),
    ]
    assert reasons_of(lines, ALL) == []


def test_a_round_that_came_and_went_is_not_told():
    facts = {"round": "r1", "facts": {"closes_on": "2027-03-01"}}
    lines = [Line(1, AT, "support.round_added", facts), Line(2, AT, "support.round_removed", facts)]
    assert reasons_of(lines, ALL) == []


def test_a_round_corrected_right_after_it_was_announced_is_only_announced():
    facts = {"round": "r1", "facts": {"closes_on": "2027-03-15"}}
    lines = [
        Line(1, AT, "support.round_added", facts),
        changed(2, "closes_on", "2027-03-15", "2027-03-01"),
    ]
    (reason,) = reasons_of(lines, ALL)
    assert (reason.reason, reason.things) == ("announced", {"line:1", "line:2"})


def test_wording_is_told_only_to_those_who_chose_it():
    line = changed(1, "name", {"lv": "NVO fonds"}, {"lv": "NVO fonds."}, "support.measure_changed", "")
    assert reasons_of([line], set(ALL) - {"wording"}) == []
    assert [reason.reason for reason in reasons_of([line], ALL)] == ["wording"]


def test_only_the_grades_that_were_chosen_are_told():
    line = Line(
        1,
        AT,
        "support.round_changed",
        {"round": "r1", "changes": {"closes_on": ["2027-03-15", "2027-03-01"], "budget": ["1000", "2000"]}},
    )
    assert [reason.reason for reason in reasons_of([line], ALL)] == ["deadline_earlier", "money"]
    assert [reason.reason for reason in reasons_of([line], {"money"})] == ["money"]
