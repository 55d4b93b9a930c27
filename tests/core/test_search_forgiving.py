"""Slips of one letter, synonyms, words in quotation marks: what a question may mean beyond its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core import search
from savienojums.core.marks import raise_mark
from savienojums.core.models import WordGroup
from savienojums.core.search_near import nearest, slips
from savienojums.core.synonyms import phrases_in, thesaurus, thesaurus_of

pytestmark = pytest.mark.django_db

MEASURES = [
    (1, "Kopienu fonds", "Atbalsts jauniešiem laukos. Pieteikumu iesniedz biedrība vai nodibinājums."),
    (2, "Jauniešu projekti", "Projektu konkurss kopienām Sēlijā."),
    (3, "LEADER", "Granti lauku uzņēmumiem."),
    (4, "Молодёжь", "Поддержка молодёжи в городах."),
]


@pytest.fixture(autouse=True)
def _measures():
    search.index("measure", MEASURES)


def found(text: str) -> list[int]:
    scores = search.matching("measure", text) or {}
    return sorted(scores, key=lambda pk: (-scores[pk], pk))


def instead(text: str) -> dict[str, str]:
    return dict(search.find("measure", text).instead)


def synonyms(*groups: str) -> None:
    for group in groups:
        WordGroup.objects.create(phrases=phrases_in(group))
    raise_mark("synonyms")


# --- slips ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant", "pks"),
    [
        ("nodibnājums", "nodibinājums", [1]),
        ("nodibinnājums", "nodibinājums", [1]),
        ("nodibimājums", "nodibinājums", [1]),
        ("nodibniājums", "nodibinājums", [1]),
        ("nodibimajumam", "nodibinājums", [1]),
        ("kopeinas", "kopienām", [1, 2]),
        ("jauneisu", "jauniešu", [2, 1]),
        ("молодеш", "молодёжи", [4]),
        ("leder", "leader", [3]),
    ],
)
def test_one_wrong_letter_is_forgiven(typed, meant, pks):
    assert found(typed) == pks
    assert instead(typed) == {typed: meant}


@pytest.mark.parametrize("typed", ["ledr", "nodbinjums", "lea", "xyz", "kopxxnas", "2027", "lidmašīna", "teātris"])
def test_two_slips_short_words_numbers_and_words_of_the_dictionary_are_not_forgiven(typed):
    assert found(f"{typed} ") == []
    assert instead(f"{typed} ") == {}


def test_a_word_that_stands_somewhere_is_taken_as_it_is():
    search.index("organisation", [(1, "Leeder", "")])
    assert found("leeder ") == []
    assert instead("leeder ") == {}


def test_a_word_of_a_text_that_is_gone_is_forgiven_too():
    search.index("measure", [(9, "Leeder", "")])
    search.forget("measure", [9])
    assert instead("leeder ") == {"leeder": "leader"}


def test_only_the_wrong_word_of_several_is_read_anew():
    assert instead("kopienu nodibnājums") == {"nodibnājums": "nodibinājums"}
    assert found("kopienu nodibnājums") == [1]


def test_what_finds_nothing_even_so_says_nothing_of_similar_words():
    assert instead("leder molodez nodibnājums") == {}


def test_of_two_near_words_the_one_more_texts_speak_of_is_taken():
    search.index("measure", [(10, "Zvejnieku krasts", ""), (11, "Zvejnieku prasts", ""), (12, "Zvejnieku prasts", "")])
    assert instead("erasts ") == {"erasts": "prasts"}


def test_a_corrected_word_has_synonyms_too():
    synonyms("nodibinājums, fondiņš")
    search.index("measure", [(10, "Fondiņš", "")])
    assert set(found("nodibnājums")) == {1, 10}


@given(st.text("abdeikn", min_size=4, max_size=8))
def test_slips_are_exactly_the_words_one_letter_away(word):
    ways = set(slips(word))
    assert word in ways
    assert all(abs(len(way) - len(word)) <= 1 for way in ways)
    assert word[1:] in ways
    assert word[1] + word[0] + word[2:] in ways
    assert word + "z" in ways
    assert "z" + word[1:] in ways


def test_a_question_without_doubtful_words_costs_no_look(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert nearest([("2026", frozenset()), ("nvo", frozenset()), ("a" * 30, frozenset())]) == {}


# --- quotation marks --------------------------------------------------------------


@pytest.mark.parametrize("typed", ['"nodibnājums"', "„nodibnājums”", "«nodibnājums»", '"nodibnājums'])
def test_words_in_quotation_marks_are_taken_as_they_stand(typed):
    expected = {"nodibnājums": "nodibinājums"} if typed.count('"') == 1 else {}
    assert instead(typed) == expected


def test_words_in_quotation_marks_have_no_synonyms_and_are_never_beginnings():
    synonyms("NVO, biedrība")
    assert found("nvo") == [1]
    assert found('"nvo"') == []
    assert found("kop") == [1, 2]
    assert found('"kop"') == []
    assert found('"kopienām"') == [1, 2]


# --- synonyms ----------------------------------------------------------------------


def test_without_synonyms_only_the_words_themselves_are_found():
    assert found("nvo ") == []
    assert found("granti") == [3]


def test_another_name_is_found_after_the_words_themselves():
    synonyms("NVO, biedrība, nevalstiskā organizācija", "granti, projektu konkurss")
    assert found("nvo") == [1]
    assert found("NVO kopienas") == [1]
    assert found("nevalstiskajām organizācijām") == [1]
    assert found("grants") == [3, 2]
    assert found("projektu konkursi") == [2, 3]
    assert found("projektu jauniešiem") == [2]
    assert search.matching("measure", "granti") == {3: 1.0, 2: 0.2}


def test_phrases_of_several_words_need_all_their_words():
    synonyms("granti, projektu fonds")
    assert found("granti") == [3]


def test_the_longest_phrase_is_read_first():
    synonyms("lauku uzņēmums, zemnieku sēta", "lauku, pilsētas")
    search.index("measure", [(8, "Zemnieku sēta", ""), (9, "Pilsētas uzņēmums", "")])
    assert found("lauku uzņēmumi") == [3, 8]


def test_words_without_diacritics_name_a_synonym():
    synonyms("nodibinājums, fundācija")
    assert found("fundacija") == [1]


def test_a_word_in_two_groups_has_the_names_of_both():
    synonyms("nvo, biedrība", "nvo, uzņēmums")
    assert found("nvo") == [1, 3]


def test_a_removed_group_is_no_longer_used():
    synonyms("NVO, biedrība")
    assert found("nvo") == [1]
    WordGroup.objects.update(removed_at="2026-11-23T09:00Z")
    raise_mark("synonyms")
    assert thesaurus().groups == ()
    assert found("nvo ") == []


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("NVO, biedrība;nevalstiskā   organizācija\nNVO", ["NVO", "biedrība", "nevalstiskā organizācija"]),
        ("  , ;\n", []),
        ("?!, fonds\0", ["fonds"]),
        ("granti, Granti, par granti", ["granti"]),
    ],
)
def test_a_text_comes_apart_into_phrases(text, phrases):
    assert phrases_in(text) == phrases


@given(
    st.lists(st.text("abc ,;", max_size=12).map(phrases_in), max_size=4), st.lists(st.sampled_from("abc"), min_size=1)
)
def test_a_name_is_never_its_own_synonym(groups, typed):
    named = thesaurus_of(groups).named([frozenset({word}) for word in typed])
    if named:
        assert 1 <= named.length <= len(typed)
        assert all(list(phrase.words) != typed[: named.length] for phrase in named.others)
