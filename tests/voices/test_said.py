import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.voices.maths.said import LISTED, consensus, counted, divisive, representative, shares_of
from savienojums.voices.maths.votes import votes_from

COUNTS = st.lists(st.tuples(*[st.integers(0, 30)] * 6), min_size=1, max_size=25)
# Two groups, three statements: disagreed, passed, agreed.
TWO = np.array([[[1, 1, 8], [0, 0, 9], [5, 0, 5]], [[10, 5, 5], [1, 0, 17], [0, 0, 0]]])
NONE = np.zeros(3, dtype=bool)


def two_groups(rows):
    return np.moveaxis(np.array(rows).reshape(len(rows), 2, 3), 0, 1)


# Brown, Cai & DasGupta 2001, table 5, n = 10.
@pytest.mark.parametrize(
    ("agreed", "low", "high"), [(0, 0, 0.217), (1, 0.011, 0.381), (2, 0.044, 0.503), (5, 0.224, 0.776)]
)
def test_intervals_are_those_of_jeffreys(agreed, low, high):
    shares = shares_of(np.array([[10 - agreed, 0, agreed], [agreed, 0, 10 - agreed]]), level=0.95)
    assert shares.low.tolist() == pytest.approx([low, 1 - high], abs=6e-4)
    assert shares.high.tolist() == pytest.approx([high, 1 - low], abs=6e-4)


@given(COUNTS)
def test_a_share_lies_in_its_interval_and_passes_count_as_asked(rows):
    counts = two_groups(rows)
    shares = shares_of(counts)
    asked = counts.sum(axis=-1)
    assert np.all((shares.low >= 0) & (shares.high <= 1) & (shares.low < shares.high))
    assert np.array_equal(np.isnan(shares.share), asked == 0)
    seen = asked > 0
    assert np.all((shares.low <= shares.share)[seen] & (shares.share <= shares.high)[seen])
    assert np.allclose(shares.share[seen] * asked[seen], counts[..., 2][seen])


def test_who_answered_what_is_counted_by_group():
    votes = votes_from([1, 1, 2, 3, 4], [5, 6, 5, 5, 5], [1, -1, 0, 1, 1])
    assert counted(votes, np.array([0, 0, 1, -1]), 2).tolist() == [
        [[0, 1, 1], [1, 0, 0]],
        [[0, 0, 1], [0, 0, 0]],
    ]


def test_consensus_is_the_product_of_what_groups_agree():
    listed = consensus(TWO, NONE)
    assert listed.score[:2].tolist() == pytest.approx([9 / 12 * 6 / 22, 10 / 11 * 18 / 20])
    assert listed.order.tolist() == [1, 0], "what a group has not seen stands in no list"
    assert listed.certainty.tolist() == [1, 1, 0]


def test_what_divides_is_the_widest_gap():
    listed = divisive(TWO, NONE)
    assert listed.score[:2].tolist() == pytest.approx([9 / 12 - 6 / 22, 10 / 11 - 18 / 20])
    assert listed.order.tolist() == [0, 1]


def test_what_is_moderated_out_stands_in_no_list():
    out = np.array([True, False, False])
    assert consensus(TWO, out).order.tolist() == divisive(TWO, out).order.tolist() == [1]
    assert 0 not in [each.statement for each in representative(TWO, out, 0)]


@given(COUNTS)
def test_certainties_of_a_list_sum_to_its_length_and_equal_counts_are_equally_sure(rows):
    counts = two_groups([*rows, rows[0]])
    listed = consensus(counts, np.zeros(counts.shape[1], dtype=bool))
    assert listed.certainty.sum() == pytest.approx(min(LISTED, len(listed.order)))
    assert listed.certainty[0] == pytest.approx(listed.certainty[-1])
    assert np.all((listed.certainty >= 0) & (listed.certainty <= 1))


def test_a_clear_statement_stands_for_its_group_by_the_published_formula():
    first, *others = representative(TWO, NONE, 0)
    # p 0.75, its test 2.1106; ratio 2.75, its test 2.8669.
    assert (first.statement, first.agrees, first.share, first.others) == (0, True, 0.8, 0.25)
    assert first.weight == pytest.approx(0.75 * 2.1106 * 2.75 * 2.8669, rel=1e-4)
    assert others == []


def test_a_group_may_be_told_by_what_it_rejects():
    rejecting = TWO.copy()
    rejecting[1, 0] = (18, 1, 1)
    found = [(each.statement, each.agrees, each.share, each.others) for each in representative(rejecting, NONE, 1)]
    assert found == [(0, False, 0.9, 0.1)]


def test_a_group_is_never_without_words():
    even = np.array([[[2, 0, 2], [3, 0, 1]], [[1, 0, 3], [3, 0, 1]]])
    found = [(each.statement, each.agrees, each.share) for each in representative(even, NONE[:2], 0)]
    assert found == [(0, True, 0.5)], "the one most agreed to, told as agreed"
