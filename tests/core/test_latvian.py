from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core import latvian, stems
from savienojums.core.dictionary import infinitives, lemma, written

ALPHABET = "aābcčdeēfgģhiījkķlļmnņoprsštuūvzž"


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        # second conjugation, known to the dictionary or not, loans too
        (
            "strādāt",
            "strādāju strādā strādājam strādājošs strādājušie strādāšu strādātu strādādama nestrādāja jāstrādā",
        ),
        ("veidot", "veidoju veido veidojot veidojošā veidoja veidotas neveidoja"),
        ("kartēt", "kartējām kartēsim kartējusi kartējot nekartēja kartēja"),
        ("sarunāties", "sarunājas sarunājās sarunāsies sarunājušies sarunājoties"),
        ("pārrunāt", "pārrunā pārrunājām"),
        ("noturēt", "notur noturam noturēja"),
        # third conjugation drops its vowel and changes its consonant
        ("mācīt", "mācām mācīja mācīsim mācītu nemācīja"),
        ("sacīt", "sakot sacīja sacījusi"),
        ("sēdēt", "sēžam sēdēja sēdēsim"),
        ("gulēt", "guļam gulēja gulēsim"),
        ("attīstīties", "attīstījās attīstīsies attīstījušies"),
        # first conjugation changes its root
        ("iesniegt", "iesniedzam iesniedza iesniegusi iesniegs iesniedzis"),
        ("saņemt", "saņemot saņēma saņēmis saņemsim jāsaņem nesaņēma"),
        ("atnākt", "atnāk atnāca atnākuši atnākšu"),
        ("pieteikties", "piesakās piesakies pieteicās pieteiksies"),
        ("nest", "nesam nesīs nesošs nesuši"),
        ("būt", "esošie bijušajās bijušu"),
    ],
)
def test_all_forms_of_a_verb_lead_to_its_infinitive(infinitive, forms):
    assert {form: latvian.stem(form) for form in forms.split() if latvian.stem(form) != infinitive} == {}


@pytest.mark.parametrize(
    ("stem", "forms"),
    [
        ("liel", "liels lielāks vislielākais lielākajiem"),
        ("gudr", "gudrs gudrāka gudrākajām"),
        ("termin", "termiņš termiņi termiņa termiņiem termiņus"),
        ("jauniet", "jaunietis jaunieša jaunieši jauniešiem"),
        ("iesniegum", "iesniegums iesniegumi iesniegumiem"),
        ("maksājum", "maksājums maksājuma maksājumiem"),
        ("veicināšan", "veicināšana veicināšanas veicināšanai"),
        ("pieteicēj", "pieteicēja pieteicējs pieteicēji"),
        ("rakstītāj", "rakstītājs rakstītāji rakstītāju"),
        ("biedrīb", "biedrība biedrībām"),
        ("brīvprātīg", "brīvprātīgais brīvprātīgo"),
    ],
)
def test_nouns_and_adjectives_lose_their_endings_and_degrees(stem, forms):
    assert {form: latvian.stem(form) for form in forms.split() if latvian.stem(form) != stem} == {}


@pytest.mark.parametrize("word", ["ienāks", "sāks", "pavāks"])
def test_a_future_is_no_comparative(word):
    assert latvian.stem(word).endswith("kt")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("padot", "padoties"),
        ("veids", "veidot"),
        ("runa", "runāt"),
        ("ceļš", "celt"),
        ("māja", "māt"),
        ("pasts", "post"),
    ],
)
def test_a_verb_is_not_its_noun_nor_its_reflexive(first, second):
    assert latvian.stem(first) != latvian.stem(second)


def test_an_unknown_word_is_a_verb_only_by_endings_that_no_noun_has():
    assert latvian.infinitive("blogoja") == "blogot"
    assert latvian.infinitive("digitalizēja") == "digitalizēt"
    assert latvian.infinitive("sertificētājs") is None
    assert latvian.infinitive("neblogoja") == "blogot"
    assert latvian.infinitive("blogotu") is None


def test_what_looks_like_no_verb_has_no_infinitive():
    assert latvian.infinitive("kopiena") is None
    assert latvian.infinitive("mājās") != "māt"
    assert latvian.infinitive("ne") is None


@given(st.text(ALPHABET, min_size=1, max_size=40))
def test_every_row_of_letters_has_a_stem(word):
    assert stems.stem(word)
    assert stems.stem(word) == stems.stem(word)


def test_the_dictionary_knows_names_verbs_and_letters():
    assert lemma("kopienām") == "kopiena"
    assert lemma("rīgas") == "rīga"
    assert lemma("qqq") is None
    assert {"strādāt", "mācīt"} <= infinitives()
    assert set(written("kazas")) == {"kāzas", "kazās", "kāzās"}


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        ("communiti", "community communities"),
        ("appli", "apply applied applies applying"),
        ("fund", "fund funds funded funding"),
        ("plan", "plan plans planning planned"),
        ("train", "training trainings train"),
        ("day", "day days"),
        ("by", "by"),
        ("brring", "brring"),
        ("vienoties", "vienoties vienosies"),
        ("молодеж", "молодёжь молодежи молодёжью"),
        ("занима", "заниматься занимается"),
        ("дом", "дом дома домами"),
        ("2026", "2026"),
        ("日本", "日本"),
    ],
)
def test_other_languages_lose_their_endings_too(stem, words):
    assert {word: stems.stem(word) for word in words.split() if stems.stem(word) != stem} == {}
