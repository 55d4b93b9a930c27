"""A rule's tree: every step gives a readable rule again, leaves the old one alone, and can be taken back."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.support import rulebook, ruletree
from savienojums.support.ruletree import CannotBeDone
from tests.support.test_rulebook import ASSOCIATION, INFORMAL, KNOWN, SIGNED, TEN, leaf, rules

WHOLE = {"all": [ASSOCIATION, {"any": [TEN, SIGNED]}, {"not": INFORMAL}]}

trees: st.SearchStrategy[dict[str, Any]] = rules.map(ruletree.opened)  # type: ignore[arg-type]  # it opens more than dicts


def steps(tree):
    """One step on some part of the tree."""
    path = st.sampled_from([path for path, _part in ruletree.walk(tree)])
    word = st.sampled_from(["all", "any"])
    return st.one_of(
        st.tuples(st.just(ruletree.add), path, leaf),
        st.tuples(st.just(ruletree.change), path, leaf),
        st.tuples(st.just(ruletree.remove), path),
        st.tuples(st.just(ruletree.negate), path),
        st.tuples(st.just(ruletree.wrap), path, word),
        st.tuples(st.just(ruletree.dissolve), path),
        st.tuples(st.just(ruletree.switch), path),
        st.tuples(st.just(ruletree.move), path, st.sampled_from([-1, 1])),
    )


def readable(tree):
    rulebook.demands(ruletree.closed(tree), KNOWN)
    return True


@given(st.data())
def test_a_readable_rule_stays_readable_whatever_is_done_to_it(data):
    tree = data.draw(trees)
    for _number in range(data.draw(st.integers(1, 6))):
        step, *how = data.draw(steps(tree))
        before = deepcopy(tree)
        try:
            after = step(tree, *how)
        except CannotBeDone as refused:
            assert refused.word  # noqa: PT017 -- refused or done, a third end is not
            after = tree
        assert tree == before, "what was there is left as it was"
        assert ruletree.group_word(after)
        assert readable(after)
        tree = after


@given(trees, st.data())
def test_what_was_turned_round_twice_is_as_before(tree, data):
    path = data.draw(st.sampled_from([path for path, _part in ruletree.walk(tree) if path]))
    try:
        once = ruletree.negate(tree, path)
    except CannotBeDone:
        return
    lost = "not" in ruletree.at(tree, path) or "not" in ruletree.at(tree, ruletree.above(path))
    back = ruletree.above(path) if "not" in ruletree.at(tree, ruletree.above(path)) else path
    assert ruletree.negate(once, back) == tree or lost


@given(trees, leaf)
def test_what_was_added_last_can_be_removed_again(tree, part):
    grown = ruletree.add(tree, "", part)
    last = str(len(ruletree.parts_of(tree)))
    assert ruletree.at(grown, last) == part
    assert ruletree.remove(grown, last) == tree


@given(trees, st.data())
def test_moved_down_and_up_again_is_as_before(tree, data):
    path = data.draw(st.sampled_from([path for path, _part in ruletree.walk(tree)]))
    try:
        moved = ruletree.move(tree, path, 1)
    except CannotBeDone:
        return
    there = ruletree.below(ruletree.above(path), int(path.rpartition(".")[2]) + 1)
    assert ruletree.move(moved, there, -1) == tree


@given(trees)
def test_a_rule_that_is_opened_and_closed_is_kept_as_it_was(tree):
    assert ruletree.opened(ruletree.closed(tree)) == tree


def test_nothing_is_an_empty_group_and_kept_as_nothing():
    assert ruletree.opened({}) == {"all": []}
    assert ruletree.closed({"all": []}) == {} == ruletree.closed({"any": []})
    assert ruletree.opened(TEN) == {"all": [TEN]}


def test_parts_are_read_in_order():
    assert [path for path, _part in ruletree.walk(WHOLE)] == ["", "0", "1", "1.0", "1.1", "2", "2.0"]
    assert (ruletree.size(WHOLE), ruletree.depth(WHOLE)) == (7, 3)


def test_a_new_group_is_empty_and_left_out_while_it_is_tried():
    grown = ruletree.add_group(WHOLE, "1", "all")
    assert ruletree.at(grown, "1.2") == {"all": []}
    assert ruletree.pruned(grown) == WHOLE
    assert ruletree.pruned({"all": [{"not": {"any": []}}]}) == {}
    assert ruletree.add(grown, "1.2", TEN)["all"][1] == {"any": [TEN, SIGNED, {"all": [TEN]}]}


def test_the_last_part_takes_its_group_along():
    once = ruletree.remove(WHOLE, "1.1")
    assert once["all"][1] == {"any": [TEN]}
    assert ruletree.remove(once, "1.0") == {"all": [ASSOCIATION, {"not": INFORMAL}]}
    assert ruletree.remove(WHOLE, "2.0") == {"all": WHOLE["all"][:2]}
    assert ruletree.remove({"any": [TEN]}, "0") == {"any": []}


def test_wrapped_switched_and_dissolved():
    wrapped = ruletree.wrap(WHOLE, "0", "any")
    assert wrapped["all"][0] == {"any": [ASSOCIATION]}
    assert ruletree.dissolve(wrapped, "0") == WHOLE
    assert ruletree.dissolve(WHOLE, "1") == {"all": [ASSOCIATION, TEN, SIGNED, {"not": INFORMAL}]}
    assert ruletree.switch(WHOLE, "")["any"] == WHOLE["all"]
    around = ruletree.wrap(WHOLE, "", "any")
    assert around == {"any": [WHOLE]}
    assert ruletree.dissolve(around, "") == WHOLE


def test_a_condition_is_changed_and_a_group_is_not():
    assert ruletree.change(WHOLE, "1.0", INFORMAL)["all"][1] == {"any": [INFORMAL, SIGNED]}


@pytest.mark.parametrize(
    ("step", "word"),
    [
        (lambda: ruletree.at(WHOLE, "7"), "no_part"),
        (lambda: ruletree.at(WHOLE, "0.0"), "no_part"),
        (lambda: ruletree.at(WHOLE, "one"), "no_part"),
        (lambda: ruletree.at(WHOLE, "-1"), "no_part"),
        (lambda: ruletree.at(WHOLE, ".".join("0" * 99)), "no_part"),
        (lambda: ruletree.add(WHOLE, "0", TEN), "no_group"),
        (lambda: ruletree.add_group(WHOLE, "", "none"), "no_group"),
        (lambda: ruletree.change(WHOLE, "1", TEN), "no_condition"),
        (lambda: ruletree.change(WHOLE, "", TEN), "no_condition"),
        (lambda: ruletree.move(WHOLE, "0", -1), "no_place"),
        (lambda: ruletree.move(WHOLE, "2", 1), "no_place"),
        (lambda: ruletree.move(WHOLE, "2.0", 1), "no_group_around"),
        (lambda: ruletree.switch(WHOLE, "2"), "no_group"),
        (lambda: ruletree.dissolve(WHOLE, ""), "no_group_around"),
        (lambda: ruletree.dissolve({"all": [TEN]}, ""), "no_group_around"),
        (lambda: ruletree.negate({"all": []}, ""), "nothing_there"),
        (lambda: ruletree.wrap({"all": []}, "", "any"), "nothing_there"),
        (lambda: ruletree.add({"all": [TEN] * 59}, "", TEN), "too_many"),
        (lambda: ruletree.wrap({"all": [{"all": [{"all": [{"all": [TEN]}]}]}]}, "0", "any"), "too_deep"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_word(step, word):
    with pytest.raises(CannotBeDone) as refused:
        step()
    assert refused.value.word == word


@given(st.recursive(st.none() | st.text(max_size=5) | st.integers(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["all", "any", "not", "is"]), inner, max_size=3), max_leaves=9))  # fmt: skip
def test_whatever_lies_in_the_database_can_be_opened_and_walked(rule):
    tree = ruletree.opened(rule)
    assert ruletree.group_word(tree)
    assert ruletree.size(tree) == len(list(ruletree.walk(tree)))
    ruletree.pruned(tree)
