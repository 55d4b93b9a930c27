"""Slips of one letter: the word of the vocabulary that a word standing in no text was probably meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from savienojums.core import search_tables
from savienojums.core.stems import is_latvian
from savienojums.core.words import fold, key, restored

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from savienojums.core.search_tables import Group

SHORTEST = 4
# Nobody notices a slip in a longer word, and there would be too many ways to write it.
LONGEST = 24
MOST_NEAR = 24
MOST_COUNTED = 200
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщъыьэюя"


class _Near(NamedTuple):
    """A word that differs by one letter; of its forms the one that was most likely meant."""

    form: str
    group: Group


def nearest(asked: Sequence[tuple[str, Group]]) -> dict[str, str]:
    """For each of these words (with the keys that mean it) that stands in no text, the word that was probably meant.

    What the dictionary knows is no slip: that nothing speaks of it is the answer.
    """
    long = [(word, keys) for word, keys in asked if SHORTEST <= len(word) <= LONGEST and _may_be_a_slip(word)]
    known = [keys for _, keys in long if keys]
    counts = dict(zip(known, search_tables.tables().counts(known, 1), strict=True)) if known else {}
    missing = [word for word, keys in long if not counts.get(keys)]
    found = ((word, _nearest(word)) for word in missing)
    return {word: near for word, near in found if near}


def _may_be_a_slip(word: str) -> bool:
    return word.isalpha() and not is_latvian(word) and len(restored(fold(word))) == 1


def _nearest(word: str) -> str | None:
    near = _near(word)[:MOST_NEAR]
    if not near:
        return None
    counts = search_tables.tables().counts([each.group for each in near], MOST_COUNTED)
    standing = [(each.form, count) for each, count in zip(near, counts, strict=True) if count]
    plain = fold(word)
    # As it is written before how it is inflected; then what more texts speak of; a slip in the first letter is rare.
    return min(
        standing,
        key=lambda one: (OSA.distance(fold(one[0]), plain) > 1, -one[1], fold(one[0])[0] != plain[0], one[0]),
        default=(None, 0),
    )[0]


def _near(word: str) -> list[_Near]:
    """The words of the vocabulary one slip away, those that are written so first; one for each key."""
    plain, stem = fold(word), fold(key(word))
    forms = search_tables.forms_near(
        folded=set(slips(plain)), folded_keys=set(slips(stem)) if len(stem) >= SHORTEST else set()
    )
    by_key: dict[str, str] = {}
    for form in sorted(forms, key=lambda form: (OSA.distance(fold(form), plain), form)):
        if form.isalpha():
            by_key.setdefault(key(form), form)
    return [_Near(form, frozenset({own})) for own, form in by_key.items()]


def slips(word: str) -> Iterator[str]:
    """Every way to write a word with one letter left out, changed, put in, or two neighbours swapped."""
    letters = _LATIN if word.isascii() else _CYRILLIC
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
