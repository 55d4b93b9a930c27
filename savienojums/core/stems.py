"""What the forms of one word have in common: Latvian, Russian and English endings, and nothing but letters."""

from __future__ import annotations

import re

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


# --- Russian ------------------------------------------------------------------

# Adjectives and participles, verbs, nouns: the longest that fits is taken.
_RUSSIAN_ENDINGS = """
    ого его ому ему ыми ими ым им ый ий ой ей ом ем ых их ую юю ая яя ое ее ые ие
    ать ять ить еть ыть уть ал ала ало али ял яла яло яли ил ила ило или ел ела ело ели
    ает яет ует ют ут ят ат ит ишь ешь аю яю ую ают яют уют
    ами ями ам ям ах ях ов ев иям иях иями ией ию ия ии ья ью ьи ьям ьями ьях ьев
    а е и й о у ы ь ю я
"""
_RUSSIAN = sorted(_RUSSIAN_ENDINGS.split(), key=len, reverse=True)
_SHORTEST_RUSSIAN = 3


def russian(word: str) -> str:
    """A Russian word without its ending."""
    word = word.replace("ё", "е")
    for reflexive in ("ся", "сь"):
        if word.endswith(reflexive) and len(word) - 2 >= _SHORTEST_RUSSIAN:
            word = word[:-2]
            break
    for ending in _RUSSIAN:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_RUSSIAN:
            return word[: -len(ending)]
    return word
