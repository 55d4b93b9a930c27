"""Why something was found: the place, the words around it, and by what they were recognised."""

from __future__ import annotations

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from savienojums.core import search
from savienojums.core.marks import raise_mark
from savienojums.core.models import WordGroup
from savienojums.core.search_shown import AFTER, BEFORE, Field, Reason, reason_of

pytestmark = pytest.mark.django_db

FIELDS = [
    Field("Nosaukums", "Kopienu fonds"),
    Field("Kas drīkst pieteikties", "Pieteikumu iesniedz biedrība vai nodibinājums."),
    Field("Name", "Small community grants", "en"),
]


def reason(asked, fields=FIELDS):
    search.index("measure", [(1, [search.Text(each.words, each.language) for each in fields], "")])
    return reason_of(search.find("measure", asked).question, fields)


def told(asked, fields=FIELDS):
    found = reason(asked, fields)
    return [(spot.label, str(spot.snippet)) for spot in found.spots], list(found.notes)


def test_a_word_as_it_was_typed_needs_no_explanation():
    assert told("biedriba") == (
        [("Kas drīkst pieteikties", "Pieteikumu iesniedz <mark>biedrība</mark> vai nodibinājums.")], []
    )  # fmt: skip


def test_another_form_is_told():
    assert told("kopienām") == ([("Nosaukums", "<mark>Kopienu</mark> fonds")], ["cita vārda „kopienām” forma"])


def test_the_beginning_of_a_word_is_no_other_form():
    assert told("kop") == ([("Nosaukums", "<mark>Kopienu</mark> fonds")], [])


def test_words_in_several_parts_are_shown_in_each():
    spots, notes = told("fonds nodibinājums")
    assert [label for label, _snippet in spots] == ["Nosaukums", "Kas drīkst pieteikties"]
    assert notes == []


def test_a_synonym_is_named():
    WordGroup.objects.create(phrases=["NVO", "biedrība"])
    raise_mark("synonyms")
    assert told("nvo")[1] == ["„biedrība” nozīmē to pašu, ko „nvo”"]
    assert "<mark>biedrība</mark>" in told("nvo")[0][0][1]
    assert told("biedrība")[1] == []


def test_a_similar_word_is_named():
    assert told("nodibnājums")[1] == ["līdzīgs vārds: „nodibinājums”, nevis „nodibnājums”"]


def test_an_english_word_is_marked_in_english_text():
    assert told("communities")[0] == [("Name", "Small <mark>community</mark> grants")]


def test_what_does_not_stand_there_has_no_reason():
    assert reason_of(search.question("lidmašīna"), FIELDS) == Reason()
    assert reason_of(search.question(""), FIELDS) == Reason()


def test_of_a_long_text_only_the_words_around_are_shown():
    long = "vārds " * 60 + "biedrība <b> & " + "cits " * 60 + "biedrība"
    ((_label, snippet),), _notes = told("biedrība", [Field("Piezīmes", long)])
    assert snippet.startswith("… vārds ")
    assert snippet.endswith(" …")
    assert "<mark>biedrība</mark> &lt;b&gt; &amp; cits" in snippet
    assert snippet.count("<mark>") == 1
    assert len(snippet) < BEFORE + AFTER + 60


def test_an_endless_word_is_cut_too():
    ((_label, snippet),), _notes = told("biedrība", [Field("Piezīmes", "x" * 500 + " biedrība " + "y" * 500)])
    assert "<mark>biedrība</mark>" in snippet
    assert len(snippet) < BEFORE + AFTER + 60


class AnyText(TestCase):
    @given(st.text(max_size=60), st.text("ab<&\u0101 ", max_size=8))
    def test_nothing_but_marks_is_added_and_everything_is_escaped(self, words, asked):
        found = reason(asked, [Field("", words)])
        for spot in found.spots:
            plain = spot.snippet.replace("<mark>", "").replace("</mark>", "")
            assert plain.removeprefix("… ").removesuffix(" …") in escape(words)
