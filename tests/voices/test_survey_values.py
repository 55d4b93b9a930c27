"""What a valid answer is, and what is said where it is none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.voices import survey_values as values
from savienojums.voices.survey_values import Problem, QuestionFacts, answer_of

KEYS = ("a", "b", "c")
OPEN = {
    "choice": QuestionFacts("choice", KEYS, has_other=True),
    "several": QuestionFacts("several", KEYS, has_other=True, most=2),
    "scale": QuestionFacts("scale", least=1, most=5),
    "ranking": QuestionFacts("ranking", KEYS),
    "number": QuestionFacts("number", least=0, most=100),
    "text": QuestionFacts("text"),
    "place": QuestionFacts("place"),
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([*KEYS, "1", "2", "3", "~"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["other", "lat", "lon", "place", "note", *KEYS]), inner, max_size=4)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("choice", "a", "a"),
        ("choice", ["b"], "b"),
        ("choice", {"other": "  sava doma "}, {"other": "sava doma"}),
        ("choice", "", None),
        ("several", ["c", "a", "a"], ["a", "c"]),
        ("several", ["a", {"other": "vēl"}], ["a", {"other": "vēl"}]),
        ("several", "b", ["b"]),
        ("several", [], None),
        ("scale", "5", 5),
        ("scale", 1, 1),
        ("ranking", ["b", "a"], ["b", "a"]),
        ("ranking", {"a": "2", "b": "1", "c": ""}, ["b", "a"]),
        ("ranking", {"a": "", "b": ""}, None),
        ("number", "2,5", 2.5),
        ("number", " 1 0 ", 10),
        ("number", 100, 100),
        ("text", " viens\r\ndivi\x00 ", "viens\ndivi"),
        ("place", {"lat": "56,08001", "lon": 25.6}, {"lat": 56.08, "lon": 25.6}),
        ("place", {"place": "rubenes-pagasts", "note": ""}, {"place": "rubenes-pagasts"}),
        ("place", {"note": "pie dzirnavām"}, {"note": "pie dzirnavām"}),
        ("place", {"lat": "", "lon": "", "place": "", "note": " "}, None),
    ],
)
def test_what_was_answered_becomes_the_value_that_is_kept(kind, raw, value):
    assert answer_of(OPEN[kind], raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "said"),
    [
        ("choice", "z", values.UNKNOWN),
        ("choice", ["a", "b"], values.ONE_ONLY),
        ("choice", {"other": " "}, values.SAY_WHAT),
        ("several", ["a", "q"], values.UNKNOWN),
        ("scale", "6", values.WHOLE_STEPS),
        ("scale", "2,5", values.WHOLE_STEPS),
        ("scale", True, values.NO_NUMBER),
        ("ranking", {"a": "1", "b": "1"}, values.SAME_PLACE),
        ("ranking", {"a": "1", "b": "3"}, values.GAP),
        ("ranking", ["a", "a"], values.SAME_PLACE),
        ("number", "daudz", values.NO_NUMBER),
        ("number", float("nan"), values.NO_NUMBER),
        ("number", 10**13, values.NO_NUMBER),
        ("place", {"lat": 25.6, "lon": 56.08}, values.OUTSIDE),
        ("place", {"lat": 56.08}, values.UNREADABLE),
        ("text", ["a"], values.UNREADABLE),
    ],
)
def test_what_is_no_answer_is_told_in_a_sentence(kind, raw, said):
    assert answer_of(OPEN[kind], raw) == Problem(said)


def test_limits_are_named_in_the_sentence():
    assert answer_of(OPEN["several"], ["a", "b", "c"]).said.told() == "Choose at most 2."
    assert answer_of(OPEN["number"], 101).said.told() == "The number may be at most 100."
    assert answer_of(OPEN["number"], -1).said.told() == "The number must be at least 0."
    assert answer_of(OPEN["ranking"], {"a": "4"}).said.told() == "Use the numbers from 1 to 3."


def test_own_words_are_taken_only_where_the_question_has_room_for_them():
    assert answer_of(QuestionFacts("choice", KEYS), {"other": "mans"}) == Problem(values.UNREADABLE)


@pytest.mark.parametrize("kind", OPEN)
def test_a_question_that_is_needed_insists(kind):
    facts = QuestionFacts(kind, KEYS, is_required=True)
    assert answer_of(facts, None) == Problem(values.NEEDED)
    assert answer_of(facts, "") == Problem(values.NEEDED)


@given(st.sampled_from(sorted(OPEN)), JSON)
def test_whatever_comes_in_nothing_breaks_and_what_is_kept_goes_in_again(kind, raw):
    value = answer_of(OPEN[kind], raw)
    if isinstance(value, Problem):
        assert value.said.told()
    elif value is not None:
        assert answer_of(OPEN[kind], value) == value
        assert json.loads(json.dumps(value)) == value


@given(st.permutations(KEYS), st.integers(0, 3))
def test_an_order_by_numbers_is_the_same_as_an_order_by_keys(order, many):
    numbers = {key: str(place) for place, key in enumerate(order[:many], start=1)}
    assert answer_of(OPEN["ranking"], numbers) == (list(order[:many]) or None)


@given(st.sets(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=2)))
def test_a_new_key_is_nobodys(taken):
    assert values.next_key(sorted(taken)) not in taken


def test_keys_go_on_after_z():
    assert values.next_key([chr(97 + number) for number in range(26)]) == "aa"


def test_own_words_hold_nothing_that_nobody_sees():
    text = "Soli\u202en\u200bi\ufeff pie\U000e0041 upes.\n\n\n\nVe\u0304l."
    assert answer_of(OPEN["text"], text) == "Soliņi pie upes.\n\nVēl.".replace("ņ", "n")
    assert answer_of(OPEN["text"], "\u200b\u202e") is None
