"""What a page shows of a hit: the words marked, and why it was found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from savienojums.core.search_question import SHORTEST_BEGINNING, Question, asked_words
from savienojums.core.words import english_key, fold, key, lacks_diacritics, restored, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from savienojums.core.search_question import Asked
    from savienojums.core.search_tables import Group

BEFORE, AFTER, MOST_SPOTS = 50, 130, 2
# A word as it stands in a text, with soft hyphens and loose accents inside.
_WRITTEN_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff])*")


# --- why --------------------------------------------------------------------------


class Field(NamedTuple):
    """A part of a thing in which words may be found."""

    label: str
    words: str
    language: str = ""


class Spot(NamedTuple):
    """A place where words were found: the name of the part and the words around them."""

    label: str
    snippet: SafeString
    language: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a thing was found; equal ones look alike."""

    says_all: ClassVar[bool] = True

    spots: tuple[Spot, ...] = ()
    notes: tuple[str, ...] = ()


class _Sought(NamedTuple):
    """What is looked for in the parts of a thing, and what to say when it is there."""

    group: Group
    asked: Asked | None
    note: str


class _Hit(NamedTuple):
    """A word of a part that answers to what was asked."""

    field: int
    start: int
    end: int


def reason_of(question: Question, fields: Sequence[Field]) -> Reason:
    """Where in these parts the words of the question stand, and by what they were recognised.

    Every word is shown where it stands first, so the parts that matter come first.
    """
    hits: list[_Hit] = []
    notes: dict[str, None] = {}
    spoken = [_spoken(field) for field in fields]
    for sought in _sought(question, spoken):
        for number, said in enumerate(spoken):
            if found := [(start, end) for keys, start, end in said if keys & sought.group]:
                hits += [_Hit(number, start, end) for start, end in found]
                if note := sought.note or _form_note(fields[number].words, found, sought.asked):
                    notes[note] = None
                break
    shown = sorted({hit.field for hit in hits})[:MOST_SPOTS]
    spots = (
        Spot(fields[number].label, _snippet(fields[number].words, _in(hits, number)), fields[number].language)
        for number in shown
    )
    return Reason(tuple(spots), tuple(notes))


def _spoken(field: Field) -> list[tuple[frozenset[str], int, int]]:
    """Every word of the part: its keys and where it stands."""
    return [
        (_keys_of("".join(tokens(found[0])), field.language), found.start(), found.end())
        for found in _WRITTEN_WORD.finditer(field.words)
    ]


def _keys_of(word: str, language: str) -> frozenset[str]:
    english = english_key(word) if language == "en" else None
    return frozenset({key(word), english}) if english else frozenset({key(word)})


def _sought(question: Question, spoken: Sequence[list[tuple[frozenset[str], int, int]]]) -> Iterator[_Sought]:
    """The words of each clause: its own if they all stand here, otherwise those of the first other name that does."""
    here = frozenset[str]().union(*(keys for said in spoken for keys, _start, _end in said))
    for clause in question.clauses:
        if clause.own and all(each.keys & here for each in clause.asked):
            yield from (_Sought(each.keys, each, "") for each in clause.asked)
            continue
        typed = " ".join(each.typed for each in clause.asked)
        for other in clause.others:
            if all(group & here for group in other.way):
                note = _("“%(found)s” means the same as “%(asked)s”") % {"found": other.phrase.text, "asked": typed}
                yield from (_Sought(group, None, note) for group in other.way)
                break


def _form_note(words: str, found: Iterable[tuple[int, int]], asked: Asked | None) -> str:
    """What to say of a word that does not stand as it was typed; nothing if it does somewhere in this part."""
    if asked is None:
        return ""
    if asked.is_similar:
        return _("a similar word: “%(found)s” instead of “%(asked)s”") % {"found": asked.word, "asked": asked.typed}
    forms = {"".join(tokens(words[start:end])) for start, end in found}
    plain = fold(asked.typed)
    if any(fold(form) == plain or (asked.begun and fold(form).startswith(plain)) for form in forms):
        return ""
    return _("another form of “%(asked)s”") % {"asked": asked.typed}


def _in(hits: Iterable[_Hit], number: int) -> list[tuple[int, int]]:
    return sorted({(hit.start, hit.end) for hit in hits if hit.field == number})


def _snippet(text: str, found: Sequence[tuple[int, int]]) -> SafeString:
    """The words around the first hit, with every hit among them marked."""
    first, last = max(found[0][0] - BEFORE, 0), min(found[0][1] + AFTER, len(text))
    # Not in the middle of a word.
    start = text.find(" ", first, found[0][0]) + 1 if first else 0
    end = text.rfind(" ", found[0][1], last) if last < len(text) else last
    end = end if end > found[0][1] else last
    pieces, at = ["… " if start else ""], start
    for begin, stop in found:
        if begin >= at and stop <= end:
            pieces += [escape(text[at:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
            at = stop
    pieces += [escape(text[at:end]), " …" if end < len(text) else ""]
    return mark_safe("".join(pieces))


# --- marks ------------------------------------------------------------------------


def highlight(text: str, query: str) -> SafeString:
    """The text for a page, with the words marked that the query asks for."""
    asked = asked_words(query)
    exact = {key(word) for word in asked}
    exact |= {key(form) for word in asked if _is_plain(word) for form in restored(word)}
    bare = {fold(key(word)) for word in asked if _is_plain(word)}
    begun = asked[-1] if asked and query[-1:].isalnum() and len(asked[-1]) >= SHORTEST_BEGINNING else None
    return mark_safe("".join(_marked(text, exact, bare, begun)))


def _marked(text: str, exact: set[str], bare: set[str], begun: str | None) -> Iterator[str]:
    at = 0
    for found in _WRITTEN_WORD.finditer(text):
        word = "".join(tokens(found[0]))
        if not (_is_meant(word, exact, bare) or (begun and fold(word).startswith(fold(begun)))):
            continue
        yield escape(text[at : found.start()])
        yield f"<mark>{escape(found[0])}</mark>"
        at = found.end()
    yield escape(text[at:])


def _is_plain(word: str) -> bool:
    return fold(word) == word


def _is_meant(word: str, exact: set[str], bare: set[str]) -> bool:
    plain_key = fold(key(word))
    return key(word) in exact or plain_key in bare or (lacks_diacritics(word) and plain_key in map(fold, exact))
