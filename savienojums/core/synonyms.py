"""Words that mean the same, as editors keep them: which of them a question names, and what else it may mean by them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from savienojums.core.marks import Kept
from savienojums.core.models import WordGroup
from savienojums.core.words import JOINING_WORDS, fold, key, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_PHRASES = 24
MOST_WORDS = 5
LONGEST_PHRASE = 80
BARE = "~"
"""Before a key without diacritics."""
_BETWEEN = re.compile(r"[,;\n\r]+")


class Phrase(NamedTuple):
    """A word or a few that stand for one thing."""

    text: str
    words: tuple[str, ...]


class Named(NamedTuple):
    """So many words of a question, from the first on, name a thing that has other names too."""

    length: int
    others: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """All groups, to be asked by the key of a phrase's first word."""

    groups: tuple[tuple[Phrase, ...], ...]
    beginnings: dict[str, tuple[tuple[tuple[str, ...], int], ...]]

    def named(self, readings: Sequence[frozenset[str]]) -> Named | None:
        """The longest phrase with which these words begin (each told by the keys it may have), and its synonyms."""
        longest, found = 0, set[int]()
        for first in readings[0]:
            for keys, group in self.beginnings.get(first, ()):
                if len(keys) >= longest and _are(keys, readings):
                    found = found | {group} if len(keys) == longest else {group}
                    longest = len(keys)
        if not found:
            return None
        said = {_keys(phrase): phrase for group in sorted(found) for phrase in self.groups[group]}
        others = (phrase for phrase in said.values() if not any(_are(keys, readings) for keys in _ways(phrase)))
        return Named(longest, tuple(others))


def readings_of(forms: Iterable[str]) -> frozenset[str]:
    """The keys a word may have that may stand for each of these forms; without diacritics it may be any that has some."""
    return frozenset(
        way for form in forms for way in (key(form), *([BARE + fold(key(form))] if form == fold(form) else []))
    )


def _keys(phrase: Phrase) -> tuple[str, ...]:
    return tuple(map(key, phrase.words))


def _ways(phrase: Phrase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of a phrase as it is written, and typed without diacritics."""
    return _keys(phrase), tuple(BARE + fold(each) for each in _keys(phrase))


def _are(keys: tuple[str, ...], readings: Sequence[frozenset[str]]) -> bool:
    return len(keys) <= len(readings) and all(map(frozenset.__contains__, readings, keys))


def phrases_in(text: str) -> list[str]:
    """The words and phrases of a text that a comma, a semicolon or a line parts; each once, those without words left out."""
    said: dict[tuple[str, ...], str] = {}
    for part in _BETWEEN.split(text):
        clean = " ".join(part.replace("\0", " ").split())
        if words := telling_words(clean):
            said.setdefault(words, clean)
    return list(said.values())


def telling_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase by which it is found: all but those that only join others."""
    words = tokens(phrase)
    return tuple([word for word in words if word not in JOINING_WORDS] or words)


def thesaurus_of(groups: Iterable[Iterable[str]]) -> Thesaurus:
    """The groups, ready to be asked."""
    known = tuple(tuple(Phrase(text, telling_words(text)) for text in group) for group in groups)
    beginnings: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for number, group in enumerate(known):
        for phrase in group:
            for keys in _ways(phrase) if phrase.words else ():
                beginnings[keys[0]].append((keys, number))
    return Thesaurus(known, {first: tuple(ways) for first, ways in beginnings.items()})


def _read() -> Thesaurus:
    return thesaurus_of(WordGroup.objects.standing().values_list("phrases", flat=True))


_THESAURUS = Kept(_read, "synonyms")


def thesaurus() -> Thesaurus:
    """The synonyms as editors keep them now."""
    return _THESAURUS.get()
