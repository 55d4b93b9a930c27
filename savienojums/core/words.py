"""Words as people compare, sort and look for them: letters, alphabetical order, word forms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from savienojums.core import stems
from savienojums.core.dictionary import written

LONGEST_WORD = 40

# Letters that no Unicode decomposition takes apart.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[0-9]+|\s+|[^\W\d_]")


# Where marks can be at all; Latin, Cyrillic and common punctuation lie outside.
_MAY_BE_MARKED = re.compile("[\u0300-\u036f\u0483-\u0489\u0590-\u1fff\u20d0-\U0010ffff]")


def _without_marks(text: str) -> str:
    if not _MAY_BE_MARKED.search(text):
        return text
    return "".join(letter for letter in text if unicodedata.category(letter) != "Mn")


def fold(text: str) -> str:
    """The text in small letters without diacritics, for comparing."""
    if text.isascii():
        return text.lower()
    plain = _without_marks(unicodedata.normalize("NFKD", text)).casefold().translate(_PLAIN)
    # Small letters of some scripts come apart once more.
    return _without_marks(unicodedata.normalize("NFKD", plain)).casefold().translate(_PLAIN)


# --- alphabetical order -------------------------------------------------------

# Two signs a letter, digits and small Latin letters only: binary order and every collation of a database agree on them.
_LATIN = {letter: f"{letter}0" for letter in "abcdefghijklmnopqrstuvx"}
_LATIN |= {letter: f"{fold(letter)}5" for letter in "āčēģīķļņōŗšū"}
_LATIN |= {"y": "i9", "w": "v9", "z": "y0", "ž": "y5"}
_CYRILLIC = {
    letter: "z" + sign
    for letter, sign in zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "0123456789abcdefghijklmnopqrstuvw", strict=True)
}
_LETTERS = _LATIN | _CYRILLIC
_OTHER = "zz"
_SPACE = "00"
_LONG_NUMBER = 9


def _number_key(digits: str) -> str:
    digits = digits.lstrip("0") or "0"
    if len(digits) < _LONG_NUMBER:
        return f"{len(digits)}{digits}"
    return f"9{min(len(digits), 9999):04}{digits}"


def _letter_key(letter: str) -> str:
    return _LETTERS.get(letter) or _LETTERS.get(fold(letter)[:1], _OTHER)


def sort_key(text: str) -> str:
    """A text whose plain order is the Latvian alphabetical order of the given ones."""
    small = unicodedata.normalize("NFC", text).lower()
    kept = "".join(letter for letter in small if letter.isalpha() or letter.isspace() or letter in "0123456789")
    keys = []
    for piece in _PIECE.findall(kept.strip()):
        if piece[0] in "0123456789":
            keys.append(_number_key(piece))
        else:
            keys.append(_SPACE if piece.isspace() else _letter_key(piece))
    return "".join(keys)


# --- words and their forms ----------------------------------------------------

# They join words and are in every text; "es" is not here, because it is also the European Union.
_JOINING = """
    un vai ar par no uz pie pēc kā kas ko ir lai gan arī ari bet to tā ta šo sis šis šī kur kad ja jo
    the of for to in on and or a an is и в во на с со для по о об к у не
"""
JOINING_WORDS = frozenset(_JOINING.split())


def tokens(text: str) -> list[str]:
    """The words and numbers of the text in small letters; endless ones are cut."""
    clear = _INVISIBLE.sub("", text.replace("\0", " "))
    found = _WORD.findall(_without_marks(unicodedata.normalize("NFC", clear.lower())))
    return [word[:LONGEST_WORD] for word in found]


@lru_cache(maxsize=16384)
def key(word: str) -> str:
    """What the forms of one word have in common; the word is one of `tokens`."""
    return stems.stem(word)


ENGLISH = "§"
"""Before the key of a word that stands in an English text; no word of ours begins so."""


@lru_cache(maxsize=8192)
def english_key(word: str) -> str | None:
    """What the forms of one English word have in common, if it may be an English word at all."""
    return ENGLISH + stems.english_text(word) if word.isascii() and word.isalpha() and 2 < len(word) <= 30 else None


def keys(text: str) -> list[str]:
    """The search key of each word of the text, in order."""
    return [key(word) for word in tokens(text)]


def folded_keys(text: str) -> list[str]:
    """The same keys without diacritics, for words that nobody could restore."""
    return [fold(key(word)) for word in tokens(text)]


@lru_cache(maxsize=4096)
def restored(plain: str) -> tuple[str, ...]:
    """The Latvian words a word without diacritics may stand for, itself first."""
    return (plain, *written(plain))


@lru_cache(maxsize=4096)
def lacks_diacritics(form: str) -> bool:
    """Whether a form seems to be written without the diacritics it should have: biedriba, but not kaza."""
    return form == fold(form) and not stems.is_latvian(form)
