import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from savienojums.voices.maths import ideal, routing
from savienojums.voices.maths.axes import area
from tests.voices.conversations import NAMES, drawn, real

VOTES, _ = drawn(seed=8, people=120, statements=25)
ITEMS = ideal.fit(VOTES, 2).items


def after(items, asked, vals):
    """Where somebody stands after these statements, and what is foretold of the others."""
    return routing.person_of(items, np.array(asked, dtype=int), np.array([vals[each] for each in asked], dtype=int))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.booleans(), min_size=25, max_size=25), st.lists(st.sampled_from((-1, 0, 1)), max_size=8))
def test_chances_sum_to_one_and_what_is_closed_is_never_shown(opened, values):
    open_ = np.array(opened)
    open_[: len(values)] = False
    person = after(ITEMS, range(len(values)), values)
    chances = routing.chances_of(ITEMS, person, VOTES.counts, open_)
    assert chances.sum() == pytest.approx(1 if open_.any() else 0)
    assert np.all(chances[~open_] == 0)
    assert np.all(chances[open_] >= routing.CHANCE / max(1, open_.sum()) - 1e-12), "nothing open is hidden"


def test_a_new_statement_is_shown_more_often_than_a_known_one():
    counts = VOTES.counts.copy()
    counts[3] = 0
    plain, newer = (
        routing.chances_of(ITEMS, routing.stranger(ITEMS), each, np.ones(25, dtype=bool))
        for each in (VOTES.counts, counts)
    )
    assert newer[3] > 3 * plain[3]


def test_where_somebody_stands_is_the_same_at_once_and_in_the_map():
    places = ideal.place(VOTES, ITEMS)
    own = VOTES.person == 5
    person = routing.person_of(ITEMS, VOTES.statement[own], VOTES.value[own].astype(int))
    assert person.mean == pytest.approx(places.mean[5], abs=1e-8)
    assert person.spread == pytest.approx(places.spread[5], abs=1e-8)


def test_passes_do_not_move_anybody():
    person = routing.person_of(ITEMS, np.array([1, 2]), np.array([0, 0]))
    assert person.mean.tolist() == [0, 0, 0]
    assert np.array_equal(person.spread, routing.stranger(ITEMS).spread)


def test_an_answer_lessens_what_is_not_known_by_what_was_said_beforehand():
    person = routing.stranger(ITEMS)
    told = routing.telling(ITEMS, person, np.zeros((25, 3), dtype=int)) / 0.75
    design = ITEMS.design
    level = expit(ITEMS.level)
    for statement in (0, 7):
        row, weight = design[statement], level[statement] * (1 - level[statement])
        less = np.linalg.inv(np.linalg.inv(person.spread) + weight * np.outer(row, row))
        assert told[statement] == pytest.approx(np.trace(design @ (person.spread - less) @ design.T))


def replayed(name, pick, fold):
    """The area for people's other answers after five, asked only what they really answered."""
    votes, _ = real(name)
    said = ideal.said_of(votes)
    who = np.flatnonzero(said.answered >= 40)[fold::4]
    others = np.ones(votes.people_count, dtype=bool)
    others[who] = False
    items, counts = ideal.fit(votes.of_people(others), 2).items, votes.of_people(others).counts
    chance, agreed, foretold = np.random.default_rng(fold), [], []
    for person in who:
        own = said.person == person
        vals = dict(zip(said.statement[own].tolist(), said.value[own].tolist(), strict=True))
        open_ = np.isin(np.arange(votes.statement_count), list(vals))
        asked = []
        for _ in range(5):
            share = pick(items, after(items, asked, vals), counts, open_)
            asked.append(int(chance.choice(len(open_), p=share)))
            open_[asked[-1]] = False
        rest = np.flatnonzero(open_)
        foretold.append(items.level[rest] + items.design[rest] @ after(items, asked, vals).mean)
        agreed.append(np.array([vals[each] > 0 for each in rest.tolist()]))
    return area(np.concatenate(agreed), np.concatenate(foretold))


@pytest.mark.parametrize("name", NAMES)
def test_five_answers_tell_more_than_five_at_random(name):
    at_random = np.mean([replayed(name, lambda *given: given[3] / given[3].sum(), fold) for fold in (0, 1)])
    ours = np.mean([replayed(name, routing.chances_of, fold) for fold in (0, 1)])
    assert ours > at_random + 0.005


def test_the_published_priority_by_hand():
    # Eight asked, two passed, five agreed; mean 0.5, loading of length 2, of two statements.
    counts, loading = np.array([[1, 2, 5], [0, 0, 0]]), np.array([[2.0, 0.0], [0.0, 0.0]])
    first, new = routing.priority(counts, loading, np.array([0.5, 0.0]))
    importance = (1 - 3 / 10) * (np.sqrt(2) * 0.5 * 2 + 1) * 6 / 10
    assert first == pytest.approx((importance * (1 + 8 * 2 ** (-8 / 5))) ** 2)
    assert new == pytest.approx((0.5 * 1 * 0.5 * 9) ** 2)
