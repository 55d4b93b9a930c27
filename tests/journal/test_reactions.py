"""Reactions and chores: how they are declared and when a chore is due."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.clock import RIGA
from savienojums.journal import reactions
from savienojums.journal.reactions import Chore, every, length_of, on, reactions_to

START, LENGTH = datetime(2020, 1, 1, tzinfo=UTC), timedelta(days=7000)
MOMENTS = st.timedeltas(timedelta(0), LENGTH).map(lambda since: START + since)


@pytest.fixture(autouse=True)
def _no_jobs(monkeypatch):
    monkeypatch.setattr(reactions, "REACTIONS", {})
    monkeypatch.setattr(reactions, "CHORES", {})


def work(record_id: int = 0) -> None:
    """Nothing."""


def chore(pause: timedelta, hour: int | None = None) -> Chore:
    return Chore("rooms.sweep", pause, hour, work)


def test_a_job_is_known_by_its_room_and_name():
    work.__module__, before = "savienojums.contest.jobs", work.__module__
    on("contest.entry_submitted")(work)
    work.__module__ = before
    assert [reaction.name for reaction in reactions_to("contest.entry_submitted")] == ["contest.work"]


def test_one_job_may_follow_from_several_verbs():
    on("contest.entry_submitted", "contest.entry_withdrawn")(work)
    assert len(reactions_to("contest.entry_submitted")) == len(reactions_to("contest.entry_withdrawn")) == 1
    assert reactions_to("contest.entry_scored") == []


def test_two_jobs_cannot_have_one_name():
    on("contest.entry_submitted")(work)
    with pytest.raises(ValueError, match="two jobs"):
        every("1 day")(work)


def test_a_verb_has_a_room():
    with pytest.raises(ValueError, match="no verb"):
        on("submitted")


@pytest.mark.parametrize(
    ("written", "length"),
    [("1 day", timedelta(days=1)), ("30 minutes", timedelta(minutes=30)), ("2 hours", timedelta(hours=2))],
)
def test_a_pause_is_read_as_it_is_spoken(written, length):
    assert length_of(written) == length


@pytest.mark.parametrize("written", ["", "day", "0 days", "-1 day", "1 month", "1.5 hours", "one day"])
def test_a_pause_that_is_none_is_refused(written):
    with pytest.raises(ValueError, match="no pause"):
        length_of(written)


@pytest.mark.parametrize(("pause", "hour"), [("1 hour", 7), ("1 day", 24), ("1 day", -1)])
def test_an_hour_goes_with_whole_days(pause, hour):
    with pytest.raises(ValueError, match="whole days"):
        every(pause, hour=hour)


@given(at=MOMENTS, minutes=st.integers(1, 100_000))
def test_a_chore_without_an_hour_is_due_at_once_and_then_a_pause_after_it_was_done(at, minutes):
    sweep = chore(timedelta(minutes=minutes))
    assert sweep.first(at) == at
    assert sweep.next(at) == at + timedelta(minutes=minutes)


@given(at=MOMENTS, hour=st.integers(0, 23), days=st.integers(1, 30))
def test_a_chore_with_an_hour_is_due_when_the_clock_in_riga_strikes_it(at, hour, days):
    sweep = chore(timedelta(days=days), hour)
    for due, latest in [(sweep.first(at), 1), (sweep.next(at), days)]:
        assert at < due <= at + timedelta(days=latest, hours=1)
        assert (due.astimezone(RIGA).hour, due.astimezone(RIGA).minute) == (hour, 0) or _is_skipped(due, hour)


def _is_skipped(due: datetime, hour: int) -> bool:
    """In the night summer time begins there is no hour from 3 to 4."""
    return hour == 3 and due.month == 3 and due.astimezone(UTC).astimezone(RIGA).hour == 4


def test_summer_time_does_not_move_the_hour():
    sweep = chore(timedelta(days=1), 7)
    before = datetime(2026, 3, 28, 7, 0, tzinfo=RIGA)
    assert sweep.next(before) == datetime(2026, 3, 29, 7, 0, tzinfo=RIGA)
    assert (sweep.next(before).astimezone(UTC) - before.astimezone(UTC)) == timedelta(hours=23)
