"""The same thought in other words: measured on pairs, and what must hold for any words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.words import fold
from savienojums.voices.likeness import Kind, compare, is_the_same_with_other_spelling, similar_to
from tests.voices import likeness_pairs as pairs


@pytest.mark.parametrize("pair", pairs.SAME)
def test_the_same_in_other_words(pair):
    assert compare(*pair).kind == Kind.SAME


@pytest.mark.parametrize("pair", pairs.OPPOSITE)
def test_the_contrary_is_near_but_not_the_same(pair):
    assert compare(*pair).kind == Kind.OPPOSITE


@pytest.mark.parametrize("pair", pairs.DIFFERENT)
def test_another_thought(pair):
    assert compare(*pair).kind == Kind.DIFFERENT


def test_nine_of_ten_unseen_pairs_are_judged_right():
    judged = [(compare(*pair).kind, kind) for kind, rows in (
        (Kind.SAME, pairs.UNSEEN_SAME), (Kind.OPPOSITE, pairs.UNSEEN_OPPOSITE), (Kind.DIFFERENT, pairs.UNSEEN_DIFFERENT)
    ) for pair in rows]  # fmt: skip
    right = sum(told == meant for told, meant in judged)
    assert right / len(judged) >= 0.9
    # A statement and its contrary were never taken for the same.
    assert (Kind.SAME, Kind.OPPOSITE) not in judged


WORDS = [
    "ciemā",
    "vajag",
    "nevajag",
    "veikalu",
    "ceļi",
    "jāremontē",
    "nav",
    "jāslēdz",
    "skola",
    "nedrīkst",
    "slēgt",
    "vairāk",
    "mazāk",
    "autobusu",
    "nevis",
    "nekā",
    "un",
    "магазин",
    "нужен",
    "не",
    "надо",
    "закрыть",
    "школу",
    "the",
    "village",
    "needs",
    "more",
    "fewer",
    "shops",
    "not",
    "roads",
    "should",
]
sentences = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@given(sentences, sentences)
def test_it_does_not_matter_which_comes_first(one, other):
    assert compare(one, other) == compare(other, one)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_gets_an_answer(one, other):
    likeness = compare(one, other)
    assert 0 <= likeness.score <= 1
    assert likeness == compare(other, one)


@given(sentences)
def test_every_text_is_like_itself_whatever_its_letters(text):
    assert compare(text, text).kind == Kind.SAME
    for other in (text.upper(), f"  {text} !"):
        assert compare(text, other).kind == Kind.SAME


latvian = st.lists(
    st.sampled_from(["ciemā", "vajag", "nevajag", "veikalu", "ceļi", "jāremontē", "nav", "jāslēdz", "skola", "nedrīkst", "slēgt", "vairāk", "mazāk", "autobusu"]),
    min_size=1, max_size=8,
).map(" ".join)  # fmt: skip


@given(latvian, latvian)
def test_diacritics_do_not_matter(one, other):
    assert compare(one, fold(other)) == compare(one, other) or fold(one) == fold(other)


@given(
    st.lists(
        st.sampled_from(["veikalu", "ceļi", "jāremontē", "skola", "daudz", "магазин", "школу"]), min_size=1, max_size=8
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_words_does_not_matter_where_nothing_is_contrasted(words, random):
    shuffled = random.sample(words, len(words))
    assert compare(" ".join(words), " ".join(shuffled)).kind == Kind.SAME


def test_of_many_the_nearest_come_first():
    others = {
        1: ["Vajag vairāk veikalu."],
        2: ["Vajag vairāk autobusu uz pilsētu.", "Нужно больше автобусов."],
        3: ["Autobusu ir par maz.", ""],
        4: ["Vajag mazāk autobusu."],
        5: [],
    }
    found = similar_to("Vajag vairāk autobusu.", others)
    assert [each.mark for each in found][:2] == [3, 4]
    assert {each.mark: each.likeness.kind for each in found}[4] == Kind.OPPOSITE
    assert similar_to("Vajag vairāk autobusu.", others, most=1)[0].mark == 3
    assert similar_to("Pavisam kas cits", others) == []


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("ciema vajga pirti", "Ciemā vajag pirti.", True),
        ("Ciemā vajag pirti", "Ciemā nevajag pirti", False),
        ("Ciemā vajag pirti", "Pilsētā jāceļ liels baseins", False),
        ("нужен магозин", "Нужен магазин.", True),
    ],
)
def test_spelling_is_told_from_another_thought(before, after, same):
    assert is_the_same_with_other_spelling(before, after) == same
