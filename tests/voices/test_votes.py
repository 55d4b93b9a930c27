import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.voices.maths.votes import WrongVotes, votes_from
from tests.voices.conversations import renumbered

CAST = st.lists(st.tuples(st.integers(-5, 9), st.integers(0, 70_000), st.sampled_from((-1, 0, 1))), max_size=60)


def told(votes):
    return {
        (int(votes.people[i]), int(votes.statements[s])): int(value)
        for i, s, value in zip(votes.person, votes.statement, votes.value, strict=True)
    }


def columns(cast):
    return ([row[column] for row in cast] for column in range(3))


@given(CAST)
def test_the_last_vote_on_a_statement_counts(cast):
    assert told(votes_from(*columns(cast))) == {(i, s): value for i, s, value in cast}


@given(CAST, st.randoms(use_true_random=False))
def test_the_order_in_which_different_votes_came_does_not_matter(cast, chance):
    once = [(*key, value) for key, value in {(i, s): value for i, s, value in cast}.items()]
    mixed = chance.sample(once, len(once))
    one, other = votes_from(*columns(once)), votes_from(*columns(mixed))
    for field in ("person", "statement", "value", "people", "statements", "out"):
        assert np.array_equal(getattr(one, field), getattr(other, field)), field


@given(CAST)
def test_votes_are_sorted_by_person_then_statement_and_counted(cast):
    votes = votes_from(*columns(cast), known=[3, 4])
    assert np.all(np.diff(votes.person.astype(int) * 10**6 + votes.statement) > 0)
    assert votes.answered.sum() == votes.counts.sum() == len(told(votes))
    assert votes.counts.shape == (votes.statement_count, 3)


@pytest.mark.parametrize("value", [2, -2, 0.5, float("nan")])
def test_another_value_than_agree_pass_disagree_is_refused(value):
    with pytest.raises(WrongVotes, match="1, 0 or -1"):
        votes_from([1, 1], [1, 2], [1, value])


def test_lists_of_different_lengths_are_refused():
    with pytest.raises(WrongVotes, match="differ in length"):
        votes_from([1, 1], [1, 2], [1])


def test_statements_without_votes_are_there_and_those_moderated_out_are_marked():
    votes = votes_from([7], [30], [1], known=[10, 20], out=[20, 40])
    assert votes.statements.tolist() == [10, 20, 30, 40]
    assert votes.out.tolist() == [False, True, False, True]
    assert votes.counts.tolist() == [[0, 0, 0], [0, 0, 0], [0, 0, 1], [0, 0, 0]]


def test_nobody_at_all_is_a_conversation_too():
    votes = votes_from([], [], [], known=[1])
    assert (votes.people_count, votes.statement_count, len(votes.value)) == (0, 1, 0)


def test_some_of_the_people_are_numbered_anew():
    votes = votes_from([1, 2, 3, 3], [5, 5, 5, 6], [1, 0, -1, 1])
    assert told(votes.of_people(np.array([True, False, True]))) == {(1, 5): 1, (3, 5): -1, (3, 6): 1}


@given(CAST, st.integers(1, 20))
def test_stretches_hold_everybody_once(cast, most):
    votes = votes_from(*columns(cast))
    found = {}
    for people, span in votes.stretches(most):
        found |= told(votes.stretch(people, span))
    assert found == told(votes)


@given(CAST, st.integers(0, 99))
def test_marks_come_from_what_was_said_and_not_from_numbers(cast, seed):
    votes = votes_from(*columns(cast), out=[3])
    again, people, statements = renumbered(votes, seed)
    assert np.array_equal(again.marks[0][people[votes.person]], votes.marks[0][votes.person])
    assert np.array_equal(again.marks[1][statements[votes.statement]], votes.marks[1][votes.statement])
