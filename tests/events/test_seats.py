"""Who gets a seat: never more people than seats, parties together, nobody overtaken who would have fitted."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.events.seats import OPEN, Asking, Hall, Reserve, fits, seating

KINDS = ["", "library", "association", "museum"]
LIBRARIES = Reserve(1, frozenset({"library"}), 2)
NGOS = Reserve(2, frozenset({"library", "association"}), 2)


def people(*sizes, kind="", seated=False, first=1):
    return [Asking(number, size, kind, seated) for number, size in enumerate(sizes, first)]


def test_seats_go_in_the_order_of_asking_and_the_rest_waits_in_it():
    found = seating(Hall(3), people(1, 1, 1, 1, 1))
    assert (found.seated, found.waiting, found.left) == ((1, 2, 3), (4, 5), 0)


def test_without_a_number_there_is_room_for_everyone_and_nothing_is_kept():
    found = seating(Hall(None, (LIBRARIES,)), people(40, 500))
    assert (found.waiting, found.left, found.left_open, found.left_in) == ((), None, None, {})


def test_a_party_stays_together_and_a_smaller_one_behind_it_may_fit():
    found = seating(Hall(4), people(3, 3, 1))
    assert (found.seated, found.waiting, found.left) == ((1, 3), (2,), 0)


def test_kept_seats_are_for_their_kinds_only():
    found = seating(Hall(3, (LIBRARIES,)), [*people(1, 1), Asking(3, 1, "library")])
    assert (found.seated, found.waiting) == ((1, 3), (2,))
    assert (found.left, found.left_open, found.left_in) == (1, 0, {1: 1})


def test_a_party_of_a_kind_takes_kept_seats_first_and_open_ones_after():
    found = seating(Hall(5, (LIBRARIES,)), people(3, kind="library"))
    assert found.places[1] == (1, 1, OPEN)
    assert (found.left_open, found.left_in) == (2, {1: 0})


def test_one_moves_to_another_kept_seat_so_that_somebody_else_can_sit():
    hall = Hall(2, (Reserve(1, frozenset({"library", "association"}), 1), Reserve(2, frozenset({"library"}), 1)))
    found = seating(hall, [Asking(1, 1, "library"), Asking(2, 1, "association")])
    assert (found.seated, found.places) == ((1, 2), {1: (2,), 2: (1,)})


def test_whoever_has_a_seat_keeps_it_where_the_hall_became_smaller():
    found = seating(Hall(2), [*people(1, 1, 1, seated=True), Asking(9, 1)])
    assert (found.seated, found.waiting, found.left) == ((1, 2, 3), (9,), 0)


def test_where_open_seats_are_overfull_kept_ones_are_not_given_beyond_the_hall():
    hall = Hall(4, (LIBRARIES,))
    seated = people(1, 1, 1, seated=True)
    found = seating(hall, [*seated, Asking(9, 2, "library"), Asking(10, 1, "library")])
    assert (found.seated, found.waiting, found.left_in) == ((1, 2, 3, 10), (9,), {1: 0})


def test_reserves_larger_than_the_hall_are_cut():
    found = seating(Hall(1, (LIBRARIES, NGOS)), [Asking(1, 2, "library"), Asking(2, 1, "library")])
    assert (found.seated, found.waiting) == ((2,), (1,))


def test_a_newcomer_stands_behind_all_who_wait():
    waiting = people(2, 1, 1)
    assert fits(Hall(5), waiting, Asking(9, 1))
    assert not fits(Hall(4), waiting, Asking(9, 1))


@pytest.mark.parametrize("count", [0, 1, 500])
def test_nobody_asking_or_very_many(count):
    found = seating(Hall(50), people(*[1] * count))
    assert (len(found.seated), len(found.waiting)) == (min(count, 50), max(count - 50, 0))


reserves = st.lists(
    st.tuples(st.frozensets(st.sampled_from(KINDS[1:]), min_size=1), st.integers(1, 4)), max_size=3
).map(lambda found: tuple(Reserve(number, *each) for number, each in enumerate(found, 1)))
halls = st.builds(Hall, st.integers(1, 9), reserves)
askings = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(KINDS), st.booleans()), max_size=9).map(
    lambda found: [Asking(number, *each) for number, each in enumerate(found, 1)]
)
newcomers = askings.map(lambda found: [Asking(each.key, each.size, each.kind) for each in found])


def sat(found, parties):
    return sum(party.size for party in parties if party.key in found.seated)


@given(halls, newcomers)
def test_there_are_never_more_people_than_seats(hall, parties):
    assert sat(seating(hall, parties), parties) <= hall.capacity


@given(halls, askings)
def test_nobody_who_has_a_seat_loses_it_and_no_newcomer_is_put_above_the_number(hall, parties):
    found = seating(hall, parties)
    held = [party for party in parties if party.seated]
    assert {party.key for party in held} <= set(found.seated)
    assert sat(found, parties) <= max(hall.capacity, sum(party.size for party in held))


@given(halls, newcomers)
def test_everyone_is_either_seated_or_waits_in_the_order_of_asking(hall, parties):
    found = seating(hall, parties)
    assert sorted([*found.seated, *found.waiting]) == [party.key for party in parties]
    assert list(found.waiting) == sorted(found.waiting)
    assert {key: len(seats) for key, seats in found.places.items()} == {
        party.key: party.size for party in parties if party.key in found.seated
    }


@given(halls, newcomers)
def test_kept_seats_hold_only_those_they_are_kept_for(hall, parties):
    found, by_key = seating(hall, parties), {party.key: party for party in parties}
    kinds = {each.key: each for each in hall.reserves}
    used = dict.fromkeys(kinds, 0)
    for key, seats in found.places.items():
        for seat in seats:
            if seat != OPEN:
                assert by_key[key].kind in kinds[seat].kinds
                used[seat] += 1
    assert all(used[key] <= kinds[key].seats for key in kinds)


@given(halls, newcomers)
def test_nobody_who_would_have_fitted_is_overtaken(hall, parties):
    """Whoever waits would not have fitted even if everyone behind them had stayed at home."""
    found = seating(hall, parties)
    for key in found.waiting:
        before = [party for party in parties if party.key <= key]
        assert key in seating(hall, before).waiting


@given(halls, newcomers)
def test_no_other_way_of_sitting_would_have_let_the_first_who_waits_in(hall, parties):
    """Exact: tried against every way of giving kept seats."""
    found = seating(hall, parties)
    if not found.waiting:
        return
    first = found.waiting[0]
    ahead = [party for party in parties if party.key <= first]
    assert not _possible(hall, ahead)


def _possible(hall, parties):
    size, rest = {}, hall.capacity
    for each in hall.reserves:
        size[each.key] = min(each.seats, rest)
        rest -= size[each.key]
    keys = list(size)
    # By Hall's theorem: whatever kept seats are left out, those who may use no others fit the open ones.
    for chosen in product([True, False], repeat=len(keys)):
        shut = {key for key, shut in zip(keys, chosen, strict=True) if shut}
        kinds = {each.key: each.kinds for each in hall.reserves}
        confined = sum(party.size for party in parties if not any(
            party.kind in kinds[key] for key in keys if key in shut))  # fmt: skip
        if confined > rest + sum(size[key] for key in keys if key not in shut):
            return False
    return True


@given(halls, newcomers, st.integers(0, 8))
def test_who_gives_a_seat_back_takes_nobody_elses_away(hall, parties, gone):
    before = seating(hall, parties)
    held = [Asking(party.key, party.size, party.kind, party.key in before.seated) for party in parties]
    left = [party for party in held if party.key != gone]
    after = seating(hall, left)
    assert set(before.seated) - {gone} <= set(after.seated)
    assert sat(after, left) <= hall.capacity
    # Asking once more changes nothing.
    again = seating(hall, [Asking(p.key, p.size, p.kind, p.key in after.seated) for p in left])
    assert set(again.seated) == set(after.seated)


@given(halls, newcomers)
def test_what_is_said_to_be_left_is_what_a_newcomer_gets(hall, parties):
    found = seating(hall, parties)
    held = [Asking(party.key, party.size, party.kind, seated=True) for party in parties if party.key in found.seated]
    assert fits(hall, held, Asking(99, 1)) is (found.left_open > 0)
    assert found.left == hall.capacity - sat(found, parties)
