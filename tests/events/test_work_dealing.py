"""Dealing people out to tables, and the clock that counts their minutes."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from savienojums.events.work_clock import Time, spoken
from savienojums.events.work_dealing import Seated, dealt, first_names, mixed, placed

AT = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
crowd = st.lists(st.sampled_from(["", "", "a", "b", "c", "dd"]), max_size=40).map(
    lambda names: [Seated(number, name) for number, name in enumerate(names)]
)
tables = st.integers(1, 9)


@given(crowd, tables)
def test_everybody_sits_once_and_the_tables_are_even(people, count):
    for way in (dealt, mixed):
        dealing = way(people, count)
        assert sorted(key for table in dealing for key in table) == [each.key for each in people]
        sizes = [len(table) for table in dealing]
        assert max(sizes) - min(sizes) <= 1


@given(crowd, tables)
def test_people_of_one_organisation_are_as_far_apart_as_can_be(people, count):
    own = {each.key: each.organisation for each in people}
    dealing = mixed(people, count)
    for name, size in Counter(filter(None, own.values())).items():
        most = max(sum(own[key] == name for key in table) for table in dealing)
        # Nobody can do better: the pigeonhole principle.
        assert most == -(-size // count)


@given(crowd, st.lists(crowd, min_size=1, max_size=5))
def test_latecomers_go_where_fewest_sit(late, sitting):
    found = placed(late, sitting)
    sizes = [len(table) for table in sitting]
    for place in found:
        assert sizes[place] == min(sizes)
        sizes[place] += 1


def test_a_latecomer_sits_apart_from_their_own():
    assert placed([Seated(3, "a")], [[Seated(1, "a")], [Seated(2, "b")]]) == [1]


def test_a_first_name_is_all_the_room_sees():
    assert first_names(["Anna Ozola", " Jānis  Bērziņš ", ""]) == ["Anna", "Jānis"]


# --- the clock -----------------------------------------------------------------

seconds = st.integers(0, 10_000)


@given(st.lists(st.tuples(st.sampled_from(["start", "pause"]), seconds), max_size=12))
def test_only_running_time_is_taken(presses):
    time, at, ran = Time(600), AT, 0
    for press, later in presses:
        if time.runs:
            ran += later
        at += timedelta(seconds=later)
        time = time.start(at) if press == "start" else time.pause(at)
    assert time.left(at) == 600 - ran


@given(st.lists(st.integers(-3600, 3600), max_size=6))
def test_a_step_is_never_shorter_than_nothing(changes):
    time = Time(300).start(AT)
    for change in changes:
        time = time.longer(change)
    assert 0 <= time.length <= 24 * 60 * 60


def test_a_pause_costs_nothing_and_a_second_press_does_nothing():
    begun = Time(600).start(AT)
    assert begun.start(AT + timedelta(seconds=5)) == begun
    paused = begun.pause(AT + timedelta(seconds=100))
    assert paused.pause(AT + timedelta(seconds=200)) == paused
    assert paused.left(AT + timedelta(hours=2)) == 500
    assert paused.start(AT + timedelta(hours=2)).left(AT + timedelta(hours=2, seconds=20)) == 480


def test_minutes_given_are_there_at_once_and_the_end_is_known():
    time = Time(60).start(AT).longer(120)
    assert time.left(AT + timedelta(seconds=170)) == 10
    assert time.left(AT + timedelta(seconds=190)) == -10


def test_the_night_the_clocks_change_costs_no_hour():
    autumn = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert Time(3600).start(autumn).left(autumn + timedelta(minutes=40)) == 1200


def test_time_is_spoken_as_on_a_clock():
    assert [spoken(each) for each in (0, 5, 65, 725, 3725, -30)] == [
        "0:00",
        "0:05",
        "1:05",
        "12:05",
        "1:02:05",
        "−0:30",
    ]
