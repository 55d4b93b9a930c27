"""Whether two short statements say the same in other words, or the contrary: a hint for people, never a decision.

Latvian, Russian and English. Words are brought to their roots without diacritics; need ("vajag", "jā-") is common
ground and falls away; negations, contraries ("vairāk" and "mazāk") and contrasts ("nevis", "nekā") decide the direction.
What it cannot know: who is meant by a pronoun, irony, which of two things "is more important than" the other where
only cases tell it. Measured on the pairs in tests/voices/likeness_pairs.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from savienojums.core import dictionary, stems
from savienojums.core.words import fold, tokens
from savienojums.voices import likeness_words as known
from savienojums.voices.wording import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Mark = TypeVar("Mark")
# Where "the same" begins; chosen on the first half of the pairs, held on the second.
SAME_FROM = 0.62
NEAR_WORDS = 0.72
COMMON_WEIGHT = 0.5
SHARE_OF_WORDS = 0.75
FEWEST_LETTERS = 0.2
SAME_SPELLING = 0.72
LONGEST_COMPARED = 1000
_CYRILLIC = re.compile("[а-я]")
_OUGHT = re.compile(r"ja(?!un)(?=[^aeiou]|uz|at|iz|ie)[a-z]{3,}")
_VERBAL = re.compile(r"(?<=[a-z]{3})[aeio]t$|(?<=[a-z]{3}u)[tj]$")
_PAUSE = re.compile(r"[.!?…;:\s]+")


class Kind(StrEnum):
    """How two statements stand to each other."""

    SAME = "same"
    OPPOSITE = "opposite"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two statements stand to each other, and how much of their words they share (0 to 1)."""

    kind: Kind
    score: float


@dataclass(frozen=True, slots=True)
class Similar(Generic[Mark]):
    """Another statement that says the same or the contrary."""

    mark: Mark
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Thought:
    """What is left of a sentence: roots, those on the unwanted side, and its direction; `bare` is the whole of it."""

    bare: str
    roots: frozenset[str]
    against: frozenset[str]
    direction: int
    grams: frozenset[str]
    # So that the order of two never matters.
    order: tuple[str, ...]


def compare(one: str, other: str) -> Likeness:
    """How two statements stand to each other; the order of the two does not matter."""
    mine, theirs = thought(one), thought(other)
    if mine.bare == theirs.bare:
        return Likeness(Kind.SAME, 1.0)
    return _compared(mine, theirs) if mine.order <= theirs.order else _compared(theirs, mine)


def similar_to(text: str, others: Mapping[Mark, Iterable[str]], most: int = 5) -> list[Similar[Mark]]:
    """Those of the others (each with its words in any languages) that say the same or the contrary, nearest first."""
    found = []
    for mark, texts in others.items():
        nearest = max(
            (compare(text, each) for each in texts if each),
            key=lambda it: (it.kind != Kind.DIFFERENT, it.score),
            default=None,
        )
        if nearest and nearest.kind != Kind.DIFFERENT:
            found.append(Similar(mark, nearest))
    found.sort(key=lambda each: -each.likeness.score)
    return found[:most]


def is_the_same_with_other_spelling(before: str, after: str) -> bool:
    """Whether only spelling was mended: nearly the same letters, and not the contrary."""
    one, other = fold(bare(before))[:LONGEST_COMPARED], fold(bare(after))[:LONGEST_COMPARED]
    if thought(before).direction != thought(after).direction:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME_SPELLING


# --- one sentence ---------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def thought(text: str) -> Thought:
    """What is left of a sentence when everything is taken away that could be said otherwise."""
    plain = _plain(text[:LONGEST_COMPARED])
    for phrase, other in known.PHRASES:
        plain = plain.replace(phrase, other)
    words = tokens(plain)
    english = _is_english(words)
    sides: tuple[set[str], set[str]] = (set(), set())
    negations, doubled, side = 0, 0, 0
    turned: set[str] = set()
    for word in words:
        if word in _words(known.CONTRASTS):
            side = 1
        elif word in _words(known.NEGATIONS):
            negations += 1
        elif word in _words(known.DOUBLED):
            doubled += 1
        else:
            root, denied = _english_root(word) if english else _root(word)
            negations += denied
            # Need is common ground, also where it is denied.
            if word in _joining(english=english) or root in _joining_roots():
                continue
            first, contrary = _contraries(english=english).get(root, (root, False))
            if contrary and not side:
                turned.add(first)
            sides[side].add(first)
    turns = len(turned) + (negations or min(doubled, 1))
    roots = frozenset(sides[0] | sides[1])
    direction = -1 if turns % 2 else 1
    order = (str(direction), *sorted(roots))
    return Thought(bare(text), roots, frozenset(sides[1] - sides[0]), direction, _grams(roots), order)


def _plain(text: str) -> str:
    """Small letters without diacritics; Russian keeps its й, for it is a letter of endings."""
    small = text.lower().replace("ё", "е").replace("’", "'")
    letters = "".join(each if _CYRILLIC.match(each) else fold(each) for each in small)
    return _PAUSE.sub(" ", f" {letters.replace(',', ' , ')} ")


def _is_english(words: list[str]) -> bool:
    """Whether more of its small words are English than Latvian."""
    ours = sum(word in _words(known.JOINING_LATVIAN) for word in words)
    return sum(word in _words(known.JOINING_ENGLISH) for word in words) > ours


