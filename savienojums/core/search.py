"""One question over many kinds of things: which of them speak of these words, in whatever form they are written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import chain, islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from savienojums.core import search_tables, words
from savienojums.core.models import Word
from savienojums.core.search_tables import MOST_FORMS, Entry, Group, forms_like, tables
from savienojums.core.words import fold, key, lacks_diacritics, restored, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_WORDS = 12
LONGEST_TEXT = 100_000
LONGEST_QUESTION = 1_000
SHORTEST_BEGINNING = 3
TITLE_WEIGHT = 3.0
ROWS_AT_ONCE = 500

# A word as it stands in a text, with soft hyphens and loose accents inside.
_WRITTEN_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff])*")


# --- writing ------------------------------------------------------------------


@transaction.atomic(savepoint=False)
def index(kind: str, rows: Iterable[tuple[int, str, str]]) -> None:
    """Keep the words of these things (number, title, text) instead of what was kept of them before."""
    remaining = iter(rows)
    while batch := list(islice(remaining, ROWS_AT_ONCE)):
        forms: set[str] = set()
        entries = []
        for pk, title, body in batch:
            title_forms, body_forms = tokens(title[:LONGEST_TEXT]), tokens(body[:LONGEST_TEXT])
            forms.update(title_forms, body_forms)
            in_title = frozenset(map(key, title_forms))
            entries.append(Entry(pk, in_title, frozenset(map(key, body_forms)) - in_title))
        # In one order, so that two writers never wait for each other in a circle.
        Word.objects.bulk_create(map(_word, sorted(forms)), ignore_conflicts=True, batch_size=ROWS_AT_ONCE)
        tables().put(kind, entries)


def forget(kind: str, pks: Iterable[int]) -> None:
    """These things are no longer found."""
    tables().remove(kind, pks)


def clear(kind: str) -> None:
    """Nothing of this kind is found until it is indexed again."""
    tables().clear(kind)


def _word(form: str) -> Word:
    return Word(form=form, folded=_written(form), folded_key=_written(key(form)))


def _written(form: str) -> str:
    return fold(form)[: Word.LONGEST_FOLDED]


# --- asking -------------------------------------------------------------------


def matching(kind: str, text: str) -> dict[int, float] | None:
    """Which things of this kind have all words of the text, and how well; nothing if the text has no word."""
    asked = asked_words(text)
    if not asked:
        return None
    groups = _groups(asked, is_typing=text[-1:].isalnum())
    if not all(groups):
        return {}
    return _scores(*tables().hits(kind, groups))


def _scores(everywhere: list[int], *in_title: list[int]) -> dict[int, float]:
    met = Counter(chain.from_iterable(in_title))
    titled = {pk: 1 + TITLE_WEIGHT * count / len(in_title) for pk, count in met.items()}
    scores = dict.fromkeys(everywhere, 1.0) | titled
    most = search_tables.MOST_HITS
    if len(scores) <= most:
        return scores
    best = sorted(titled, key=titled.__getitem__, reverse=True)[:most]
    others = (pk for pk in everywhere if pk not in titled)
    return {pk: scores[pk] for pk in [*best, *islice(others, most - len(best))]}


def count(kind: str) -> int:
    """How many things of this kind can be found."""
    return tables().count(kind)


def asked_words(text: str) -> list[str]:
    """The words that are looked for: each once, without those that only join others."""
    found = list(dict.fromkeys(tokens(text[:LONGEST_QUESTION])))
    telling = [word for word in found if word not in words.JOINING_WORDS]
    return (telling or found)[:MOST_WORDS]


def _groups(asked: list[str], *, is_typing: bool) -> list[Group]:
    readings = {word: {word, _written(word), *restored(_written(word))} for word in asked}
    last = _written(asked[-1])
    vocabulary = _Vocabulary(
        forms_like(
            folded={_written(word) for word in asked},
            folded_keys={_written(key(form)) for forms in readings.values() for form in forms},
            beginning=last if is_typing and len(last) >= SHORTEST_BEGINNING else None,
        )
    )
    groups = [vocabulary.keys_of(word, readings[word]) for word in asked]
    if is_typing and len(last) >= SHORTEST_BEGINNING and not vocabulary.has(asked[-1]):
        groups[-1] |= vocabulary.keys_beginning(asked[-1])
    return [frozenset(sorted(group)[:MOST_FORMS]) for group in groups]


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


def prepare() -> None:
    """Unpack the dictionary, half a second's work, before somebody waits for it."""
    restored(key("meklēt"))


# --- showing ------------------------------------------------------------------


def highlight(text: str, query: str) -> SafeString:
    """The text for a page, with the words marked that the query asks for."""
    asked = asked_words(query)
    exact = {key(word) for word in asked}
    exact |= {key(form) for word in asked if _is_plain(word) for form in restored(word)}
    bare = {_written(key(word)) for word in asked if _is_plain(word)}
    begun = asked[-1] if asked and query[-1:].isalnum() and len(asked[-1]) >= SHORTEST_BEGINNING else None
    return mark_safe("".join(_marked(text, exact, bare, begun)))


def _marked(text: str, exact: set[str], bare: set[str], begun: str | None) -> Iterator[str]:
    at = 0
    for found in _WRITTEN_WORD.finditer(text):
        word = "".join(tokens(found[0]))
        if not (_is_meant(word, exact, bare) or (begun and _written(word).startswith(_written(begun)))):
            continue
        yield escape(text[at : found.start()])
        yield f"<mark>{escape(found[0])}</mark>"
        at = found.end()
    yield escape(text[at:])


def _is_meant(word: str, exact: set[str], bare: set[str]) -> bool:
    plain_key = _written(key(word))
    return key(word) in exact or plain_key in bare or (lacks_diacritics(word) and plain_key in map(_written, exact))
