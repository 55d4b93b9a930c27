import numpy as np
import pytest

from savienojums.voices.maths.clusters import likeness
from savienojums.voices.maths.compatible import compatible
from savienojums.voices.maths.votes import votes_from
from tests.voices.conversations import NAMES, drawn, real, renumbered


@pytest.mark.parametrize("name", NAMES)
def test_the_published_groups_are_found_again(name):
    votes, published = real(name)
    label = compatible(votes).label
    both = (published >= 0) & (label >= 0)
    assert both.sum() > 250
    assert likeness(label[both], published[both]) >= 0.80


@pytest.mark.parametrize("name", NAMES)
def test_numbering_people_and_statements_anew_changes_nothing(name):
    votes, _ = real(name)
    again, people, statements = renumbered(votes, 3)
    one, other = compatible(votes), compatible(again)
    assert np.array_equal(other.label[people], one.label)
    assert np.allclose(other.positions[people], one.positions, atol=1e-8)
    assert np.allclose(other.loading[statements], one.loading, atol=1e-8)


def test_axes_are_those_of_the_filled_matrix():
    votes, _ = drawn(seed=2, people=40, statements=12)
    filled = np.full((40, 12), np.nan)
    filled[votes.person, votes.statement] = votes.value
    filled = np.where(np.isnan(filled), np.nanmean(filled, axis=0), filled)
    _, _, turned = np.linalg.svd(filled - filled.mean(axis=0))
    assert np.allclose(np.abs(turned[:2] @ compatible(votes).loading), np.eye(2), atol=1e-4)


def test_a_statement_moderated_out_counts_as_answered_by_everyone():
    votes, _ = drawn(seed=2, people=40, statements=12)
    out = votes_from(
        votes.people[votes.person], votes.statements[votes.statement], votes.value, known=votes.statements, out=[4]
    )
    found = compatible(out)
    assert np.allclose(found.loading[4], 0, atol=1e-12)
    answered = out.answered - np.bincount(out.person, weights=out.statement == 4, minlength=out.people_count) + 1
    deviation = np.where(out.statement == 4, 0, out.value - found.mean[out.statement])
    seen = np.zeros((out.people_count, 2))
    np.add.at(seen, out.person, deviation[:, None] * found.loading[out.statement])
    assert np.allclose(found.positions, np.sqrt(12 / answered)[:, None] * seen)


def test_who_answered_fewer_than_seven_is_not_placed_unless_hardly_anybody_is():
    many, _ = drawn(seed=1, people=60, statements=30, filled=0.25)
    assert np.array_equal(compatible(many).label >= 0, many.answered >= 7)
    few, _ = drawn(seed=1, people=20, statements=30, filled=0.1)
    assert (compatible(few).label >= 0).sum() == 15


def test_of_two_people_no_group_is_made():
    assert compatible(votes_from([1, 2], [1, 1], [1, -1])).count == 0
