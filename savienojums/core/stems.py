"""What the forms of one word have in common: Latvian, Russian and English endings, and nothing but letters."""

from __future__ import annotations

import re
from threading import Lock
from typing import Any

from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.russian_stemmer import RussianStemmer

from savienojums.core import dictionary, latvian

_CYRILLIC = re.compile("[а-яё]")


def stem(word: str) -> str:
    """The stem of a word in small letters; numbers and unknown scripts stay as they are."""
    if word.isdigit():
        return word
    if _CYRILLIC.search(word):
        return russian(word)
    if word.isascii() and not is_latvian(word) and (english_stem := english(word)):
        return english_stem
    return latvian.stem(word)


def is_latvian(word: str) -> bool:
    """Whether the dictionary or the grammar of verbs knows this very form."""
    return dictionary.lemma(word) is not None or latvian.infinitive(word, guess=False) is not None


# --- English ------------------------------------------------------------------

_ENGLISH = re.compile(r"(?:(?<=[^aeiouj])ies|(?<=[^aeiou])ied|(?<=[^aeiou])y|(?<=[^aeiou])ying|ings?|ed|(?<=y)s)$")
# Piedalīties, vienoties, sacensties are infinitives; communities, facilities are not.
_LATVIAN_INFINITIVE = re.compile(r"(?:o|ie|[^aeiou])ties$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_SHORTEST_ENGLISH = 3


def english(word: str) -> str | None:
    """The stem of a word that only English can end so; nothing if it may be Latvian."""
    ending = _ENGLISH.search(word)
    if not ending or _LATVIAN_INFINITIVE.search(word):
        return None
    bare = word[: ending.start()]
    if len(bare) < _SHORTEST_ENGLISH or not re.search("[aeiouy]", bare):
        return None
    if ending[0] in {"y", "ies", "ied", "ying"}:
        return bare + "i"
    if ending[0] == "s":
        return bare
    return latvian.stem(_DOUBLED.sub(r"\1", bare))


# --- stemmers of Snowball -------------------------------------------------------


class _Snowball:
    """A stemmer that several threads may ask; the package's own keeps the word it works on in itself."""

    def __init__(self, stemmer: Any) -> None:
        self.stemmer, self.lock = stemmer, Lock()

    def __call__(self, word: str) -> str:
        with self.lock:
            return str(self.stemmer.stemWord(word))


_RUSSIAN, _ENGLISH_TEXT = _Snowball(RussianStemmer()), _Snowball(EnglishStemmer())


# A vowel that comes and goes: участок, участка; заявок, заявка; владелец, владельца.
_FLEETING = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])(?:[ое](?=к$)|е(?=ц$)|ь(?=ц$))")
_SHORTEST_FLEETING = 5


def russian(word: str) -> str:
    """A Russian word without its ending."""
    stem = _RUSSIAN(word.replace("ё", "е"))
    return _FLEETING.sub("", stem) if len(stem) >= _SHORTEST_FLEETING else stem


def english_text(word: str) -> str:
    """The stem of a word that is known to be English, because its text is."""
    return _ENGLISH_TEXT(word)
