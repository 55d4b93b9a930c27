"""The words of the screens: complete in Latvian and English, plural forms right, nothing put together from pieces."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import ngettext

LOCALE = Path(__file__).parents[2] / "savienojums" / "locale"
NAMED = re.compile(r"%\(\w+\)[sd]")


def catalogue(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def strings(value):
    return value if isinstance(value, tuple | list) else (value,)


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_no_word_is_missing(language):
    empty = [str(strings(message.id)[0]) for message in catalogue(language) if not all(strings(message.string))]
    assert empty == []


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_a_translation_says_the_same_names(language):
    wrong = []
    for message in catalogue(language):
        wanted = set(NAMED.findall(" ".join(strings(message.id))))
        for string in strings(message.string):
            said = set(NAMED.findall(string))
            # A plural form may leave the number out ("one person"), never say a name the sentence does not have.
            if said - wanted or (len(strings(message.id)) == 1 and said != wanted):
                wrong.append((strings(message.id)[0], string))
    assert wrong == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 pasākumu"),
        (1, "1 pasākums"),
        (2, "2 pasākumi"),
        (10, "10 pasākumi"),
        (11, "11 pasākumi"),
        (21, "21 pasākums"),
    ],
)
def test_latvian_counts_measures_as_latvians_do(number, words):
    with translation.override("lv"):
        said = ngettext("%(total)s measure", "%(total)s measures", number) % {"total": number}
    assert said == words
