from __future__ import annotations

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from savienojums.core import search, search_question, search_shown, search_tables
from savienojums.core.models import Word
from savienojums.core.synonyms import thesaurus

pytestmark = pytest.mark.django_db

MEASURES = [
    (1, "Kopienu fonds", "Atbalsts jauniešiem laukos. Pieteikumu iesniedz biedrība vai nodibinājums."),
    (2, "Jauniešu projekti", "Kopienām un biedrībām Sēlijā; konkurss 2026. gadā"),
    (3, "Lauku attīstība", "LEADER mežiem, kāzas netiek atbalstītas"),
    (4, "Kazu audzēšana", "Village communities funding. Поддержка молодёжи в городах."),
]


@pytest.fixture(autouse=True)
def _measures():
    search.index("measure", MEASURES)


def found(text: str, kind: str = "measure") -> list[int] | None:
    hits = search.matching(kind, text)
    return None if hits is None else sorted(hits, key=lambda pk: (-hits[pk], pk))


@pytest.mark.parametrize(
    ("text", "pks"),
    [
        ("kopiena", [1, 2]),
        ("KOPIENĀS", [1, 2]),
        ("kopienam", [1, 2]),
        ("biedrībai", [1, 2]),
        ("biedribai", [1, 2]),
        ("jaunietis", [2, 1]),
        ("jauniesi", [2, 1]),
        ("lauki", [3, 1]),
        ("mezs", [3]),
        ("2026", [2]),
        ("selija", [2]),
        ("community", [4]),
        ("funded", [4]),
        ("город", [4]),
        ("молодежь", [4]),
        ("lidmašīna", []),
    ],
)
def test_a_word_is_found_in_any_form_with_or_without_diacritics(text, pks):
    assert found(text) == pks


def test_diacritics_tell_words_apart_when_they_are_typed():
    assert found("kāzas") == [3]
    assert found("kazas") == [4, 3]


def test_wrong_diacritics_are_read_as_none():
    assert found("biedrîbâm") == [1, 2]


def test_all_words_must_match():
    assert found("kopienām jaunieši") == [1, 2]
    assert found("kopienām jaunieši leader") == []
    assert found("kopiena lidmašīna") == []


def test_a_hit_in_the_title_weighs_more():
    assert search.matching("measure", "kopiena") == {1: 4.0, 2: 1.0}
    assert search.matching("measure", "kopiena jaunieši") == {1: 2.5, 2: 2.5}


def test_words_that_join_others_are_not_looked_for_unless_they_are_all_there_is():
    assert found("konkurss par kopienām un ar biedrību") == [2]
    assert found("vai") == [1]


@pytest.mark.parametrize(("text", "pks"), [("bi", []), ("kop", [1, 2]), ("biedr", [1, 2]), ("mež", [3]), ("molod", [])])
def test_the_last_word_may_be_unfinished(text, pks):
    assert found(text) == pks
    assert found(f"kopienas {text}") == [pk for pk in pks if pk in (1, 2)]


def test_a_finished_word_is_not_taken_for_a_beginning():
    assert found("kop ") == []
    assert found("kop jaunieši") == []


def test_texts_written_without_diacritics_are_found_by_words_with_them():
    search.index("measure", [(5, "Biedribu lidzfinansejums", ""), (6, "Līdzfinansējums", "")])
    assert found("biedrībai") == [5, 1, 2]
    assert found("līdzfinansējuma ") == found("lidzfinansejuma ") == [5, 6]
    assert found("kāzas") == [3]


def test_a_typed_diacritic_in_a_beginning_counts():
    assert found("kāz") == [3]
    assert found("kaz") == [4, 3]


@pytest.mark.parametrize("text", ["", "   ", "?!", "„”", "\0", "🎉", "_", "\u0304", "\u00ad"])
def test_a_text_without_words_asks_nothing(text):
    assert search.matching("measure", text) is None


@pytest.mark.parametrize(
    "text",
    [
        'kopiena"',
        "kopiena OR (",
        "title : kopiena*",
        "kopiena' & !x",
        "^kopiena",
        "kopiena\0",
        "kopiena 🎉",
        "NEAR(kopiena)",
    ],
)
def test_signs_of_the_databases_are_only_signs(text):
    assert set(search.matching("measure", text) or {}) <= {1, 2}


