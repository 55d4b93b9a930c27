"""Quotes out of the notes, what they are about, and the codes that all focus groups share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.core.words import fold
from savienojums.events.actions.findings import insist_on_consent, insist_on_no_names
from savienojums.events.actions.lines import line
from savienojums.events.coding_passages import passage
from savienojums.events.models import Code, Quote
from savienojums.events.rules import focus as rules
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import FocusGroup, FocusNote
    from savienojums.network.models import Place

MOST_CODES_AT_ONCE = 20


class NotInTheNotes(Refused):
    """A quote must stand in the notes, so that it can be traced back."""

    sentence = gettext_lazy(
        "These words do not stand in this stretch of notes. Copy them from the notes as they are, "
        "or write the first and the last words with three points between."
    )


class MarkedAlready(Refused):
    """The very same passage is a quote already."""

    sentence = gettext_lazy("This passage is marked already. Change its codes there.")


class SameName(Refused):
    """Two codes of one name could not be told apart."""

    sentence = gettext_lazy("There is a code of this name already. Merge the two instead.")


class IntoItself(Refused):
    """A code cannot be merged into itself."""

    sentence = gettext_lazy("Choose another code to merge this one into.")


@dataclass(frozen=True, slots=True)
class Heard:
    """Who said it, only as far as it matters, and what it is about; new codes by their names."""

    voice: str = ""
    age_band: str = ""
    place: Place | None = None
    kind: str = ""
    codes: tuple[Code, ...] = ()
    new_codes: tuple[str, ...] = ()


@transaction.atomic
def mark_quote(*, by: Person, note: FocusNote, words: str, near: int, heard: Heard, at: datetime) -> Quote:
    """Keep a passage of the notes as a quote; of the voice whatever the list of participants knows, unless it is said."""
    allow(rules.may_mark_quote, by, note)
    found = passage(note.text, words, near)
    if found is None:
        raise NotInTheNotes
    begins, ends = found
    if note.quotes.filter(begins=begins, ends=ends).exists():
        raise MarkedAlready
    heard = _with_what_is_known(note.focus_group, heard)
    _insist_on_what_is_read(note.focus_group, heard.voice, note.text[begins:ends])
    quote = Quote.objects.create(
        note=note,
        begins=begins,
        ends=ends,
        text=note.text[begins:ends],
        voice=heard.voice,
        age_band=heard.age_band,
        place=heard.place,
        kind=heard.kind,
        coded_by=by,
    )
    quote.codes.set([*heard.codes, *_codes_named(heard.new_codes, by)])
    line("events.quote_marked", note.focus_group.event, by=by, at=at)
    return quote


@transaction.atomic
def change_quote(*, by: Person, quote: Quote, heard: Heard, at: datetime) -> None:
    """Say otherwise who spoke and what about."""
    allow(rules.may_change_quote, by, quote)
    _insist_on_what_is_read(quote.note.focus_group, heard.voice)
    quote.voice, quote.age_band, quote.place, quote.kind = heard.voice, heard.age_band, heard.place, heard.kind
    quote.save(update_fields=["voice", "age_band", "place", "kind"])
    quote.codes.set([*heard.codes, *_codes_named(heard.new_codes, by)])
    line("events.quote_changed", quote.note.focus_group.event, by=by, at=at)


@transaction.atomic
def remove_quote(*, by: Person, quote: Quote, at: datetime) -> None:
    """Take the mark away; the notes stay as they are."""
    allow(rules.may_remove_quote, by, quote)
    event = quote.note.focus_group.event
    quote.delete()
    line("events.quote_removed", event, by=by, at=at)


@transaction.atomic
def add_code(*, by: Person, focus_group: FocusGroup, name: str, note: str = "", at: datetime) -> Code:
    """A code of that name: the one there is, in whatever letters it is written, or a new one."""
    allow(rules.may_add_code, by, focus_group)
    code = _codes_named((name,), by)[0]
    if note and not code.note:
        code.note = note
        code.save(update_fields=["note"])
    line("events.code_added", focus_group.event, by=by, at=at)
    return code


@transaction.atomic
def change_code(*, by: Person, code: Code, name: str, note: str, at: datetime) -> None:
    """Call a code otherwise, or say better what belongs to it."""
    allow(rules.may_change_code, by, code)
    if any(fold(other) == fold(name) for other in Code.objects.exclude(pk=code.pk).values_list("name", flat=True)):
        raise SameName
    old, code.name, code.note = code.name, name, note
    code.save(update_fields=["name", "note"])
    record("events.code_changed", by=by, subject=code, at=at, audience=Audience.EDITORS, name=[old, name])


@transaction.atomic
def merge_codes(*, by: Person, code: Code, into: Code, at: datetime) -> int:
    """All quotes of one code get the other; the first is gone. How many quotes it had."""
    allow(rules.may_merge_codes, by, code, into)
    if code.pk == into.pk:
        raise IntoItself
    quotes = list(code.quotes.all())
    into.quotes.add(*quotes)
    name = code.name
    code.delete()
    record("events.codes_merged", by=by, subject=into, at=at, audience=Audience.EDITORS, gone=name, count=len(quotes))
    return len(quotes)


def _insist_on_what_is_read(focus_group: FocusGroup, voice: str, text: str = "") -> None:
    """What is added once the findings are out is out at once, so it is looked at now."""
    if focus_group.released_at:
        insist_on_consent(focus_group, [voice])
        insist_on_no_names(focus_group, [text])


def _codes_named(names: Sequence[str], by: Person) -> list[Code]:
    """The codes of these names; letters large or small, with their marks or without, make no other code."""
    wanted: dict[str, str] = {}
    for name in filter(str.strip, names):
        wanted.setdefault(fold(name), name)
    if not wanted:
        return []
    known = {fold(code.name): code for code in Code.objects.all()}
    return [known.get(key) or Code.objects.create(name=name, made_by=by) for key, name in wanted.items()]


def _with_what_is_known(focus_group: FocusGroup, heard: Heard) -> Heard:
    """Age, place and kind from the list of participants where nobody said them."""
    number = heard.voice.removeprefix("P")
    if not number.isdigit():
        return heard
    rows = focus_group.voices.filter(number=int(number), attendance__isnull=False)
    voice = rows.select_related("attendance__place", "attendance__mix_choice__cell").first()
    if voice is None or voice.attendance is None:
        return heard
    person = voice.attendance
    choice = getattr(person, "mix_choice", None)
    return Heard(
        heard.voice,
        heard.age_band or person.age_band or (choice.cell.age_band if choice else ""),
        heard.place or person.place,
        heard.kind or (choice.cell.kind if choice else ""),
        heard.codes,
        heard.new_codes,
    )
