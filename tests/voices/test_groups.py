import numpy as np
import pytest

from savienojums.voices.maths import groups, ideal
from savienojums.voices.maths.axes import axes_of
from savienojums.voices.maths.clusters import likeness
from savienojums.voices.maths.groups import Reason, groups_of, placed
from savienojums.voices.maths.votes import votes_from
from tests.voices.conversations import NAMES, drawn, real, real_map


def found_in(votes):
    return groups_of(votes, ideal.fit(votes, axes_of(votes).count))


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_one_cloud_is_one_cloud(seed):
    found = found_in(drawn(seed=seed)[0])
    assert (found.count, found.reason) == (0, Reason.ONE_CLOUD)
    assert np.all(found.label == -1)
    assert np.all(found.nearest == -1)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_two_clear_groups_are_found_the_larger_first(seed):
    votes, first = drawn(seed=seed, gap=3.0)
    found = found_in(votes)
    assert (found.count, found.reason) == (2, Reason.CLEAR)
    assert likeness(found.nearest, first.astype(int)) > 0.8
    assert found.sizes[0] > found.sizes[1] >= groups.LEAST_GROUP
    assert found.stability >= groups.LEAST_STABILITY
    assert found.apart >= groups.LEAST_APART


def test_who_is_certain_is_more_often_right():
    votes, first = drawn(seed=1, gap=3.0, filled=0.25)
    found = found_in(votes)
    assert found.count == 2
    who, certain = placed(votes), found.label >= 0
    right = found.nearest == first
    assert right[certain].mean() > 0.97
    assert right[certain].mean() > right[who & ~certain].mean()
    assert np.all(found.certainty[certain] >= groups.CERTAIN)
    assert np.all(found.certainty[who] >= 0.5)


def test_of_few_people_no_groups_are_drawn():
    found = found_in(drawn(seed=1, people=groups.LEAST_PEOPLE - 1, gap=3.0)[0])
    assert (found.count, found.reason) == (0, Reason.FEW_PEOPLE)


def test_of_few_answers_no_groups_are_drawn():
    votes, _ = drawn(seed=1, gap=3.0)
    few = votes.only(np.arange(len(votes.value)) - votes.ends[votes.person] < groups.LEAST_ANSWERS - 1)
    found = found_in(few)
    assert few.people_count > groups.LEAST_PEOPLE
    assert (found.count, found.reason) == (0, Reason.FEW_ANSWERS)


def test_where_nothing_divides_no_groups_are_drawn():
    person, statement = np.nonzero(np.ones((60, 20)))
    found = found_in(votes_from(person, statement, np.where(np.random.default_rng(0).random(1200) < 0.8, 1, -1)))
    assert (found.count, found.reason) == (0, Reason.NO_AXIS)


@pytest.mark.parametrize("size", [3, 4])
def test_no_group_is_smaller_than_is_private(size):
    votes, _ = drawn(seed=1, people=200)
    statements = np.tile(np.arange(60), size)
    few = np.repeat(np.arange(1_000, 1_000 + size), 60)
    together = votes_from(
        np.concatenate([votes.people[votes.person], few]),
        np.concatenate([votes.statement, statements]),
        np.concatenate([votes.value, np.where(statements % 2, 1, -1)]),
    )
    found = found_in(together)
    assert found.count == 0 or found.sizes.min() >= groups.LEAST_GROUP


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_of_real_groups_holds_together(name):
    votes, _ = real(name)
    found = real_map(name).groups
    assert found.count == len(found.centres) == len(set(found.nearest[found.nearest >= 0].tolist()))
    assert np.array_equal(found.nearest >= 0, placed(votes) & (found.count > 0))
    assert np.all((found.label == -1) | (found.label == found.nearest))
    assert (found.count == 0) == (found.reason is not Reason.CLEAR)
    assert found.count == 0 or found.sizes.min() >= groups.LEAST_GROUP


def test_the_chance_of_a_group_is_the_share_of_where_somebody_may_stand():
    centres = np.array([[-1.0, 0.0], [1.0, 0.0]])
    points, hidden = np.array([[0.0, 5.0], [1.0, 0.0], [-0.5, 0.0]]), np.tile(np.diag([1.0, 4.0]), (3, 1, 1))
    shares = groups._shares(points, hidden, centres)
    assert shares.sum(axis=1).tolist() == [1, 1, 1]
    # Of a normal deviate: more than 0, than -1, than 0.5.
    assert shares[:, 1].tolist() == pytest.approx([0.5, 0.841, 0.309], abs=0.06)
