import numpy as np
import pytest

from savienojums.voices.maths.flags import activity_artefact, bursts, odd_of
from savienojums.voices.maths.votes import votes_from
from tests.voices.conversations import drawn


def with_more(votes, rows):
    """The same votes and some people more, each with (statements, values); and who they are."""
    more = [
        (1_000 + place, s, v)
        for place, (statements, values) in enumerate(rows)
        for s, v in zip(statements, values, strict=True)
    ]
    person, statement, value = np.array(more).T
    together = votes_from(
        np.concatenate([votes.people[votes.person], person]),
        np.concatenate([votes.statements[votes.statement], statement]),
        np.concatenate([votes.value, value]),
    )
    return together, np.flatnonzero(together.people >= 1_000)


def test_one_answer_to_everything_is_seen():
    yes, no, few, mixed = (
        (range(20), [1] * 20),
        (range(20), [-1] * 20),
        (range(9), [1] * 9),
        (range(20), [1] * 19 + [0]),
    )
    votes, who = with_more(drawn(seed=1)[0], [yes, no, few, mixed])
    odd = odd_of(votes)
    assert odd.one_sided[who].tolist() == [True, True, False, False]
    assert not odd.one_sided[: who[0]].any()


def test_three_with_the_very_same_answers_are_seen_and_two_are_not():
    chance = np.random.default_rng(0)
    one, other = (chance.choice([-1, 1], 12).tolist() for _ in range(2))
    rows = [(range(12), one)] * 3 + [(range(12), other)] * 2 + [(range(9), one[:9])] * 3
    votes, who = with_more(drawn(seed=1)[0], rows)
    odd = odd_of(votes)
    assert odd.alike[who].tolist() == [True] * 3 + [False] * 5
    assert not odd.alike[: who[0]].any()
    assert np.array_equal(odd.any, odd.alike | odd.one_sided)


def test_many_first_votes_at_once_are_a_burst():
    usual = np.arange(0, 36_000, 300.0)
    flood = 10_000 + np.arange(0, 500, 5.0)
    assert bursts(usual, 600) == []
    assert bursts(np.concatenate([usual, flood]), 600) == [(9_600.0, 42), (10_200.0, 62)]
    assert bursts(np.array([]), 600) == []


def test_a_group_that_is_only_those_who_answered_much_is_seen():
    answered, label = np.arange(1, 101), np.array([-1] * 10 + [1] * 30 + [0] * 60)
    assert activity_artefact(answered, label) == 1
    chance = np.random.default_rng(1)
    assert activity_artefact(answered, chance.integers(0, 2, 100)) == pytest.approx(0.5, abs=0.12)
    assert activity_artefact(answered, np.zeros(100, dtype=int)) == 0.5
