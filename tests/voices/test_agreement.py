"""Agreement of coders: published examples, worked out by hand, and what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.voices.agreement import alpha, kappa, masi, nominal, share_agreed


def units(*rows):
    """Rows of coders, one sign an answer, a dot where nobody coded, as units."""
    return [[value for value in column if value != "."] for column in zip(*rows, strict=True)]


# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), parts A, B and C.
BINARY = units("0100000010", "1110010000")
NOMINAL = units("aabbdcccedda", "babbbccceddd")
FOUR = units("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


@pytest.mark.parametrize(("given_units", "published"), [(BINARY, 0.095), (NOMINAL, 0.692), (FOUR, 0.743)])
def test_alpha_is_that_of_its_author(given_units, published):
    assert alpha(given_units) == pytest.approx(published, abs=0.0006)


def test_kappa_of_fifty_grants():
    # Twenty yes of both, fifteen no of both, five and ten apart: 0.7 agreed, 0.5 by chance.
    one = [True] * 25 + [False] * 25
    other = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    assert kappa(one, other) == pytest.approx(0.4)
    assert share_agreed([list(pair) for pair in zip(one, other, strict=True)]) == pytest.approx(0.7)


def test_kappa_of_cohens_own_table():
    # J. Cohen (1960), table 1: 200 cases; 0.58 agreed where 0.41 would be chance... worked out from the cells.
    cells = {("p", "p"): 88, ("p", "n"): 14, ("p", "o"): 18, ("n", "p"): 10, ("n", "n"): 40, ("n", "o"): 10,
             ("o", "p"): 2, ("o", "n"): 6, ("o", "o"): 12}  # fmt: skip
    pairs = [pair for pair, count in cells.items() for _ in range(count)]
    one, other = ([pair[at] for pair in pairs] for at in (0, 1))
    # Chance: (120·100 + 60·60 + 20·40) / 200² = 0.41; observed 140 / 200 = 0.7.
    assert kappa(one, other) == pytest.approx((0.7 - 0.41) / 0.59)


def test_sets_that_share_something_are_partly_alike():
    a, b, c = "a", "b", "c"
    assert masi(frozenset(), frozenset()) == 0
    assert masi(frozenset([a]), frozenset()) == 1
    assert masi(frozenset([a]), frozenset([b])) == 1
    assert masi(frozenset([a]), frozenset([a, b])) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi(frozenset([a, b]), frozenset([b, c])) == pytest.approx(1 - 1 / 3 * 1 / 3)


def test_where_nothing_can_be_compared_nothing_is_told():
    assert alpha([]) is None
    assert alpha([["a"], ["b"]]) is None
    assert alpha([["a", "a"], ["a", "a"]]) is None
    assert share_agreed([["a"]]) is None
    assert kappa([], []) is None
    assert kappa(["a"], ["a"]) is None
    with pytest.raises(ValueError, match="two coders"):
        kappa(["a"], [])


coded = st.lists(st.lists(st.sampled_from("abc"), min_size=0, max_size=4), max_size=12)


@given(coded, st.randoms(use_true_random=False))
def test_order_of_coders_and_answers_does_not_matter(told, random):
    shuffled = [random.sample(values, len(values)) for values in random.sample(told, len(told))]
    assert alpha(told) == pytest.approx(alpha(shuffled))
    assert share_agreed(told) == share_agreed(shuffled)


@given(coded)
def test_agreement_is_at_most_whole_and_whole_only_where_all_agree(told):
    value = alpha(told)
    if value is not None:
        assert value <= 1 + 1e-9
        assert (value == pytest.approx(1)) == (share_agreed(told) == 1)


@given(coded)
def test_names_of_values_do_not_matter(told):
    renamed = [[{"a": 7, "b": (1,), "c": None}[value] for value in values] for values in told]
    assert alpha(told, nominal) == pytest.approx(alpha(renamed, nominal))


sets = st.frozensets(st.sampled_from("abcd"))


@given(sets, sets)
def test_a_distance_is_symmetric_and_between_nothing_and_all(one, other):
    assert masi(one, other) == masi(other, one)
    assert 0 <= masi(one, other) <= 1
    assert (masi(one, other) == 0) == (one == other)
