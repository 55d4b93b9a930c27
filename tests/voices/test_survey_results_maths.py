"""What answers say together: properties that hold for whatever is answered."""

import math

from hypothesis import given
from hypothesis import strategies as st

from savienojums.voices import survey_results as maths

KEYS = ("a", "b", "c", "d")
NUMBERS = st.lists(
    st.integers(-1000, 1000) | st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3)), min_size=1
)
ORDERS = st.lists(st.permutations(KEYS).flatmap(lambda row: st.integers(1, 4).map(lambda many: list(row[:many]))))


@given(st.lists(st.sampled_from(KEYS) | st.just({"other": "x"})))
def test_everybody_who_chose_one_is_counted_once(values):
    found = maths.counted(values, KEYS)
    assert sum(row.count for row in found.rows) + len(found.others) == found.base == len(values)
    if values:
        assert math.isclose(sum(row.share for row in found.rows) + found.other.share, 1)


@given(st.lists(st.lists(st.sampled_from(KEYS), unique=True, min_size=1)))
def test_of_several_choices_no_share_is_above_one(values):
    found = maths.counted(values, KEYS)
    assert all(0 <= row.share <= 1 and row.count <= found.base for row in found.rows)


@given(st.lists(st.integers(1, 5), min_size=1))
def test_mean_and_median_of_a_scale_lie_on_it(values):
    found = maths.scaled(values, (1, 5))
    assert min(values) <= found.median <= max(values)
    assert min(values) <= found.mean <= max(values)
    assert sum(row.count for row in found.rows) == len(values)


@given(ORDERS)
def test_every_order_gives_the_same_sum_of_points_and_mean_places_agree(values):
    found = maths.ranked(values, KEYS)
    many = len(KEYS)
    assert math.isclose(sum(row.points for row in found.rows), len(values) * many * (many - 1) / 2, abs_tol=1e-6)
    if values:
        assert math.isclose(sum(row.mean for row in found.rows), many * (many + 1) / 2, abs_tol=1e-6)
        assert all(1 <= row.mean <= many for row in found.rows)
        assert sum(row.firsts for row in found.rows) == len(values)
    assert [row.points for row in found.rows] == sorted((row.points for row in found.rows), reverse=True)


@given(ORDERS, st.randoms())
def test_results_do_not_depend_on_the_order_of_sheets(values, chance):
    shuffled = list(values)
    chance.shuffle(shuffled)
    assert maths.ranked(values, KEYS) == maths.ranked(shuffled, KEYS)


@given(NUMBERS)
def test_quartiles_are_in_order_and_every_number_stands_in_one_column(values):
    found = maths.numbered(values)
    line = [found.least, found.lower, found.median, found.upper, found.most]
    assert line == sorted(line)
    assert sum(each.count for each in found.bins) == found.base == len(values)
    assert found.bins[0].least <= min(values) + 1e-6
    assert all(one.below == other.least for one, other in zip(found.bins, found.bins[1:], strict=False))
    assert len(found.bins) <= maths.MOST_BINS + 2


def test_one_order_by_hand():
    found = maths.ranked([["a", "b", "c"], ["a", "c", "b"], ["b"]], ("a", "b", "c"))
    assert [(row.key, row.points, row.firsts, round(row.mean, 2)) for row in found.rows] == [
        ("a", 4.5, 2, 1.5), ("b", 3.0, 1, 2.0), ("c", 1.5, 0, 2.5),
    ]  # fmt: skip


def test_nobody_is_no_mistake():
    assert maths.numbered([]) == maths.Numbered(0)
    assert maths.scaled([], (1, 2)).mean is None
    assert maths.ranked([], KEYS).base == 0
    assert maths.counted([], KEYS).other.share == 0


def test_one_number_many_times_is_one_column():
    assert [(each.least, each.count) for each in maths.bins([7, 7, 7])] == [(7, 3)]


@given(st.dictionaries(st.text(min_size=1), st.integers(1, 40)), st.integers(5, 12), st.integers(0, 40))
def test_no_group_is_shown_that_is_small_or_can_be_reckoned_from_the_rest(counts, smallest, unsaid):
    shown = maths.shown_groups(counts, smallest, unsaid=unsaid)
    assert all(counts[key] >= smallest for key in shown)
    hidden = unsaid + sum(count for key, count in counts.items() if key not in shown)
    assert not shown or hidden == 0 or hidden >= smallest


def test_a_lonely_small_group_takes_the_next_larger_along():
    assert maths.shown_groups({"old": 9, "middle": 6, "young": 2}, 5) == {"old"}
    assert maths.shown_groups({"old": 9, "middle": 6, "young": 2}, 5, unsaid=3) == {"old", "middle"}
