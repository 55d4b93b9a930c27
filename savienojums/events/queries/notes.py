"""Notes of a focus group as they are written: by question, with names that slipped in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.core.refusal import NotFound
from savienojums.core.rich import contacts_in
from savienojums.events.models import FocusNote
from savienojums.events.notes_names import names_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from savienojums.events.models import FocusGroup, Voice


@dataclass(frozen=True, slots=True)
class NamedWord:
    """A word of the notes that is somebody's name: whose number may stand there instead."""

    text: str
    voices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoteShown:
    """One stretch with what is to be looked at again."""

    note: FocusNote
    named: tuple[NamedWord, ...]
    contacts: tuple[str, ...]
    # Numbers of people who took their consent back and still stand in the text.
    withdrawn: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether there are names that are one person's, to be replaced at once."""
        return any(len(each.voices) == 1 for each in self.named)

    @property
    def unsure(self) -> list[NamedWord]:
        """Names that several people bear; somebody has to say who is meant."""
        return [each for each in self.named if len(each.voices) > 1]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The notes under one question."""

    question: str
    notes: tuple[NoteShown, ...]


def voices_of(focus_group: FocusGroup) -> list[Voice]:
    """The numbers and, as long as it is known, the people behind them."""
    return list(focus_group.voices.select_related("attendance"))


def names_of(voices: list[Voice]) -> dict[int, str]:
    """Number → name."""
    return {each.number: each.attendance.name for each in voices if each.attendance}


def note_for(focus_group: FocusGroup, public_id: str) -> FocusNote:
    """One stretch of its notes."""
    found = FocusNote.objects.filter(focus_group=focus_group, public_id=public_id).first()
    if found is None:
        raise NotFound
    found.focus_group = focus_group
    return found


def shown_note(note: FocusNote, names: Mapping[int, str], gone: list[str]) -> NoteShown:
    """A stretch with the names that stand in it."""
    # One word may stand often; it is asked about once.
    named = dict.fromkeys(NamedWord(each.text, each.voices) for each in names_in(note.text, names))
    withdrawn = tuple(voice for voice in gone if voice in _words(note.text))
    return NoteShown(note, tuple(named), tuple(contacts_in(note.text)), withdrawn)


def chapters_of(focus_group: FocusGroup, voices: list[Voice]) -> list[Chapter]:
    """All notes in the order of the guide, those of other questions after them."""
    names, gone = names_of(voices), gone_of(voices)
    by_question: dict[str, list[NoteShown]] = {question[:300]: [] for question in focus_group.questions()}
    for note in focus_group.notes.all():
        note.focus_group = focus_group
        by_question.setdefault(note.question, []).append(shown_note(note, names, gone))
    return [Chapter(question, tuple(notes)) for question, notes in by_question.items()]


def gone_of(voices: list[Voice]) -> list[str]:
    """The numbers whose people took their consent back."""
    return [str(each) for each in voices if each.withdrawn_at]


def _words(text: str) -> set[str]:
    return {word.strip(".,:;!?()[]–—-„”“\"'") for word in text.split()}
