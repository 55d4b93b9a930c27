"""What a question may mean: forms of its words, words without diacritics, synonyms, slips of one letter."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from savienojums.core import words
from savienojums.core.models import Word
from savienojums.core.search_near import nearest
from savienojums.core.search_tables import MOST_FORMS, Group, Wanted, Way, forms_like
from savienojums.core.synonyms import Phrase, Thesaurus, readings_of, thesaurus
from savienojums.core.words import english_key, fold, key, lacks_diacritics, restored, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_WORDS = 12
LONGEST_QUESTION = 1_000
SHORTEST_BEGINNING = 3
_QUOTED = re.compile('["“”„«»]([^"“”„«»]*)["“”„«»]')


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of a question: as it was typed, what it was read as, and the keys that mean it."""

    typed: str
    word: str
    quoted: bool = False
    begun: bool = False
    keys: Group = frozenset()

    @property
    def is_similar(self) -> bool:
        """Whether another word is looked for than the one that was typed."""
        return self.word != self.typed


@dataclass(frozen=True, slots=True)
class Other:
    """Another name for what was asked for."""

    phrase: Phrase
    way: Way


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a question that a text must speak of: in its own words, or by another name."""

    asked: tuple[Asked, ...]
    others: tuple[Other, ...] = ()

    @property
    def own(self) -> tuple[Way, ...]:
        """The clause in its own words, if the vocabulary has them all."""
        way = tuple(each.keys for each in self.asked)
        return (way,) if all(way) else ()

    @property
    def ways(self) -> tuple[Way, ...]:
        """All ways of saying it."""
        return (*self.own, *(other.way for other in self.others))


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is understood; a question without words asks nothing."""

    text: str
    clauses: tuple[Clause, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether it has no words."""
        return not self.clauses

    @property
    def can_be_met(self) -> bool:
        """Whether every part of it stands in some text."""
        return all(clause.ways for clause in self.clauses)

    @property
    def has_synonyms(self) -> bool:
        """Whether something is looked for by another name too."""
        return any(clause.others for clause in self.clauses)

    @property
    def exactly(self) -> str:
        """The same words, with those in quotation marks that were read as others."""
        return " ".join(f'"{each.typed}"' if each.typed in self.instead else each.typed for each in _words_of(self))

    def wanted(self) -> list[Wanted]:
        """All parts anywhere; each part in the title; and, where there are synonyms, all parts in their own words."""
        anywhere = [(clause.ways, False) for clause in self.clauses]
        in_title = [[*anywhere[:at], (ways, True), *anywhere[at + 1 :]] for at, (ways, _) in enumerate(anywhere)]
        wanted: list[Wanted] = [anywhere, *in_title]
        if self.has_synonyms and all(clause.own for clause in self.clauses):
            wanted.append([(clause.own, False) for clause in self.clauses])
        return wanted


def question(text: str) -> Question:
    """The question that these words ask, as the vocabulary of all texts understands them; two queries, none by chance."""
    asked = _asked(text)
    return _understood(text, asked) if asked else Question(text)


def forgiven(asked: Question) -> Question | None:
    """The same question with words of the vocabulary instead of those that stand nowhere; nothing if there are none.

    Only a word that stands in no text of any kind is taken for a slip, so a question means the same wherever it is asked.
    """
    doubtful = [each for clause in asked.clauses if not clause.others for each in clause.asked if not each.quoted]
    instead = nearest([(each.word, each.keys) for each in doubtful])
    if not instead:
        return None
    read = [replace(each, word=instead.get(each.word, each.word), keys=frozenset()) for each in _words_of(asked)]
    said = {each.typed: each.word for each in read if each.is_similar}
    return replace(_understood(asked.text, read), instead=said)


def asked_words(text: str) -> list[str]:
    """The words that are looked for: each once, without those that only join others."""
    return [each.typed for each in _asked(text)]


def _words_of(asked: Question) -> list[Asked]:
    return [each for clause in asked.clauses for each in clause.asked]


def _asked(text: str) -> list[Asked]:
    """The words in their order; those in quotation marks are meant as they stand."""
    text, found = text[:LONGEST_QUESTION], dict[str, Asked]()
    for place, part in enumerate(_QUOTED.split(text)):
        for word in tokens(part):
            found.setdefault(word, Asked(word, word, quoted=place % 2 == 1))
    telling = [each for word, each in found.items() if word not in words.JOINING_WORDS]
    asked = (telling or list(found.values()))[:MOST_WORDS]
    if asked and text[-1:].isalnum() and len(_written(asked[-1].word)) >= SHORTEST_BEGINNING:
        asked[-1] = replace(asked[-1], begun=True)
    return asked


def _written(form: str) -> str:
    return fold(form)[: Word.LONGEST_FOLDED]


def _readings(word: str) -> set[str]:
    return {word, _written(word), *restored(_written(word))}


def _understood(text: str, asked: Sequence[Asked]) -> Question:
    found = _named(asked, thesaurus())
    spoken = {each.word for each in asked} | {word for _, others in found for phrase in others for word in phrase.words}
    vocabulary = _Vocabulary.of(spoken, begun=asked[-1].word if asked[-1].begun else None)
    clauses = []
    for parts, others in found:
        ways = (Other(phrase, tuple(vocabulary.group(word) for word in phrase.words)) for phrase in others)
        own = tuple(replace(each, keys=vocabulary.group(each.word, begun=each.begun)) for each in parts)
        clauses.append(Clause(own, tuple(other for other in ways if all(other.way))))
    return Question(text, tuple(clauses))


def _named(asked: Sequence[Asked], known: Thesaurus) -> list[tuple[tuple[Asked, ...], tuple[Phrase, ...]]]:
    """The question in parts: words that have synonyms together, with them, and each other word for itself."""
    if not known.groups:
        return [((each,), ()) for each in asked]
    quoted = frozenset[str]()
    readings = [quoted if each.quoted else readings_of(_readings(each.word)) for each in asked]
    parts, at = [], 0
    while at < len(asked):
        named = known.named(readings[at:]) if readings[at] else None
        length = named.length if named else 1
        parts.append((tuple(asked[at : at + length]), named.others if named else ()))
        at += length
    return parts


class _Vocabulary:
    """The part of the index's words that a question may mean."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self.written: dict[str, set[str]] = defaultdict(set)
        self.keyed: dict[str, set[str]] = defaultdict(set)
        self.careless: dict[str, set[str]] = defaultdict(set)
        for form, folded, folded_key in rows:
            self.written[folded].add(form)
            self.keyed[folded_key].add(key(form))
            if lacks_diacritics(form):
                self.careless[folded_key].add(key(form))
        self.keys = set().union(*self.keyed.values())

    @classmethod
    def of(cls, spoken: set[str], *, begun: str | None) -> _Vocabulary:
        """What the index knows of these words, and of those that begin so."""
        readings = {form for word in spoken for form in _readings(word)}
        return cls(
            forms_like(
                folded={*map(_written, spoken), *filter(None, map(english_key, spoken))},
                folded_keys={_written(key(form)) for form in readings},
                beginning=_written(begun) if begun else None,
            )
        )

    def group(self, word: str, *, begun: bool = False) -> Group:
        """The keys of which a text must have one to speak of this word."""
        group = self.keys_of(word, _readings(word))
        english = english_key(word)
        if english in self.written:
            group = group | {english}
        if begun and not self.has(word):
            group = group | self.keys_beginning(word)
        return frozenset(sorted(group)[:MOST_FORMS])

    def has(self, word: str) -> bool:
        """Whether this very word stands in some text."""
        forms = self.written[_written(word)]
        return bool(forms) if _is_plain(word) else word in forms

    def keys_of(self, word: str, readings: set[str]) -> set[str]:
        """The keys of the words that may be meant: as written, with diacritics restored, at last by the bare stem."""
        if not _is_plain(word) and key(word) in self.keys:
            return {key(word)} | self.careless[_written(key(word))]
        meant = {key(form) for form in readings | self.written[_written(word)]} & self.keys
        if meant and (readings != {word} or not lacks_diacritics(word)):
            return meant
        return meant | self.keyed[_written(key(word))] | self.keyed[_written(key(_written(word)))]

    def keys_beginning(self, word: str) -> set[str]:
        """The keys of the words that begin so."""
        plain = _is_plain(word)
        return {
            key(form)
            for folded, forms in self.written.items()
            if folded.startswith(_written(word))
            for form in forms
            if plain or form.startswith(word)
        }


def _is_plain(word: str) -> bool:
    return _written(word) == word
