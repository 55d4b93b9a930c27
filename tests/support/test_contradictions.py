"""What conditions do to each other: contradictions, demands that demand nothing, parts that change nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.support import fit
from savienojums.support.contradictions import Crowd, imagined, possible, smallest_contradiction
from savienojums.support.fit import Answer, Applicant
from tests.support.test_rulebook import ASSOCIATION, INFORMAL, SIGNED, TEN, read, rules

THERE = {"is": "place", "places": ["rubene"], "basis": "address"}
ACTS = {"is": "place", "places": ["selija"], "basis": "activity"}
CULTURE = {"is": "themes", "themes": ["culture"]}
LATE = {"is": "age", "least": 24, "most": None}
EARLY = {"is": "age", "least": None, "most": 12}

everybody = st.builds(
    Applicant,
    form=st.sampled_from(["association", "informal", "person"]),
    places=st.sets(st.integers(1, 3), max_size=1).map(frozenset),
    elsewhere=st.sets(st.integers(1, 3), max_size=2).map(frozenset),
    themes=st.sets(st.integers(6, 8), max_size=2).map(frozenset),
    people=st.integers(0, 40),
    partners=st.integers(0, 4),
    signatures=st.integers(0, 40),
    age=st.integers(0, 90),
    share=st.decimals(0, 100, places=1),
    amount=st.decimals(0, 9000, places=2),
    judged=st.dictionaries(st.sampled_from(["never"]), st.booleans()),
)


@pytest.mark.parametrize(
    ("rule", "answers"),
    [
        ({"all": [ASSOCIATION, INFORMAL]}, {Answer.NO}),
        ({"all": [ASSOCIATION, {"not": ASSOCIATION}]}, {Answer.NO}),
        ({"all": [{"is": "age", "least": 24, "most": None}, {"is": "age", "least": None, "most": 12}]}, {Answer.NO}),
        ({"any": [ASSOCIATION, {"not": ASSOCIATION}]}, {Answer.YES}),
        ({"all": [ASSOCIATION, TEN]}, {Answer.NO, Answer.YES}),
        ({"any": [{"all": [INFORMAL, TEN]}, {"is": "received"}]}, {Answer.NO, Answer.YES}),
    ],
)
def test_contradictions_are_found(rule, answers):
    assert possible([read(rule)]) == answers


def test_a_rule_too_wide_to_try_is_not_called_a_contradiction():
    judged = [{"is": "judged", "text": f"Nosacījums {number}."} for number in range(20)]
    assert possible([read({"all": judged})]) == frozenset(Answer)


@given(rules)
def test_whoever_has_said_everything_gets_an_answer(rule):
    assert Answer.UNKNOWN not in possible([read(rule)])


@given(rules, everybody)
def test_no_answer_anybody_gets_is_called_impossible(rule, somebody):
    conditions = [read(rule)]
    said = {name: True for each in imagined(conditions) for name in each.judged}
    somebody = Applicant(**{name: getattr(somebody, name) for name in Applicant.__slots__} | {"judged": said})
    assert fit.judged_by(conditions, somebody) in possible(conditions)


@given(st.lists(rules, min_size=1, max_size=4))
def test_of_a_contradiction_no_part_can_be_spared(several):
    conditions = [read(rule) for rule in several]
    found = smallest_contradiction(conditions)
    assert bool(found) == (possible(conditions) == {Answer.NO})
    if found:
        assert possible([conditions[each] for each in found]) == {Answer.NO}
    for each in found:
        assert possible([conditions[other] for other in found if other != each]) != {Answer.NO}


def test_the_pair_that_contradicts_is_found_among_others():
    conditions = [read(rule) for rule in (TEN, LATE, THERE, SIGNED, EARLY)]
    assert smallest_contradiction(conditions) == [1, 4]
    assert smallest_contradiction([read(TEN), read(SIGNED)]) == []


def test_an_address_here_and_activity_there_do_not_contradict():
    assert possible([read(THERE), read(ACTS)]) == {Answer.NO, Answer.YES}


def test_two_themes_may_both_be_needed():
    conditions = [fit.ThemeAmong(frozenset({7})), fit.ThemeAmong(frozenset({8}))]
    assert possible(conditions) == {Answer.NO, Answer.YES}


def test_sums_are_told_apart_to_the_cent():
    least = fit.SumBetween(Decimal("100.50"), None)
    assert possible([least, fit.SumBetween(None, Decimal("100.50"))]) == {Answer.NO, Answer.YES}
    assert possible([least, fit.SumBetween(None, Decimal("100.49"))]) == {Answer.NO}


def test_many_forms_of_one_kind_are_tried_once():
    many = fit.FormIn(frozenset(f"form{number}" for number in range(500)))
    assert len(list(imagined([many]))) == 2


@given(st.lists(rules, min_size=1, max_size=3))
def test_a_crowd_is_told_what_each_of_them_is_told(several):
    conditions = [read(rule) for rule in several]
    crowd = Crowd(conditions)
    assert crowd.told_of_all(conditions) == [fit.judged_by(conditions, each) for each in crowd.people]


def test_where_too_many_would_have_to_be_tried_nothing_is_claimed():
    themes = [fit.ThemeAmong(frozenset({number})) for number in range(9)]
    assert possible(themes) == frozenset(Answer)
    assert smallest_contradiction([fit.Judged(str(number), "") for number in range(20)]) == []
