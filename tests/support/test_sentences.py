"""Sums, shares, deadlines and reasons as people say them."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.utils import translation

from savienojums.support import fit, sentences

REASONS = [
    *sentences.SENTENCES,
    *("people_not_said", "people_enough", "people_too_few", "partners_not_said", "partners_enough", "partners_too_few"),
    *("signatures_not_said", "signatures_enough", "signatures_too_few"),
]


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (None, 11000, "līdz 11 000 EUR"),
        (800, 8000, "no 800 EUR līdz 8 000 EUR"),
        (40000, None, "no 40 000 EUR"),
        (None, None, ""),
    ],
)
def test_sums(least, most, said):
    assert plain(sentences.sums(least and Decimal(least), most and Decimal(most))) == said


def test_cents_are_said_only_where_there_are_any():
    assert plain(sentences.sums(None, Decimal("79606.80"))) == "līdz 79 606,80 EUR"


@pytest.mark.parametrize(
    ("percent", "above", "said"),
    [
        (None, None, ""),
        (0, None, "bez pašu ieguldījuma"),
        (10, 500, "pašu ieguldījums 10 % virs 500 EUR"),
        (Decimal("12.50"), None, "pašu ieguldījums 12,5 %"),
    ],
)
def test_own_shares(percent, above, said):
    share = None if percent is None else Decimal(percent)
    assert plain(sentences.own_share(share, above and Decimal(above))) == said


def test_a_usual_deadline_has_its_hour_if_it_is_known():
    assert sentences.usually(date(2027, 3, 1), time(12)) == "parasti 1. marts, plkst. 12:00"
    assert sentences.usually(date(2027, 4, 6), None) == "parasti 6. aprīlis"


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
@pytest.mark.parametrize("word", REASONS)
def test_every_reason_has_a_sentence_in_every_language(language, word):
    names = sentences.Names(
        forms="biedrība", form="biedrība", places="Sēlija", place="Daugavpils", themes="kultūra",
        least=Decimal(1), most=Decimal(2), number=2, text="Ir zīme.",
    )  # fmt: skip
    with translation.override(language):
        said = sentences.reason(word, names)
    assert said
    assert "%(" not in said


def test_every_verdict_of_the_core_has_its_sentence():
    """The words of the pure core and the sentences here are one list."""
    source = fit.__file__
    with open(source, encoding="utf-8") as file:  # noqa: PTH123 -- a path as text
        text = file.read()
    said = {
        part.partition('"')[0]
        for part in text.split('Answer.UNKNOWN, "')[1:]
        + text.split('Answer.YES, "')[1:]
        + text.split('Answer.NO, "')[1:]
    }
    assert said - set(REASONS) == set()
