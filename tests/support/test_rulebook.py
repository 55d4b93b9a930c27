"""Rules as data: read into conditions, refused with the place of the fault."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.support import fit, rulebook
from savienojums.support.composed import AllOf, AnyOf, Not, Stated, leaves
from savienojums.support.fit import Answer, Applicant

KNOWN = rulebook.Known({"rubene": 1, "selija": 2}, {"culture": 7}, frozenset({"association", "informal"}), "call")
TEN = {"is": "people", "least": 10}
SIGNED = {"is": "signatures", "least": 20, "says": "Pievieno 20 parakstus.", "where": "4.2. punkts"}
INFORMAL = {"is": "form", "forms": ["informal"]}
ASSOCIATION = {"is": "form", "forms": ["association"]}

leaf = st.sampled_from(
    [
        TEN, SIGNED, INFORMAL, ASSOCIATION,
        {"is": "place", "places": ["rubene"], "basis": "activity"},
        {"is": "partners", "least": 2},
        {"is": "age", "least": 24, "most": None},
        {"is": "share", "least": "12.5"},
        {"is": "sum", "least": None, "most": "5000"},
        {"is": "themes", "themes": ["culture"]},
        {"is": "received"},
        {"is": "applications", "most": 1},
        {"is": "judged", "text": "Ir kvalitātes zīme."},
    ]
)  # fmt: skip
rules = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=6,
)


def read(rule):
    return rulebook.read(rule, KNOWN)


def test_either_an_association_or_ten_people_with_signatures():
    rule = {"any": [ASSOCIATION, {"all": [INFORMAL, TEN, SIGNED]}]}
    condition = read(rule)
    assert condition == AnyOf(
        (
            fit.FormIn(frozenset({"association"})),
            AllOf(
                (
                    fit.FormIn(frozenset({"informal"})),
                    fit.PeopleAtLeast(10),
                    Stated(fit.SignaturesAtLeast(20), "Pievieno 20 parakstus.", "4.2. punkts"),
                )
            ),
        )
    )
    assert condition.judge(Applicant(form="association")).answer == Answer.YES
    group = condition.judge(Applicant(form="informal", people=12))
    assert (group.answer, group.questions) == (Answer.UNKNOWN, {"signatures"})
    assert condition.judge(Applicant(form="informal", people=12, signatures=19)).answer == Answer.NO
    assert condition.judge(Applicant(form="person")).answer == Answer.NO


def test_the_shortest_way_is_asked():
    told = read({"any": [{"all": [TEN, SIGNED]}, {"is": "partners", "least": 1}]}).judge(Applicant())
    assert told.questions == {"partners"}


def test_not_turns_the_answer_and_keeps_the_question():
    younger = read({"not": {"is": "age", "least": 60, "most": None}})
    assert isinstance(younger, Not)
    assert younger.judge(Applicant()).questions == {"age"}
    assert younger.judge(Applicant(age=72)).answer == Answer.NO
    assert younger.judge(Applicant(age=5)).answer == Answer.YES


def test_a_theme_in_a_rule_is_asked_for_though_the_filter_may_be_silent():
    theme = read({"is": "themes", "themes": ["culture"]})
    assert theme.judge(Applicant()).questions == {"theme"}
    assert theme.judge(Applicant(themes=frozenset({7}))).answer == Answer.YES


def test_what_belongs_to_one_measure_is_remembered_under_its_name():
    condition = read({"all": [TEN, {"is": "received"}, {"is": "applications", "most": 2}]})
    keys = [part.key for part in leaves([condition]) if isinstance(part, fit.Judged)]
    assert keys == ["call.r1", "call.r2"]
    assert condition.judge(Applicant(people=10, judged={"call.r1": True, "call.r2": True})).answer == Answer.YES
    assert condition.judge(Applicant(people=10, judged={"call.r1": False})).answer == Answer.NO


def test_an_empty_rule_demands_nothing():
    assert rulebook.demands({}, KNOWN) == ()
    assert rulebook.demands({"all": [TEN, INFORMAL]}, KNOWN) == (
        fit.PeopleAtLeast(10),
        fit.FormIn(frozenset({"informal"})),
    )


@pytest.mark.parametrize(
    ("rule", "word", "path"),
    [
        ({}, "no_kind", ""),
        ([], "no_rule", ""),
        ({"is": "moon"}, "no_kind", ""),
        ({"is": ["form"]}, "no_kind", ""),
        ({"all": []}, "empty_group", ""),
        ({"all": "form"}, "empty_group", ""),
        ({"any": [TEN, {"is": "form", "forms": []}]}, "no_forms", "1"),
        ({"any": [TEN, {"is": "form", "forms": ["kingdom"]}]}, "unknown_forms", "1"),
        ({"all": [{"any": [{"is": "people", "least": 0}]}]}, "no_number", "0.0"),
        ({"is": "people", "least": True}, "no_number", ""),
        ({"is": "people", "least": "10"}, "no_number", ""),
        ({"is": "place", "places": ["atlantis"]}, "unknown_places", ""),
        ({"is": "place", "places": ["rubene"], "basis": "dream"}, "no_basis", ""),
        ({"is": "age", "least": 24, "most": 12}, "limits_swapped", ""),
        ({"is": "sum", "least": None, "most": ""}, "no_limit", ""),
        ({"is": "sum", "least": "NaN", "most": None}, "no_sum", ""),
        ({"is": "share", "least": "101"}, "no_share", ""),
        ({"is": "judged", "text": "  "}, "no_text", ""),
        ({"not": {"not": {"not": {"not": {"not": TEN}}}}}, "too_deep", "0.0.0.0.0"),
        ({"all": [TEN] * 60}, "too_many", ""),
    ],
)
def test_what_is_no_rule_says_where_and_why(rule, word, path):
    with pytest.raises(rulebook.WrongRule) as wrong:
        read(rule)
    assert (wrong.value.word, wrong.value.path) == (word, path)


@given(rules)
def test_what_can_be_read_survives_the_database(rule):
    assert read(json.loads(json.dumps(rule))) == read(rule)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=9), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["all", "any", "not", "is", "least", "forms", "says"]) , inner, max_size=4), max_leaves=12))  # fmt: skip
def test_whatever_comes_is_read_or_refused(rule):
    try:
        read(rule)
    except rulebook.WrongRule as wrong:
        assert wrong.word  # noqa: PT017 -- both ends are right, a third one is not


junk: st.SearchStrategy[object] = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.lists(st.integers(), max_size=2) | st.just({})
)


@given(
    st.sampled_from(sorted(rulebook.KINDS)),
    st.dictionaries(st.sampled_from(["least", "most", "forms", "of", "places", "basis", "themes", "text", "says", "where", "certain"]), junk),
)  # fmt: skip
def test_a_condition_with_anything_in_it_is_read_or_refused(kind, said):
    try:
        read({"is": kind, **said})
    except rulebook.WrongRule as wrong:
        assert wrong.word  # noqa: PT017 -- both ends are right, a third one is not