@lru_cache(maxsize=16384)
def _root(word: str) -> tuple[str, int]:
    """What the forms of a word share, and whether the form denies it; `word` has no diacritics any more."""
    denied = 0
    if not _CYRILLIC.search(word):
        if word.startswith("ne") and len(word) > 4 and not word.startswith(tuple(_words(known.NOT_NEGATIONS))):
            word, denied = word[2:], 1
        if _OUGHT.fullmatch(word):
            word = word[2:]
    root = _own_root(word)
    return _one_name().get(root, root), denied


@lru_cache(maxsize=4096)
def _english_root(word: str) -> tuple[str, int]:
    root = stems.english_text(word)
    return _one_name(english=True).get(root, root), 0


def _own_root(word: str) -> str:
    """The root before names are made one."""
    if _CYRILLIC.search(word):
        return stems.stem(word)
    return _VERBAL.sub(
        "", min({fold(stems.stem(form)) for form in dictionary.written(word)} or {fold(stems.stem(word))})
    )


# --- two sentences ----------------------------------------------------------------------------------------------------


def _compared(one: Thought, other: Thought) -> Likeness:
    if not one.roots or not other.roots:
        return Likeness(Kind.DIFFERENT, 0.0)
    letters = 2 * len(one.grams & other.grams) / max(1, len(one.grams) + len(other.grams))
    if letters < FEWEST_LETTERS:
        # Words that are nearly the same share most of their letters; where hardly any are shared, none are.
        return Likeness(Kind.DIFFERENT, round((1 - SHARE_OF_WORDS) * letters, 3))
    pairs = list(_pairs(one.roots, other.roots))
    shared = sum(_weight(mine) + _weight(theirs) for mine, theirs, _near in pairs)
    whole = sum(map(_weight, one.roots)) + sum(map(_weight, other.roots))
    score = round(SHARE_OF_WORDS * shared / whole + (1 - SHARE_OF_WORDS) * letters, 3)
    if score < SAME_FROM:
        return Likeness(Kind.DIFFERENT, score)
    turned = one.direction * other.direction * (-1 if _is_crossed(one, other, pairs) else 1)
    return Likeness(Kind.SAME if turned > 0 else Kind.OPPOSITE, score)


def _is_crossed(one: Thought, other: Thought, pairs: list[tuple[str, str, float]]) -> bool:
    """Whether what one wants is what the other does not: roads, not festivals; festivals, not roads."""
    if not one.against or not other.against:
        return False
    sides = [(mine in one.against, theirs in other.against) for mine, theirs, _near in pairs]
    return sum(mine != theirs for mine, theirs in sides) > sum(mine and theirs for mine, theirs in sides)


def _pairs(one: frozenset[str], other: frozenset[str]) -> Iterator[tuple[str, str, float]]:
    """Each root with its neighbour in the other sentence: the same, or nearly so."""
    for root in sorted(one & other):
        yield root, root, 1.0
    left, right = sorted(one - other), sorted(other - one)
    near = sorted((-_near(mine, theirs), mine, theirs) for mine in left for theirs in right)
    taken: set[str] = set()
    for score, mine, theirs in near:
        if -score < NEAR_WORDS:
            break
        if f"<{mine}" not in taken and f">{theirs}" not in taken:
            taken |= {f"<{mine}", f">{theirs}"}
            yield mine, theirs, -score


@lru_cache(maxsize=65536)
def _near(one: str, other: str) -> float:
    """How many pairs of letters two roots share, one for all of them; a prefix of a verb counts little."""
    short, long = sorted((one, other), key=len)
    if len(short) >= 5 and long.endswith(short) and len(long) - len(short) <= 3:
        return 0.9
    if one[0] != other[0] or min(len(one), len(other)) < 4:
        return 0.0
    mine, theirs = ({word[at : at + 2] for at in range(len(word) - 1)} for word in (one, other))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _weight(root: str) -> float:
    return COMMON_WEIGHT if root in _common() else 1.0


def _grams(roots: Iterable[str]) -> frozenset[str]:
    return frozenset(f" {root} "[at : at + 3] for root in roots for at in range(len(root)))


# --- small words ---------------------------------------------------------------------------------------------------------


@cache
def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


@cache
def _joining(*, english: bool) -> frozenset[str]:
    return _words(known.JOINING_ENGLISH if english else known.JOINING_LATVIAN + known.JOINING_RUSSIAN)


@cache
def _joining_roots() -> frozenset[str]:
    """Roots of need, so that every form of them falls away."""
    needs = "vajadzet vajag vajadzigs nepieciesams drikst varet butu jabut jaievies"
    return frozenset(_root(word)[0] for word in needs.split())


@cache
def _common() -> frozenset[str]:
    return frozenset(root for word in known.COMMON.split() for root in _roots_of(word))


@cache
def _one_name(*, english: bool = False) -> dict[str, str]:
    """Roots of several names of one thing, each with the root of the first."""
    named: dict[str, str] = {}
    for line in known.SAME.strip().splitlines():
        first, *others = (_roots_of(word)[english] for word in line.split())
        named |= {other: first for other in others if other != first}
    return named


@cache
def _contraries(*, english: bool) -> dict[str, tuple[str, bool]]:
    """Roots that are said as another root and turn the sentence round."""
    turned: dict[str, tuple[str, bool]] = {}
    names = _one_name(english=english)
    for pair in known.CONTRARIES.split():
        first, other = (names.get(root, root) for root in (_roots_of(word)[english] for word in pair.split(":")))
        if first != other:
            turned[other] = (first, True)
    return turned


def _roots_of(word: str) -> tuple[str, str]:
    """Its root in a Latvian or Russian sentence, and in an English one."""
    return _own_root(word), stems.english_text(word)
