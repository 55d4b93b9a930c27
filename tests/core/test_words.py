from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.words import LONGEST_WORD, fold, folded_keys, key, keys, restored, sort_key, tokens

ALPHABET = "aābcčdeēfgģhiīyjkķlļmnņopqrsštuūvwxzž"
anything = st.text(st.characters(codec=None, exclude_categories=()))
latvian = st.text(ALPHABET + ALPHABET.upper() + " ", max_size=30)


@given(anything)
def test_folding_is_total_and_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(latvian)
def test_folded_latvian_is_small_plain_latin(text):
    assert fold(text).isascii()
    assert fold(text) == fold(text.upper()) == fold(text).lower()


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Žīguļu ŅĢĶĻ", "zigulu ngkl"), ("Łódź", "lodz"), ("Straße", "strasse"), ("Ёлка", "елка"), ("e\u0304", "e")],
)
def test_letters_lose_their_marks(text, folded):
    assert fold(text) == folded


@given(anything)
def test_any_text_has_a_sort_key_of_small_plain_signs_at_most_twice_as_long(text):
    sorted_by = sort_key(text)
    assert sorted_by == "" or (sorted_by.isascii() and sorted_by.isalnum() and sorted_by == sorted_by.lower())
    assert len(sorted_by) <= 2 * len(text) + 5


@given(st.text(ALPHABET, max_size=8), st.text(ALPHABET, max_size=8))
def test_words_sort_as_the_alphabet_says(first, second):
    places = [ALPHABET.index(letter) for letter in first], [ALPHABET.index(letter) for letter in second]
    w_after_v = [[ALPHABET.index("v") + 0.5 if ALPHABET[place] == "w" else place for place in word] for word in places]
    assert (sort_key(first) < sort_key(second)) == (w_after_v[0] < w_after_v[1])


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_numbers_sort_by_their_value(first, second):
    assert (sort_key(f"{first}. konkurss") < sort_key(f"{second}. konkurss")) == (first < second)


def test_names_stand_in_latvian_order():
    names = ["„1. biedrība”", "12. grupa", "Abele", "Ādaži", "“Birzgale”", "Cēsis", "Čiekurs", "Ica", "Īle", "Ydris"]
    names += ["Jumprava", "Kūdra", "Ķekava", "Sala", "Šēdere", "Zasa", "Žagata", "Аист", "Яхта", "Ελλάδα"]
    assert sorted(set(names), key=sort_key) == names


def test_quotes_dashes_and_case_do_not_move_a_name():
    assert sort_key("„Latgales” Lauku—partnerība!") == sort_key("LATGALES  laukupartnerība")
    assert sort_key("Sala Zeme") < sort_key("Salaspils")


@given(anything)
def test_any_text_comes_apart_into_words_with_keys(text):
    found = tokens(text)
    assert all(0 < len(word) <= LONGEST_WORD and not word.isspace() for word in found)
    assert len(keys(text)) == len(folded_keys(text)) == len(found)
    assert all(keys(text))


def test_words_are_small_and_free_of_signs():
    assert tokens("NVO fonds – „mikroprojekti”, 2026. gads; e-pasts\u00ad s \0 🎉 a_b") == (
        ["nvo", "fonds", "mikroprojekti", "2026", "gads", "e", "pasts", "s", "a", "b"]
    )
    assert tokens("bie\u00addrība a\u0304da") == ["biedrība", "āda"]


@pytest.mark.parametrize(
    "forms",
    [
        "kopiena kopienas kopienai kopienu kopienā kopienām kopienās Kopienas KOPIENĀM",
        "biedrība biedrības biedrībai biedrību biedrībā biedrībām biedrībās",
        "pagasts pagasta pagastam pagastu pagastā pagasti pagastiem pagastus pagastos",
        "konkurss konkursa konkursam konkursu konkursā konkursi konkursiem",
        "jaunietis jaunieša jaunietim jaunieši jauniešu jauniešiem jauniešus",
        "Sēlija Sēlijas Sēlijai Sēliju Sēlijā",
        "atbalsts atbalsta atbalstu atbalstam",
        "kultūras kultūra kultūrai kultūru kultūrā",
        "fonds fonda fondu fondi fondiem fondos",
        "grant grants",
        "community communities",
        "fund funds funded funding",
        "город города городу городом городов городами",
        "поддержка поддержки поддержку поддержкой",
        "молодёжь молодежи",
    ],
)
def test_forms_of_one_word_share_a_key(forms):
    assert len(set(keys(forms))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("kaza", "kāzas"), ("māja", "maize"), ("nams", "nauda"), ("2026", "2027"), ("город", "года"), ("bēres", "berzt")],
)
def test_different_words_have_different_keys(one, other):
    assert key(one) != key(other)


def test_words_without_diacritics_are_restored_from_the_dictionary():
    assert restored("biedribam") == ("biedribam", "biedrībām")
    assert set(restored("kazas")) >= {"kazas", "kāzas"}
    assert restored("zzzz") == ("zzzz",)
    assert restored("") == ("",)
    assert folded_keys("Sēlijā kopienām") == [fold(key("sēlijā")), "kopien"]
