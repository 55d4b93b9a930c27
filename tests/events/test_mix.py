"""Whom a focus group wants: counting so that nobody is counted twice and as few as possible are missing."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from savienojums.events.mix import Cell, Somebody, filled

BANDS = ["", "young", "grown", "senior"]
cells = st.lists(
    st.builds(
        Cell,
        key=st.just(0),
        wanted=st.integers(1, 3),
        age_band=st.sampled_from(BANDS),
        places=st.frozensets(st.integers(1, 3), max_size=2),
        kind=st.sampled_from(["", "", "librarian"]),
    ),
    max_size=4,
).map(lambda found: [Cell(n, c.wanted, c.age_band, c.places, c.kind) for n, c in enumerate(found, 100)])
people = st.lists(
    st.tuples(st.sampled_from(BANDS), st.sampled_from([None, 1, 2, 3]), st.sampled_from([None, None, 100, 101])),
    max_size=6,
).map(lambda rows: [Somebody(n, *row) for n, row in enumerate(rows, 1)])


@given(cells, people)
def test_nobody_is_counted_twice_and_nobody_is_lost(wanted, somebody):
    found = filled(wanted, somebody)
    counted = [key for keys in found.by_cell.values() for key in keys] + list(found.others)
    assert sorted(counted) == sorted(each.key for each in somebody)


@given(cells, people)
def test_who_said_what_they_come_as_counts_there(wanted, somebody):
    found = filled(wanted, somebody)
    for each in somebody:
        if each.chosen in found.by_cell:
            assert each.key in found.by_cell[each.chosen]


@given(cells, people)
def test_who_said_nothing_counts_only_where_they_fit_and_somebody_is_missing(wanted, somebody):
    found = filled(wanted, somebody)
    by_key = {each.key: each for each in somebody}
    for cell in wanted:
        here = [by_key[key] for key in found.by_cell[cell.key]]
        guessed = [each for each in here if each.chosen != cell.key]
        assert all(cell.fits(each) for each in guessed)
        assert not guessed or len(here) <= cell.wanted


@given(cells, people)
def test_as_few_as_possible_are_missing(wanted, somebody):
    found = filled(wanted, somebody)
    keys = {cell.key for cell in wanted}
    free = [each for each in somebody if each.chosen not in keys]
    chosen = {cell.key: sum(each.chosen == cell.key for each in somebody) for cell in wanted}
    options = [[None, *(cell for cell in wanted if cell.fits(each))] for each in free]
    best = min(
        sum(max(0, cell.wanted - chosen[cell.key] - sum(way is cell for way in ways)) for cell in wanted)
        for ways in product(*options)
    )
    assert sum(found.missing(cell) for cell in wanted) == best


def test_a_place_counts_with_all_that_lies_in_it():
    parish = Cell(1, 2, places=frozenset({7, 8}))
    found = filled([parish], [Somebody(1, place=8), Somebody(2, place=9), Somebody(3)])
    assert found.by_cell == {1: (1,)}
    assert found.others == (2, 3)
    assert found.missing(parish) == 1


def test_people_make_room_for_one_another():
    anybody, young = Cell(1, 1), Cell(2, 1, age_band="young")
    found = filled([anybody, young], [Somebody(1, "young"), Somebody(2, "senior")])
    assert found.by_cell == {1: (2,), 2: (1,)}


def test_a_role_must_be_said():
    librarian = Cell(1, 1, kind="bibliotekāre")
    assert filled([librarian], [Somebody(1)]).missing(librarian) == 1
    assert filled([librarian], [Somebody(1, chosen=1)]).missing(librarian) == 0
