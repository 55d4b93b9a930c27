import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from savienojums.voices.queries.map_drawn import drawn
from savienojums.voices.queries.map_picture import picture_of

SMALLEST = 5


def crowd(seed, people, *, flat=False):
    chance = np.random.default_rng(seed)
    points = chance.standard_normal((people, 2)) * [1.0, 0.0 if flat else 0.6]
    nearest = (points[:, 0] > 0).astype(int)
    return points, nearest, chance.random(people) < 0.7


@given(some.integers(0, 50), some.integers(20, 300), some.booleans())
def test_the_order_in_which_people_came_changes_nothing(seed, people, flat):
    points, nearest, certain = crowd(seed, people, flat=flat)
    order = np.random.default_rng(seed + 1).permutation(people)
    placed = np.ones(people, dtype=bool)
    one = picture_of(points, nearest, certain, placed, SMALLEST)
    other = picture_of(points[order], nearest[order], certain[order], placed, SMALLEST)
    # Somebody certain may stand in the next row of a swarm; how many there are in a cell does not change.
    strip = [[cell[:4] for cell in each["cells"]] for each in (one, other)]
    assert strip[0] == strip[1]
    assert (one["outlines"], one["frame"]) == (other["outlines"], other["frame"])


@given(some.integers(0, 50), some.integers(20, 300), some.booleans())
def test_every_cell_lies_in_the_picture_and_no_cell_counts_single_people(seed, people, flat):
    points, nearest, certain = crowd(seed, people, flat=flat)
    told = picture_of(points, nearest, certain, np.ones(people, dtype=bool), SMALLEST)
    for column, row, step, group, _sure in told["cells"]:
        assert 0 <= column < told["side"]
        assert 0 <= row < told["side"]
        assert step in {0, 1, 2, 3}
        assert group in {0, 1}
    assert len(told["cells"]) <= people


def test_whoever_is_not_placed_is_not_in_the_picture():
    points, nearest, certain = crowd(1, 60)
    points[:5] = 40.0
    placed = np.arange(60) >= 5
    told = picture_of(points, nearest, certain, placed, SMALLEST)
    assert told["frame"][2] < 10


@pytest.mark.parametrize("flat", [False, True])
def test_numbers_of_the_drawing_are_written_for_svg_in_every_language(flat):
    points, nearest, certain = crowd(2, 120, flat=flat)
    told = picture_of(points, nearest, certain, np.ones(120, dtype=bool), SMALLEST)
    shown = drawn(told, ["A", "B"], own=(0.1, 0.0))
    whole = " ".join([each.path for each in shown.signs] + [each.x + each.turn for each in shown.outlines])
    assert "," not in whole
    assert 0 < float(shown.own_x) < shown.wide
    assert [each.letter for each in shown.outlines] == ["A", "B"]


def test_without_a_picture_nothing_is_drawn():
    assert drawn(None, []) is None
