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

    from django_stubs_ext import StrOrPromise

    from savienojums.core.search_question import Asked, Clause
    from savienojums.core.search_tables import Group, Way

BEFORE, AFTER, MOST_SPOTS = 50, 130, 2
# A word as it stands in a text, with soft hyphens and loose accents inside.
_WRITTEN_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff])*")


# --- why --------------------------------------------------------------------------


class Field(NamedTuple):
    """A part of a thing in which words may be found."""

    label: StrOrPromise
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


class _Place(NamedTuple):
    """Where the words that answer to something stand first: the number of the part, and there from where to where."""

    field: int
    found: list[tuple[int, int]]


class _Reading:
    """The parts of a thing, taken apart into words one after another, no further than is needed."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = fields
        self.words: list[list[tuple[frozenset[str], int, int]]] = []

    def find(self, group: Group) -> _Place | None:
        """The first part with a word of this group, and all such words there."""
        for number, field in enumerate(self.fields):
            if number == len(self.words):
                self.words.append(_words_of(field))
            if found := [(start, end) for keys, start, end in self.words[number] if keys & group]:
                return _Place(number, found)
        return None

    def find_all(self, way: Way) -> list[_Place] | None:
        """Where each of these groups stands, if all do."""
        places = [place for group in way if (place := self.find(group))]
        return places if len(places) == len(way) else None


def reason_of(question: Question, fields: Sequence[Field]) -> Reason:
    """Where in these parts the words of the question stand, and by what they were recognised.

    Every word is shown where it stands first, so the parts that matter come first.
    """
    reading = _Reading(fields)
    found: list[_Place] = []
    notes: dict[str, None] = {}
    for clause in question.clauses:
        places, told = _read(reading, clause)
        found += places
        notes |= dict.fromkeys(told)
    shown = sorted({place.field for place in found})[:MOST_SPOTS]
    spots = (_spot(fields[number], [place for place in found if place.field == number]) for number in shown)
    return Reason(tuple(spots), tuple(notes))


def _read(reading: _Reading, clause: Clause) -> tuple[list[_Place], list[str]]:
    """Where a clause stands – in its own words, else by the first other name that does – and what to say of that."""
    for own in clause.own:
        if places := reading.find_all(own):
            notes = (
                _form_note(reading.fields[place.field].words, place.found, asked)
                for asked, place in zip(clause.asked, places, strict=True)
            )
            return places, [note for note in notes if note]
    for other in clause.others:
        if places := reading.find_all(other.way):
            typed = " ".join(each.typed for each in clause.asked)
            said = {"found": other.phrase.text, "asked": typed}
            return places, [_("“%(found)s” means the same as “%(asked)s”") % said]
    return [], []


def _words_of(field: Field) -> list[tuple[frozenset[str], int, int]]:
    """Every word of the part: its keys and where it stands."""
    return [
        (_keys_of("".join(tokens(found[0])), field.language), found.start(), found.end())
        for found in _WRITTEN_WORD.finditer(field.words)
    ]


def _keys_of(word: str, language: str) -> frozenset[str]:
    english = english_key(word) if language == "en" else None
    return frozenset({key(word), english}) if english else frozenset({key(word)})


def _form_note(words: str, found: Iterable[tuple[int, int]], asked: Asked) -> str:
    """What to say of a word that does not stand as it was typed; nothing if it does somewhere in this part."""
    if asked.is_similar:
        return _("a similar word: “%(found)s” instead of “%(asked)s”") % {"found": asked.word, "asked": asked.typed}
    forms = {"".join(tokens(words[start:end])) for start, end in found}
    plain = fold(asked.typed)
    if any(fold(form) == plain or (asked.begun and fold(form).startswith(plain)) for form in forms):
        return ""
    return _("another form of “%(asked)s”") % {"asked": asked.typed}


def _spot(field: Field, places: Iterable[_Place]) -> Spot:
    found = sorted({stretch for place in places for stretch in place.found})
    return Spot(str(field.label), _snippet(field.words, found), field.language)


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
