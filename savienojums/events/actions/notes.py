"""Notes of a focus group: stretches of text under the questions of its guide, without names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.consents import number_people
from savienojums.events.actions.lines import line
from savienojums.events.coding_passages import relocated
from savienojums.events.models import FocusNote, Quote
from savienojums.events.notes_names import moved, names_in, without_names
from savienojums.events.rules import focus as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import FocusGroup

MOST_NOTES, LONGEST = 200, 60_000


class NoteChanged(Refused):
    """Somebody else wrote into the same stretch meanwhile."""

    sentence = gettext_lazy(
        "Somebody else changed this stretch of notes meanwhile. Copy what you wrote, load the page anew and put it in."
    )


class TooManyNotes(Refused):
    """So many stretches nobody reads."""

    sentence = gettext_lazy("A focus group has at most 200 stretches of notes. Go on in one of them.")


class QuotesStandOnIt(Refused):
    """What was quoted would hang in the air."""

    sentence = gettext_lazy("Quotes were marked in this stretch of notes. Remove them first, then the stretch.")


@transaction.atomic
def begin_notes(*, by: Person, focus_group: FocusGroup, at: datetime) -> None:
    """A field for each question of the guide that has none, and a number for each who takes part."""
    allow(rules.may_begin_notes, by, focus_group)
    questions = focus_group.questions() or [""]
    there = set(focus_group.notes.values_list("question", flat=True))
    last = focus_group.notes.count()
    FocusNote.objects.bulk_create(
        FocusNote(focus_group=focus_group, question=question[:300], text="", position=last + place)
        for place, question in enumerate(questions, 1)
        if question[:300] not in there
    )
    number_people(focus_group)
    line("events.notes_begun", focus_group.event, by=by, at=at)


@transaction.atomic
def add_note(*, by: Person, focus_group: FocusGroup, question: str, text: str, at: datetime) -> FocusNote:
    """One more stretch of notes, under a question or under none."""
    allow(rules.may_add_note, by, focus_group)
    last = focus_group.notes.count()
    if last >= MOST_NOTES:
        raise TooManyNotes
    number_people(focus_group)
    made = FocusNote.objects.create(focus_group=focus_group, question=question, text=text, position=last + 1)
    line("events.note_added", focus_group.event, by=by, at=at)
    return made


@transaction.atomic
def change_note(*, by: Person, note: FocusNote, text: str, seen: str, at: datetime) -> FocusNote:
    """Write on in a stretch; quotes keep their place. `seen` is the text's mark when the writer last had it.

    The journal hears of it once an hour, for the page saves by itself.
    """
    allow(rules.may_change_note, by, note)
    note = FocusNote.objects.select_for_update().select_related("focus_group__event").get(pk=note.pk)
    if text == note.text:
        return note
    if seen != note.mark:
        raise NoteChanged
    old, note.text = note.text, text
    note.save(update_fields=["text"])
    for quote in note.quotes.all():
        place = relocated(old, text, quote.begins, quote.ends)
        if place and place != (quote.begins, quote.ends):
            quote.begins, quote.ends = place
            quote.save(update_fields=["begins", "ends"])
    if note.told_at is None or (at - note.told_at).total_seconds() >= 3600:
        note.told_at = at
        note.save(update_fields=["told_at"])
        line("events.note_changed", note.focus_group.event, by=by, at=at)
    return note


@transaction.atomic
def remove_note(*, by: Person, note: FocusNote, at: datetime) -> None:
    """Throw a stretch away."""
    allow(rules.may_remove_note, by, note)
    if note.quotes.exists():
        raise QuotesStandOnIt
    event = note.focus_group.event
    note.delete()
    line("events.note_removed", event, by=by, at=at)


@transaction.atomic
def replace_names(*, by: Person, note: FocusNote, only: str = "", voice: int = 0, at: datetime) -> int:
    """Put numbers in the place of names, in the notes and in the quotes taken from them; how many there were.

    `only` and `voice` say of one word which of several namesakes it means.
    """
    allow(rules.may_replace_names, by, note)
    note = FocusNote.objects.select_for_update().select_related("focus_group__event").get(pk=note.pk)
    people = people_of(note.focus_group)
    found = names_in(note.text, people)
    if only:
        found = [type(each)(each.begins, each.ends, each.text, (voice,)) for each in found
                 if each.text == only and voice in each.voices]  # fmt: skip
    count = _put(note, *without_names(note.text, found))
    line("events.names_replaced", note.focus_group.event, by=by, at=at, count=count)
    return count


def leave_no_names(focus_group: FocusGroup) -> None:
    """Before the list goes: whoever is named in notes and quotes is a number there, or three dots where none is known.

    Afterwards nobody could find these names any more, and people agreed to notes without them.
    """
    numbers = dict(focus_group.voices.filter(attendance__isnull=False).values_list("attendance_id", "number"))
    rows = focus_group.event.attendances.values_list("pk", "name")
    people = {numbers.get(key, -place): name for place, (key, name) in enumerate(rows, 1)}
    for note in focus_group.notes.all():
        if found := names_in(note.text, people):
            _put(note, *without_names(note.text, found, otherwise="[…]"))


def _put(note: FocusNote, text: str, changes: list[tuple[int, int, int]]) -> int:
    """Let this stand in the note and in the quotes taken from it; how many names are gone."""
    note.text = text
    note.save(update_fields=["text"])
    for quote in note.quotes.all():
        begins, ends = moved(quote.begins, quote.ends, changes)
        Quote.objects.filter(pk=quote.pk).update(begins=begins, ends=ends, text=text[begins:ends])
    return len(changes)


def people_of(focus_group: FocusGroup) -> dict[int, str]:
    """Who stands behind which number, as long as that is known."""
    voices = focus_group.voices.filter(attendance__isnull=False).select_related("attendance")
    return {voice.number: voice.attendance.name for voice in voices if voice.attendance}
