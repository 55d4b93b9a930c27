"""Names of participants that slipped into notes which are to be without them, in whatever case they stand.

Pure core: no Django, no database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from savienojums.core import dictionary, words
from savienojums.core.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CYRILLIC = re.compile("[А-яЁё]")
# Endings of Latvian names in all cases, without diacritics, the longest first.
_ENDING = re.compile(r"(?:iem|iet|ies|ais|ai|ei|am|im|um|em|os|as|es|is|us|ie|a|e|i|u|o|s)$")
# Before some of them a consonant changes: Briedis, Brieža; Lācis, Lāča; Valtis, Valša.
_SOFTENED = {"d": "z", "t": "s"}
# Endings of Russian names: Иванова, Ивановой, Ивановым; Мария, Марии.
_RUSSIAN_ENDING = re.compile(
    r"(?:ого|ому|ыми|ами|ями|ой|ый|ий|ая|яя|ою|ею|ей|ым|ом|ем|ам|ям|ах|ях|ую|ых|а|я|ы|и|у|ю|е|ь|й|о)$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the text that names somebody, and under which numbers they may stand: one, or several namesakes."""

    begins: int
    ends: int
    text: str
    voices: tuple[int, ...]


def names_in(text: str, people: Mapping[int, str]) -> list[Found]:
    """Where the text names one of these people (number → name), words of one person that follow each other as one."""
    known = _known(people)
    hits: list[Found] = []
    for match in _WORD.finditer(text):
        voices = _voices(match[0], known)
        if not voices:
            continue
        before = hits[-1] if hits else None
        if before and not text[before.ends : match.start()].strip(" ") and (both := voices & set(before.voices)):
            hits[-1] = Found(before.begins, match.end(), text[before.begins : match.end()], tuple(sorted(both)))
        else:
            hits.append(Found(match.start(), match.end(), match[0], tuple(sorted(voices))))
    return hits


def without_names(text: str, found: Iterable[Found], otherwise: str = "") -> tuple[str, list[tuple[int, int, int]]]:
    """The text with numbers for names, and the changes as begin, end and length of what stands there now.

    Only names that are one person's are replaced; others, and those of people without a number (none is below 1), if
    it is said by what.
    """
    pieces, changes, at = [], [], 0
    for each in found:
        known = len(each.voices) == 1 and each.voices[0] >= 1
        number = f"P{each.voices[0]}" if known else otherwise
        if not number:
            continue
        pieces += [text[at : each.begins], number]
        changes.append((each.begins, each.ends, len(number)))
        at = each.ends
    return "".join([*pieces, text[at:]]), changes


def moved(begins: int, ends: int, changes: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """Where a stretch stands after such changes; one that cut through a name holds all of its number."""
    first, last = begins, ends
    for start, end, length in changes:
        shift = length - (end - start)
        if end <= begins:
            first, last = first + shift, last + shift
        elif start < ends:
            # The name lies in the stretch, or the stretch begins or ends within the name.
            first -= max(0, begins - start)
            last += shift + max(0, end - ends)
    return first, last


def _known(people: Mapping[int, str]) -> dict[str, set[int]]:
    known: dict[str, set[int]] = {}
    for number, name in people.items():
        for word in _WORD.findall(name):
            for part in word.split("-"):
                if len(part) >= SHORTEST:
                    for stem in _stems(part):
                        known.setdefault(stem, set()).add(number)
    return known


def _voices(word: str, known: dict[str, set[int]]) -> set[int]:
    """Whose name this may be. A small letter makes it one only if it is no word of the language: "anna", not "liepa"."""
    found: set[int] = set()
    for part in word.split("-"):
        if len(part) < SHORTEST or (part[:1].islower() and _is_a_word(part)):
            continue
        found |= set().union(*(known.get(stem, ()) for stem in _stems(part)))
    return found


def _is_a_word(word: str) -> bool:
    return dictionary.lemma(word) is not None or word in words.JOINING_WORDS


@lru_cache(maxsize=8192)
def _stems(word: str) -> frozenset[str]:
    """What the forms of a name have in common; several where a consonant may have changed."""
    small = word.lower()
    if _CYRILLIC.search(word):
        bare = _RUSSIAN_ENDING.sub("", small.replace("ё", "е"))
        return frozenset({bare}) if len(bare) >= 2 else frozenset({small})
    plain = fold(small)
    bare = _ENDING.sub("", plain)
    if len(bare) < 2:
        return frozenset({plain})
    softened = _SOFTENED.get(bare[-1])
    # Jānis, Jāni, Jāņa fall together once the marks are off.
    return frozenset({bare, bare[:-1] + softened}) if softened else frozenset({bare})
