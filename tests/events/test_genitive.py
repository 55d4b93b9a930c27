"""Days as sentences need them: in the genitive, and in the middle of a sentence."""

from datetime import date

import pytest
from django.utils.translation import override

from savienojums.events.genitive import MONTHS, day_in_genitive
from savienojums.events.queries.spoken import also_on_in_words, day_in_words, moved_from_in_words, within_sentence

DAY = date(2026, 12, 15)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (DAY, "15. decembra"), (date(2026, 1, 1), "1. janvāra"), (date(2028, 2, 29), "29. februāra"),
        (date(2026, 3, 8), "8. marta"), (date(2026, 6, 24), "24. jūnija"),
    ],
)  # fmt: skip
def test_a_day_after_its_preposition(day, said):
    assert day_in_genitive(day) == said


def test_every_month_has_its_genitive():
    assert len(set(MONTHS)) == 12
    assert all(month.endswith("a") for month in MONTHS)


def test_the_days_on_which_it_is_once_more():
    days = [date(2027, 1, 12), date(2027, 2, 9)]
    said = {}
    for code in ("lv", "en"):
        with override(code):
            said[code] = also_on_in_words(days)
    assert said == {"lv": "arī 12. janvārī, 9. februārī", "en": "also on 12 January, 9 February"}
    assert also_on_in_words([]) == ""


def test_only_latvian_declines_what_was_moved():
    said = {}
    for code in ("lv", "en"):
        with override(code):
            said[code] = moved_from_in_words(DAY)
    assert said == {"lv": "Pārcelts no 15. decembra", "en": "Moved from 15 December"}


def test_weekdays_within_a_sentence_are_written_as_the_language_does():
    said = {}
    for code in ("lv", "en"):
        with override(code):
            said[code] = within_sentence(day_in_words(DAY))[:8]
    assert said == {"lv": "otrdiena", "en": "Tuesday,"}
