"""Sheets of paper typed back: every typing is kept, one counts, each step can be undone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.refusal import NotAllowed, Refused
from savienojums.journal.models import Record
from savienojums.voices import typed as core
from savienojums.voices.actions.sheets import NewBatch, add_sheet, make_sheets
from savienojums.voices.actions.typing import (
    ClosedLongAgo,
    NotYetOpen,
    OtherRows,
    SameSheet,
    Typed,
    choose_typing,
    move_typing,
    refuse_typing,
    take_back_typing,
    type_sheet,
    type_told,
)
from savienojums.voices.forms.typing import TypingForm
from savienojums.voices.models import Participant, SheetBatch, SheetTyping, Statement, Vote
from savienojums.voices.queries import typing as queries
from savienojums.voices.queries.sheets import batches_of
from tests import make
from tests.make import NOW

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def conversation(contact):
    made = make.conversation(made_by=contact, asks_age=True)
    for number in range(1, 6):
        make.statement(made, f"Apgalvojums {number}.")
    return made


@pytest.fixture
def batch(conversation, contact):
    return printed(conversation, contact)


def printed(conversation, by, count=3):
    new = NewBatch(statements=list(conversation.statements.all()), count=count, note="Bebrenes bibliotēka")
    return make_sheets(by=by, conversation=conversation, new=new, at=NOW)


def type_it(sheet, by, marks="1231-", at=NOW, **about):
    return type_sheet(by=by, sheet=sheet, typed=Typed(marks, **about), at=at)


def counted(conversation):
    """What counts publicly: the last answers of people who are not set aside, by statement number."""
    return {
        person.key: {Statement.objects.get(pk=pk).number: value for pk, value in queries.last_values(person).items() if value is not None}
        for person in Participant.objects.counted().filter(conversation=conversation)
    }  # fmt: skip


# --- reading a line ---------------------------------------------------------------


@given(st.text(alphabet=core.MARKS, min_size=1, max_size=60))
def test_a_line_of_marks_reads_as_itself(marks):
    assert core.read_line(marks, len(marks)) == core.TypedLine(marks)


@given(st.text(max_size=80), st.integers(0, 50))
def test_any_text_is_read_or_says_where_it_is_wrong(text, rows):
    found = core.read_line(text, rows)
    assert set(found.marks) <= set(core.MARKS)
    assert len(found.marks) <= rows
    if found.fault is None:
        assert len(found.marks) == rows
    else:
        assert found.fault.kind in {"unknown", "short", "long", "rest"}
        assert 0 <= found.fault.at <= len(text) + 1


@given(
    st.text(alphabet=core.MARKS, max_size=40),
    st.text(alphabet="abcdfg45678", min_size=1, max_size=1),
    st.integers(0, 40),
)
def test_a_strange_key_is_named_with_its_place(marks, key, at):
    at = min(at, len(marks))
    line = marks[:at] + key + marks[at:]
    assert core.read_line(line, len(line)).fault == core.Fault("unknown", at + 1, key)


@given(st.text(alphabet="123-x", max_size=30), st.integers(0, 30))
def test_a_full_stop_says_that_the_rest_is_empty(marks, more):
    assert core.read_line(marks + ".", len(marks) + more) == core.TypedLine(marks + "-" * more)


@given(st.text(alphabet=core.MARKS, max_size=30), st.text(alphabet=core.MARKS, max_size=30))
def test_rows_differ_both_ways_alike(one, other):
    assert core.differing(one, other) == core.differing(other, one)
    assert core.differing(one, one) == []


@pytest.mark.parametrize(
    ("line", "rows", "fault"),
    [
        ("112", 4, core.Fault("short", 3)),
        ("11223", 4, core.Fault("long", 5, "3")),
        ("1.2", 4, core.Fault("rest", 3, "2")),
        ("", 2, core.Fault("short", 0)),
    ],
)
def test_what_is_too_short_or_too_long_says_so(line, rows, fault):
    assert core.read_line(line, rows).fault == fault


def test_spaces_are_blank_rows_and_spaces_after_the_last_row_are_nothing():
    assert core.read_line(" 1 2", 4).marks == "-1-2"
    assert core.read_line("12  ", 2) == core.TypedLine("12")


def test_pass_has_two_keys_and_two_ticks_are_no_answer():
    assert core.values_of(core.read_line("1203x", 5).marks) == [1, -1, 0, 0, None]


@given(st.text(alphabet=core.LETTERS, min_size=6, max_size=6), st.integers(0, 5), st.sampled_from(core.LETTERS))
def test_a_code_with_one_wrong_letter_is_near(code, at, letter):
    wrong = code[:at] + letter + code[at + 1 :]
    assert core.near(wrong, [code]) == ([] if wrong == code else [code])
    assert core.read_code(core.in_parts(code)) == code


def test_neighbours_that_changed_places_and_a_lost_letter_are_near():
    assert core.near("bacdef", ["abcdef"]) == ["abcdef"]
    assert core.near("abcde", ["abcdef"]) == ["abcdef"]
    assert core.near("fbcdea", ["abcdef"]) == []


@given(st.lists(st.floats(0, 1e6), max_size=30))
def test_a_sitting_is_no_longer_than_what_was_typed(moments):
    moments = sorted(moments, reverse=True)
    assert 0 <= core.sitting(moments, 100) <= len(moments)


# --- typing -----------------------------------------------------------------------


def test_a_typed_sheet_becomes_somebody_with_answers(batch, conversation, contact):
    sheet = batch.sheets.first()
    place = make.place("Bebrenes pagasts")
    made = type_it(sheet, contact, "12-0x".replace("0", "3"), own=["Vajag pirti."], place=place, age_band="65+")
    sheet.refresh_from_db()
    assert made.is_counted
    assert (sheet.typed_by, sheet.typed_at) == (contact, NOW)
    person = sheet.participant
    assert (person.key, person.way, person.place, person.age_band) == (f"sheet-{sheet.code}", "paper", place, "65+")
    assert counted(conversation) == {person.key: {1: 1, 2: -1, 4: 0}}
    own = person.statements.get()
    assert (str(own.text), own.way, own.state) == ("Vajag pirti.", "paper", "waiting")
    assert Record.objects.filter(verb="voices.sheet_typed").count() == 1


def test_an_empty_sheet_came_back_and_is_nobody(batch, conversation, contact):
    sheet = batch.sheets.first()
    type_it(sheet, contact, "-----")
    sheet.refresh_from_db()
    assert (sheet.participant, sheet.typed_at) == (None, NOW)
    assert counted(conversation) == {}
    (told,) = batches_of(conversation)
    assert (told.sheets, told.back, told.empty, told.waiting) == (3, 1, 1, 0)


def test_the_same_sheet_typed_twice_waits_and_loses_nothing(batch, conversation, contact, coordinator):
    sheet = batch.sheets.first()
    first = type_it(sheet, contact, "11111")
    second = type_it(sheet, coordinator, "11211", at=LATER, own=["Vēl viens."])
    assert second.is_waiting
    assert queries.waiting_of(conversation) == [second]
    assert queries.differing_rows(first, second) == [3]
    assert counted(conversation) == {f"sheet-{sheet.code}": {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}}
    assert not Statement.objects.filter(way="paper").exists()


def test_taking_the_new_one_adds_rows_and_keeps_the_old(batch, conversation, contact):
    sheet = batch.sheets.first()
    first = type_it(sheet, contact, "11111")
    second = type_it(sheet, contact, "112-1", at=LATER, own=["Vēl viens."])
    choose_typing(by=contact, typing=second, at=LATER)
    key = f"sheet-{sheet.code}"
    assert counted(conversation) == {key: {1: 1, 2: 1, 3: -1, 5: 1}}
    assert Vote.objects.count() == 7
    assert Statement.objects.filter(way="paper").count() == 1
    # And back again.
    choose_typing(by=contact, typing=first, at=LATER)
    assert counted(conversation) == {key: {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}}
    assert SheetTyping.objects.filter(is_counted=True).get() == first
    assert queries.waiting_of(conversation) == []


def test_keeping_the_first_changes_no_answer(batch, conversation, contact):
    sheet = batch.sheets.first()
    type_it(sheet, contact, "11111")
    second = type_it(sheet, contact, "22222", at=LATER)
    refuse_typing(by=contact, typing=second, at=LATER)
    assert Vote.objects.count() == 5
    assert queries.waiting_of(conversation) == []
    assert sheet.typings.count() == 2


def test_a_misread_code_moves_the_typing_to_its_sheet(batch, conversation, contact):
    one, other, _third = batch.sheets.all()
    type_it(one, contact, "11111")
    second = type_it(one, contact, "22222", at=LATER)
    moved = move_typing(by=contact, typing=second, to=other, at=LATER)
    assert (moved.sheet, moved.is_counted) == (other, True)
    assert counted(conversation)[f"sheet-{other.code}"] == dict.fromkeys(range(1, 6), -1)
    assert counted(conversation)[f"sheet-{one.code}"] == dict.fromkeys(range(1, 6), 1)


def test_a_code_nobody_can_read_gets_a_new_one(batch, conversation, contact):
    one = batch.sheets.first()
    type_it(one, contact, "11111")
    moved = move_typing(by=contact, typing=type_it(one, contact, "22222"), to=None, at=LATER)
    assert moved.is_counted
    assert moved.sheet.code != one.code
    assert len(counted(conversation)) == 2
    assert batch.sheets.count() == 4


def test_a_typing_moves_neither_to_itself_nor_to_other_rows(batch, conversation, contact):
    one = batch.sheets.first()
    typing = type_it(one, contact)
    with pytest.raises(SameSheet):
        move_typing(by=contact, typing=typing, to=one, at=NOW)
    few = NewBatch(statements=list(conversation.statements.all()[:2]), count=1)
    other = make_sheets(by=contact, conversation=conversation, new=few, at=NOW)
    with pytest.raises(OtherRows):
        move_typing(by=contact, typing=typing, to=other.sheets.get(), at=NOW)


def test_undo_takes_answers_back_and_typing_again_counts_again(batch, conversation, contact):
    sheet = batch.sheets.first()
    typing = type_it(sheet, contact, "11111", own=["Vajag pirti."])
    take_back_typing(by=contact, typing=typing, at=LATER)
    assert counted(conversation) == {}
    assert Vote.objects.filter(value=None).count() == 5
    own = Statement.objects.get(way="paper")
    assert own.hidden_for == "taken_back"
    sheet.refresh_from_db()
    assert sheet.typed_at is None
    again = type_it(sheet, contact, "2----", at=LATER, own=["Vajag pirti."])
    assert again.is_counted
    assert counted(conversation) == {f"sheet-{sheet.code}": {1: -1}}
    assert Statement.objects.filter(way="paper").exclude(hidden_for="taken_back").count() == 1
    # What was undone can count again, too.
    choose_typing(by=contact, typing=typing, at=LATER)
    assert counted(conversation) == {f"sheet-{sheet.code}": dict.fromkeys(range(1, 6), 1)}


def test_whom_organisers_set_aside_stays_aside(batch, conversation, contact):
    sheet = batch.sheets.first()
    type_it(sheet, contact, "11111")
    sheet.refresh_from_db()
    Participant.objects.filter(pk=sheet.participant.pk).update(aside_at=NOW, aside_for="other")
    second = type_it(sheet, contact, "22222", at=LATER)
    choose_typing(by=contact, typing=second, at=LATER)
    assert counted(conversation) == {}


def test_whom_organisers_set_aside_stays_aside_after_undo_as_well(batch, conversation, contact):
    sheet = batch.sheets.first()
    typing = type_it(sheet, contact, "11111")
    sheet.refresh_from_db()
    Participant.objects.filter(pk=sheet.participant.pk).update(aside_at=NOW, aside_for="copies")
    take_back_typing(by=contact, typing=SheetTyping.objects.get(), at=LATER)
    choose_typing(by=contact, typing=SheetTyping.objects.get(pk=typing.pk), at=LATER)
    assert counted(conversation) == {}
    assert Participant.objects.get().aside_for == "copies"


def test_own_words_that_are_there_already_are_not_added_twice(batch, conversation, contact):
    type_it(batch.sheets.first(), contact, "11111", own=["Apgalvojums 1."])
    assert not Statement.objects.filter(way="paper").exists()


def test_what_was_told_counts_without_a_sheet(conversation, contact):
    asked = [each.public_id for each in queries.statements_to_tell(conversation)]
    for marks in ("11111", "2222-"):
        type_told(by=contact, conversation=conversation, asked=asked, language="lv", typed=Typed(marks), at=NOW)
    assert SheetBatch.objects.get().way == "told"
    assert sorted(len(answers) for answers in counted(conversation).values()) == [4, 5]
    assert set(Participant.objects.values_list("way", flat=True)) == {"told"}
    assert batches_of(conversation) == []
    assert Record.objects.filter(verb="voices.told_typed").count() == 2


def test_paper_is_typed_for_a_month_after_the_end(contact):
    ended = make.conversation(made_by=contact, phases=[("both", NOW - timedelta(days=30), NOW - timedelta(days=10))])
    make.statement(ended)
    sheet = printed(ended, contact, 1).sheets.get()
    assert type_it(sheet, contact, "1").is_counted
    with pytest.raises(ClosedLongAgo):
        type_it(sheet, contact, "1", at=NOW + timedelta(days=21))


def test_a_draft_takes_no_sheets(contact):
    draft = make.conversation(made_by=contact, published_at=None)
    make.statement(draft)
    with pytest.raises(NotYetOpen):
        type_it(printed(draft, contact, 1).sheets.get(), contact, "1")


def test_others_may_type_and_decide_nothing(batch, conversation, contact, outsider):
    sheet = batch.sheets.first()
    typing = type_it(sheet, contact)
    for refused in (
        lambda: type_it(sheet, outsider),
        lambda: type_told(by=outsider, conversation=conversation, asked=[], language="lv", typed=Typed(""), at=NOW),
        lambda: choose_typing(by=outsider, typing=typing, at=NOW),
        lambda: refuse_typing(by=outsider, typing=typing, at=NOW),
        lambda: take_back_typing(by=outsider, typing=typing, at=NOW),
        lambda: move_typing(by=outsider, typing=typing, to=None, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_typing_does_not_move_to_a_sheet_of_others(batch, contact, coordinator):
    typing = type_it(batch.sheets.first(), contact)
    others = make.conversation("Cita saruna")
    make.statement(others)
    theirs = printed(others, coordinator, 1).sheets.get()
    with pytest.raises(NotAllowed):
        move_typing(by=contact, typing=typing, to=theirs, at=NOW)


def test_a_sitting_ends_with_a_long_pause(batch, conversation, contact):
    one, other, third = batch.sheets.all()
    type_it(one, contact, at=NOW)
    type_it(other, contact, at=NOW + timedelta(hours=3))
    type_it(third, contact, at=NOW + timedelta(hours=3, minutes=1))
    sitting = queries.sitting_of(contact, conversation, NOW + timedelta(hours=3, minutes=2))
    assert (sitting.count, sitting.latest[0].sheet) == (2, third)
    assert queries.sitting_of(contact, conversation, NOW + timedelta(days=1)).count == 0


# --- the form ---------------------------------------------------------------------


def form(conversation, **given):
    return TypingForm({"code": "", "line": "", **given}, conversation=conversation)


def wrong(conversation, name, **given):
    return str(form(conversation, **given).errors[name])


def test_a_wrong_code_says_what_may_be_meant(batch, conversation):
    code = batch.sheets.first().code
    swapped = code[:5] + ("2" if code[5] != "2" else "3")
    assert core.in_parts(code) in wrong(conversation, "code", code=swapped)
    assert "0" in wrong(conversation, "code", code="0bcdef")
    assert form(conversation, code=f" {code[:3].upper()} {code[3:].upper()}", line="11111").is_valid()


def test_a_sheet_of_another_conversation_is_not_found_here(batch, conversation, contact):
    others = make.conversation("Cita saruna")
    assert "code" in form(others, code=batch.sheets.first().code, line="11111").errors


def test_a_wrong_line_says_where(batch, conversation):
    code = batch.sheets.first().code
    assert "3 " in wrong(conversation, "line", code=code, line="112")
    assert "k" in wrong(conversation, "line", code=code, line="11k11")
    assert "line" in form(conversation, code=code, line="1111111").errors


def test_a_place_by_its_first_letters(batch, conversation):
    make.place("Ābeļu pagasts")
    make.place("Bebrenes pagasts")
    make.place("Biržu pagasts")
    code = batch.sheets.first().code
    told = form(conversation, code=code, line="11111", place="abe", age_band="65+")
    assert told.is_valid()
    assert (told.typed().place.name, told.typed().age_band) == ("Ābeļu pagasts", "65+")
    assert "Biržu" in wrong(conversation, "place", code=code, line="11111", place="b")
    assert "place" in form(conversation, code=code, line="11111", place="Xyz").errors


def test_only_what_is_asked_can_be_typed(contact):
    plain = make.conversation(asks_place=False, most_statements=0)
    assert set(TypingForm(conversation=plain).fields) == {"code", "line", "seen"}


def test_refusals_are_sentences():
    for refusal in (ClosedLongAgo, NotYetOpen, SameSheet, OtherRows):
        assert issubclass(refusal, Refused)
        assert str(refusal.sentence).endswith(".")


def test_a_paper_whose_code_nobody_can_read_gets_one_more(batch, contact, outsider):
    with pytest.raises(NotAllowed):
        add_sheet(by=outsider, batch=batch, at=NOW)
    sheet = add_sheet(by=contact, batch=batch, at=NOW)
    assert batch.sheets.count() == 4
    assert type_it(sheet, contact).is_counted