def test_endless_questions_and_texts_are_cut():
    assert found("a" * 10_000) == []
    assert found("kopiena " * 2_000) == [1, 2]
    assert len(search.asked_words(" ".join(f"vārds{number}" for number in range(500)))) == search_question.MOST_WORDS
    search.index("measure", [(9, "x" * 10_000, "ā " * 200_000)])
    assert found("x" * 10_000) == [9]


def test_a_thing_indexed_again_is_found_by_its_new_words_only():
    search.index("measure", [(1, "Bibliotēku nedēļa", "")])
    assert found("kopiena") == [2]
    assert found("bibliotēka") == [1]


def test_a_forgotten_thing_is_not_found():
    search.forget("measure", [1, 77])
    assert found("kopiena") == [2]


def test_the_dictionary_can_be_made_ready_beforehand():
    search.prepare()
    assert found("kopienam") == [1, 2]


def test_each_kind_is_found_and_cleared_for_itself():
    search.index("organisation", [(1, "Kopienu apvienība", "")])
    search.clear("measure")
    assert found("kopiena") == []
    assert found("kopiena", "organisation") == [1]
    search_tables.tables().clear()
    assert found("kopiena", "organisation") == []


@pytest.mark.parametrize("count", [1, 3, 1200])
def test_however_many_things_there_are_a_question_costs_three_queries(count, django_assert_num_queries):
    search.index("measure", [(pk, f"Kopiena {pk}", "Biedrība") for pk in range(100, 100 + count)])
    thesaurus()
    # The mark of the synonyms, the words, the match.
    with django_assert_num_queries(3):
        hits = search.matching("measure", "kopiena biedribas")
    assert hits is not None
    assert len(hits) == count + 2


def test_writing_a_thing_costs_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        search.index("measure", [(1, "Jauns nosaukums", "un apraksts")])


def test_the_best_and_newest_are_kept_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(search_tables, "MOST_HITS", 3)
    search.index("measure", [(pk, "Sēlija" if pk == 10 else "Cits", "Sēlija") for pk in range(10, 20)])
    assert found("sēlija") == [10, 18, 19]


def test_the_tables_can_be_made_again_without_losing_anything():
    search_tables.make_ready("default")
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert found("kopiena") == [1, 2]


def test_an_index_without_words_is_emptied_as_after_a_flush():
    Word.objects.all().delete()
    search_tables.make_ready("default")
    search.index("organisation", [(1, "Kopiena", "")])
    assert found("kopiena") == []


def test_the_tables_can_go_and_come():
    search_tables.tables().drop()
    assert "core_search" not in connection.introspection.table_names()
    search_tables.make_ready("default")
    assert found("kopiena") == []


class AnyQuestion(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(st.text(st.characters(codec=None, exclude_categories=()), max_size=40))
    def test_any_text_can_be_asked_indexed_and_shown(self, text):
        search.index("any", [(1, text, text)])
        hits = search.matching("any", text)
        assert hits == ({1: 4.0} if search.asked_words(text) else None)
        assert search_shown.highlight(text, text).replace("<mark>", "").replace("</mark>", "") == escape(text)


# --- marks -------------------------------------------------------------------


def test_hits_are_marked_in_any_form_and_everything_else_is_escaped():
    shown = search_shown.highlight("<b>Jauniešiem</b> & kopienām", "kopiena jaunieši")
    assert shown == "&lt;b&gt;<mark>Jauniešiem</mark>&lt;/b&gt; &amp; <mark>kopienām</mark>"


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("Biedrībām un kāzām", "biedribas", "<mark>Biedrībām</mark> un kāzām"),
        ("bie\u00addrībām", "biedrība", "<mark>bie\u00addrībām</mark>"),
        ("Kopienu fonds", "kop", "<mark>Kopienu</mark> fonds"),
        ("Kopienu fonds", "kop ", "Kopienu fonds"),
        ("Kopienu fonds", "", "Kopienu fonds"),
        ("", "kopiena", ""),
        ("kaza un kāzas", "kāzas", "kaza un <mark>kāzas</mark>"),
        ("Biedribas", "biedrībām", "<mark>Biedribas</mark>"),
    ],
)
def test_the_marks_follow_the_question(text, query, shown):
    assert search_shown.highlight(text, query) == shown
