"""One question over many kinds of things: which of them speak of these words, in whatever form they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from savienojums.core import search_tables
from savienojums.core.models import Word
from savienojums.core.search_question import Question, asked_words, forgiven, question
from savienojums.core.search_tables import Entry, tables
from savienojums.core.words import ENGLISH, english_key, fold, key, restored, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Found", "Question", "Text", "answer", "asked_words", "find", "index", "matching", "question", "texts"]

LONGEST_TEXT = 100_000
TITLE_WEIGHT = 3.0
# Even in the title another name counts less than the word itself anywhere.
SYNONYM_WEIGHT = 0.2
ROWS_AT_ONCE = 500


# --- writing ------------------------------------------------------------------


class Text(NamedTuple):
    """Words of a thing, and their language where it is known."""

    words: str
    language: str = ""


Texts = str | Sequence[Text]


def texts(*said: str | Mapping[str, str]) -> list[Text]:
    """Words in no known language, and words in several."""
    return [
        text
        for one in said
        for text in ([Text(one)] if isinstance(one, str) else [Text(told, code) for code, told in one.items()])
        if text.words
    ]


@transaction.atomic(savepoint=False)
def index(kind: str, rows: Iterable[tuple[int, Texts, Texts]]) -> None:
    """Keep the words of these things (number, title, text) instead of what was kept of them before."""
    remaining = iter(rows)
    while batch := list(islice(remaining, ROWS_AT_ONCE)):
        forms: set[str] = set()
        entries = []
        for pk, title, body in batch:
            in_title, in_body = _keys(title, forms), _keys(body, forms)
            entries.append(Entry(pk, in_title, in_body - in_title))
        # In one order, so that two writers never wait for each other in a circle.
        Word.objects.bulk_create(map(_word, sorted(forms)), ignore_conflicts=True, batch_size=ROWS_AT_ONCE)
        tables().put(kind, entries)


def _keys(said: Texts, forms: set[str]) -> frozenset[str]:
    """The keys of these texts; the forms are put to the others."""
    keys: set[str] = set()
    for text in [Text(said)] if isinstance(said, str) else said:
        found = tokens(text.words[:LONGEST_TEXT])
        forms.update(found)
        keys.update(map(key, found))
        if text.language == "en":
            english = set(filter(None, map(english_key, found)))
            forms |= english
            keys |= english
    return frozenset(keys)


def forget(kind: str, pks: Iterable[int]) -> None:
    """These things are no longer found."""
    tables().remove(kind, pks)


def clear(kind: str) -> None:
    """Nothing of this kind is found until it is indexed again."""
    tables().clear(kind)


def forget_all() -> None:
    """Nothing is found until everything is indexed again; words whose texts are gone are forgotten with the rest."""
    tables().clear()
    Word.objects.all().delete()


def _word(form: str) -> Word:
    return Word(form=form, folded=_written(form), folded_key=_written(form if form.startswith(ENGLISH) else key(form)))


def _written(form: str) -> str:
    return fold(form)[: Word.LONGEST_FOLDED]


# --- asking -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """Which things have what was asked for, and how well; no scores at all if nothing was asked."""

    question: Question
    scores: dict[int, float] | None

    @property
    def instead(self) -> Mapping[str, str]:
        """Words that stand in no text, and the similar ones that were looked for instead."""
        return self.question.instead


def find(kind: str, text: str) -> Found:
    """The things of this kind that speak of these words."""
    return answer(kind, question(text))


def matching(kind: str, text: str) -> dict[int, float] | None:
    """Which things of this kind have all words of the text, and how well; nothing if the text has no word."""
    return find(kind, text).scores


def answer(kind: str, asked: Question) -> Found:
    """The things of this kind that answer the question; words that stand nowhere are read as similar ones."""
    if asked.is_empty:
        return Found(asked, None)
    if scores := _scores(kind, asked):
        return Found(asked, scores)
    if not asked.instead and (similar := forgiven(asked)) and (scores := _scores(kind, similar)):
        return Found(similar, scores)
    return Found(asked, {})


def _scores(kind: str, asked: Question) -> dict[int, float]:
    if not asked.can_be_met:
        return {}
    parts = len(asked.clauses)
    everywhere, *more = tables().hits(kind, asked.wanted())
    scores = _weighed(everywhere, more[:parts])
    if asked.has_synonyms:
        own = set(chain.from_iterable(more[parts:]))
        return {pk: score if pk in own else score * SYNONYM_WEIGHT for pk, score in scores.items()}
    return scores


def _weighed(everywhere: list[int], in_title: Sequence[list[int]]) -> dict[int, float]:
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


def prepare() -> None:
    """Unpack the dictionary, half a second's work, before somebody waits for it."""
    restored(key("meklēt"))
