"""Notes without names: begun, written on, names become numbers, quotes keep their place."""

from datetime import timedelta

import pytest

from savienojums.core.refusal import NotAllowed
from savienojums.events.actions import notes as acts
from savienojums.events.queries import notes as queries
from savienojums.journal.models import Record
from tests import make
from tests.events.focus import NAMES, focus_group, note, quote, voices

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(contact):
    return focus_group(contact, *NAMES, guide="Kā Jūs braucat?\nKas traucē?")


def test_there_is_a_field_for_each_question_and_a_number_for_each_person(group, contact):
    acts.begin_notes(by=contact, focus_group=group, at=make.NOW)
    acts.begin_notes(by=contact, focus_group=group, at=make.NOW)
    assert [each.question for each in group.notes.all()] == ["Kā Jūs braucat?", "Kas traucē?"]
    assert acts.people_of(group) == dict(enumerate(NAMES, 1))


def test_others_neither_begin_nor_write(group, contact, outsider):
    stretch = note(group)
    for act, details in (
        (acts.begin_notes, {"focus_group": group}),
        (acts.add_note, {"focus_group": group, "question": "", "text": "x"}),
        (acts.change_note, {"note": stretch, "text": "x", "seen": stretch.mark}),
        (acts.remove_note, {"note": stretch}),
        (acts.replace_names, {"note": stretch}),
    ):
        with pytest.raises(NotAllowed):
            act(by=outsider, at=make.NOW, **details)


def test_writing_on_is_told_to_the_journal_once_an_hour_and_without_words(group, contact):
    stretch = note(group, "a")
    for minutes, text in ((0, "ab"), (5, "abc"), (59, "abcd"), (61, "abcde")):
        at = make.NOW + timedelta(minutes=minutes)
        stretch = acts.change_note(by=contact, note=stretch, text=text, seen=stretch.mark, at=at)
    lines = Record.objects.filter(verb="events.note_changed")
    assert lines.count() == 2
    assert {str(each.particulars) for each in lines} == {"{}"}


def test_two_who_write_at_once_do_not_lose_each_others_words(group, contact):
    stretch = note(group, "sākums")
    seen = stretch.mark
    acts.change_note(by=contact, note=stretch, text="sākums un viens", seen=seen, at=make.NOW)
    with pytest.raises(acts.NoteChanged):
        acts.change_note(by=contact, note=stretch, text="sākums un otrs", seen=seen, at=make.NOW)
    stretch.refresh_from_db()
    assert stretch.text == "sākums un viens"
    # The same text again is no change.
    acts.change_note(by=contact, note=stretch, text="sākums un viens", seen=seen, at=make.NOW)


def test_quotes_move_with_their_words(group, contact):
    stretch = note(group, "Autobuss nebrauc. Mums ir auto.")
    kept, cut = quote(stretch, "Mums ir auto."), quote(stretch, "Autobuss nebrauc.")
    text = "Pēc četriem: Autobuss vairs nebrauc. Mums ir auto."
    acts.change_note(by=contact, note=stretch, text=text, seen=stretch.mark, at=make.NOW)
    for each in (kept, cut):
        each.refresh_from_db()
    assert kept.stands
    assert text[kept.begins : kept.ends] == "Mums ir auto."
    assert not cut.stands
    assert cut.text == "Autobuss nebrauc."


def test_names_become_numbers_in_notes_and_quotes(group, contact):
    voices(group)
    stretch = note(group, "Jānim ir auto, un Annai Ozolai ne. Tā Ilze teica.")
    made = quote(stretch, "un Annai Ozolai ne")
    assert acts.replace_names(by=contact, note=stretch, at=make.NOW) == 3
    stretch.refresh_from_db()
    made.refresh_from_db()
    assert stretch.text == "P2 ir auto, un P1 ne. Tā P3 teica."
    assert made.text == "un P1 ne"
    assert made.stands
    line = Record.objects.get(verb="events.names_replaced")
    assert line.particulars == {"count": 3}


def test_of_namesakes_somebody_says_who_is_meant(contact):
    group = focus_group(contact, "Anna Ozola", "Anna Liepiņa")
    voices(group)
    stretch = note(group, "Anna smējās.")
    assert acts.replace_names(by=contact, note=stretch, at=make.NOW) == 0
    assert acts.replace_names(by=contact, note=stretch, only="Anna", voice=7, at=make.NOW) == 0
    assert acts.replace_names(by=contact, note=stretch, only="Anna", voice=2, at=make.NOW) == 1
    stretch.refresh_from_db()
    assert stretch.text == "P2 smējās."


def test_a_stretch_with_quotes_is_not_thrown_away(group, contact):
    stretch = note(group)
    quote(stretch, "Autobuss")
    with pytest.raises(acts.QuotesStandOnIt):
        acts.remove_note(by=contact, note=stretch, at=make.NOW)
    stretch.quotes.all().delete()
    acts.remove_note(by=contact, note=stretch, at=make.NOW)
    assert group.notes.count() == 0


def test_there_is_an_end_to_stretches(group, contact, monkeypatch):
    monkeypatch.setattr(acts, "MOST_NOTES", 1)
    acts.add_note(by=contact, focus_group=group, question="", text="x", at=make.NOW)
    with pytest.raises(acts.TooManyNotes):
        acts.add_note(by=contact, focus_group=group, question="", text="y", at=make.NOW)


def test_notes_stand_under_the_questions_of_the_guide(group):
    note(group, question="Kas traucē?", text="P1: nauda")
    note(group, question="Cits", text="P2: zvanīt anna@selija.test")
    told = queries.chapters_of(group, queries.voices_of(group))
    assert [(each.question, len(each.notes)) for each in told] == [
        ("Kā Jūs braucat?", 0),
        ("Kas traucē?", 1),
        ("Cits", 1),
    ]
    assert told[2].notes[0].contacts == ("anna@selija.test",)


def test_who_took_consent_back_is_pointed_at(group):
    voices(group)
    group.voices.filter(number=2).update(withdrawn_at=make.NOW)
    stretch = note(group, "P2: auto. P21 nav.")
    shown = queries.chapters_of(group, queries.voices_of(group))[-1].notes[0]
    assert shown.note == stretch
    assert shown.withdrawn == ("P2",)
