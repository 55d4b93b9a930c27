"""Questionnaires on paper: printed, typed back in the order of the paper, each typing kept."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.voices.actions.sheets import TooMany, TypedFrom
from savienojums.voices.actions.survey_answers import SurveyNotOpen
from savienojums.voices.actions.survey_papers import (
    NoQuestions,
    add_survey_paper,
    drop_survey_papers,
    make_survey_papers,
)
from savienojums.voices.actions.survey_typing import (
    NoSuchPaper,
    TypedPaper,
    choose_survey_typing,
    move_survey_typing,
    refuse_survey_typing,
    take_back_survey_typing,
    type_survey_sheet,
)
from savienojums.voices.actions.typing import SameSheet
from savienojums.voices.forms.survey_typing import SurveyTypingForm
from savienojums.voices.models import Survey, SurveyBatch, SurveyQuestion, SurveySheet
from savienojums.voices.queries import survey_papers as queries
from savienojums.voices.survey_values import Problem, QuestionFacts, answer_of
from savienojums.voices.typed_answers import read_typed
from tests import make
from tests.make import NOW

LATER = NOW + timedelta(minutes=5)
CHOICES = [
    {"key": key, "text": {"lv": words}} for key, words in zip("abc", ("Veikals", "Autobuss", "Pirts"), strict=True)
]
KINDS = ("choice", "several", "scale", "ranking", "number", "text", "place")


def survey_of(by, *kinds, **details):
    details = {"slug": f"aptauja-{Survey.objects.count()}", "published_at": NOW, "made_by": by, **details}
    made = Survey.objects.create(title={"lv": "Kā Jums te klājas?"}, **details)
    for position, kind in enumerate(kinds):
        SurveyQuestion.objects.create(
            survey=made, position=position, kind=kind, text={"lv": f"Jautājums {position + 1}?"},
            choices=CHOICES if kind in {"choice", "several", "ranking"} else [], has_other=kind == "several",
        )  # fmt: skip
    return made


@pytest.fixture
def survey(contact):
    return survey_of(contact, *KINDS)


@pytest.fixture
def batch(survey, contact):
    return make_survey_papers(by=contact, survey=survey, count=3, at=NOW, note="Bebrenes bibliotēka")


def paper(survey, **values):
    ids = {each.kind: each.public_id for each in survey.questions.all()}
    return TypedPaper(answers={ids[kind]: value for kind, value in values.items()})


def type_it(survey, by, code, at=NOW, **values):
    return type_survey_sheet(by=by, survey=survey, code=code, typed=paper(survey, **values), at=at)


def counted(survey):
    return {
        sheet.code: {answer.question.kind: answer.value for answer in sheet.answers.select_related("question")}
        for sheet in SurveySheet.objects.filter(survey=survey, aside_at=None)
    }


# --- reading what is typed --------------------------------------------------------


def facts(kind, count=3, **details):
    return QuestionFacts(kind=kind, choices=tuple("abcdefghijklmnop"[:count]), **details)


@pytest.mark.parametrize(
    ("kind", "text", "raw"),
    [
        ("choice", "2", "b"),
        ("choice", " 3 ", "c"),
        ("choice", "-", None),
        ("several", "1 3", ["a", "c"]),
        ("several", "13", ["a", "c"]),
        ("several", "1, 3.", ["a", "c"]),
        ("several", "1 1", ["a"]),
        ("ranking", "2 1 3", {"a": "2", "b": "1", "c": "3"}),
        ("ranking", "21", {"a": "2", "b": "1"}),
        ("ranking", "2-1", {"a": "2", "b": "", "c": "1"}),
        ("number", "12,5", "12,5"),
        ("scale", "4", "4"),
        ("text", "Viss labi.", "Viss labi."),
        ("place", "56.15, 25.75", {"lat": "56.15", "lon": "25.75"}),
        ("place", "pie dzirnavām", {"note": "pie dzirnavām"}),
        ("text", "  ", None),
    ],
)
def test_what_stands_on_paper_is_typed_shortly(kind, text, raw):
    assert read_typed(facts(kind), text) == raw


def test_words_after_the_numbers_are_something_else():
    assert read_typed(facts("several", has_other=True), "1 4 baļļas") == ["a", {"other": "baļļas"}]
    assert read_typed(facts("choice", has_other=True), "4 baļļas") == {"other": "baļļas"}
    assert read_typed(facts("choice", has_other=True), "baļļas") == {"other": "baļļas"}


def test_many_choices_are_not_read_digit_by_digit():
    assert read_typed(facts("several", 12), "1 12") == ["a", "l"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [("choice", "4"), ("choice", "0"), ("choice", "1 2"), ("choice", "nē"), ("several", "1 9"), ("several", "1 nē"),
     ("ranking", "1 2 3 4"), ("choice", "9" * 5000)],
)  # fmt: skip
def test_what_cannot_be_is_a_sentence(kind, text):
    assert isinstance(read_typed(facts(kind), text), Problem)


@given(st.sampled_from(KINDS), st.text(max_size=30), st.integers(0, 12), st.booleans())
def test_whatever_is_typed_is_kept_or_explained(kind, text, count, has_other):
    about = facts(kind, count, has_other=has_other)
    raw = read_typed(about, text)
    if not isinstance(raw, Problem):
        value = answer_of(about, raw)
        assert isinstance(value, Problem) or answer_of(about, value) == value


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9, unique=True))
def test_ticks_come_back_whatever_stands_between_them(numbers):
    about = facts("several", 9)
    wanted = sorted("abcdefghi"[number - 1] for number in numbers)
    for between in ("", " ", ", ", ";"):
        assert sorted(read_typed(about, between.join(map(str, numbers)))) == wanted


# --- batches ----------------------------------------------------------------------


def test_a_batch_has_a_code_for_each_paper(batch, survey):
    assert len(set(batch.codes)) == 3
    assert Record.objects.filter(verb="voices.survey_papers_made").count() == 1
    (told,) = queries.survey_batches(survey)
    assert (told.sheets, told.back, told.empty, told.waiting) == (3, 0, 0, 0)


def test_nothing_is_printed_without_questions_nor_by_others(survey, contact, outsider):
    with pytest.raises(NoQuestions):
        make_survey_papers(by=contact, survey=survey_of(contact), count=1, at=NOW)
    with pytest.raises(TooMany):
        make_survey_papers(by=contact, survey=survey, count=0, at=NOW)
    with pytest.raises(NotAllowed):
        make_survey_papers(by=outsider, survey=survey, count=1, at=NOW)


def test_papers_go_until_something_was_typed(batch, survey, contact, outsider):
    with pytest.raises(NotAllowed):
        drop_survey_papers(by=outsider, batch=batch, at=NOW)
    type_it(survey, contact, batch.codes[0], choice="a")
    with pytest.raises(TypedFrom):
        drop_survey_papers(by=contact, batch=batch, at=NOW)
    other = make_survey_papers(by=contact, survey=survey, count=1, at=NOW)
    drop_survey_papers(by=contact, batch=other, at=NOW)
    assert SurveyBatch.objects.get() == batch


# --- typing -----------------------------------------------------------------------


def test_a_typed_paper_becomes_a_sheet(batch, survey, contact):
    code = batch.codes[0]
    made = type_it(survey, contact, code, choice="b", several=["a", {"other": "baļļas"}], scale=4, text="Labi.")
    assert made.is_counted
    assert counted(survey) == {
        code: {"choice": "b", "several": ["a", {"other": "baļļas"}], "scale": 4, "text": "Labi."}
    }
    sheet = SurveySheet.objects.get()
    assert (sheet.way, sheet.typed_by, sheet.key) == ("paper", contact, f"sheet-{code}")


def test_an_empty_paper_came_back_and_counts_nowhere(batch, survey, contact):
    assert type_it(survey, contact, batch.codes[0]).is_counted
    assert counted(survey) == {}
    (told,) = queries.survey_batches(survey)
    assert (told.back, told.empty) == (1, 1)


def test_typed_twice_waits_and_the_new_one_can_be_taken_and_given_back(batch, survey, contact):
    code = batch.codes[0]
    first = type_it(survey, contact, code, choice="a")
    second = type_it(survey, contact, code, choice="b", scale=2, at=LATER)
    assert second.is_waiting
    assert queries.waiting_of_survey(survey) == [second]
    assert counted(survey) == {code: {"choice": "a"}}
    choose_survey_typing(by=contact, typing=second, at=LATER)
    assert counted(survey) == {code: {"choice": "b", "scale": 2}}
    choose_survey_typing(by=contact, typing=first, at=LATER)
    assert counted(survey) == {code: {"choice": "a"}}
    assert queries.waiting_of_survey(survey) == []


def test_keeping_the_first_keeps_both_typings(batch, survey, contact):
    code = batch.codes[0]
    type_it(survey, contact, code, choice="a")
    refuse_survey_typing(by=contact, typing=type_it(survey, contact, code, choice="b"), at=LATER)
    assert counted(survey) == {code: {"choice": "a"}}
    assert len(queries.survey_typings_of(survey, code)) == 2


def test_a_misread_code_goes_to_its_paper(batch, survey, contact):
    one, other, _third = batch.codes
    type_it(survey, contact, one, choice="a")
    moved = move_survey_typing(by=contact, typing=type_it(survey, contact, one, choice="b"), code=other, at=LATER)
    assert (moved.code, moved.is_counted) == (other, True)
    nameless = move_survey_typing(by=contact, typing=type_it(survey, contact, one, choice="c"), code="", at=LATER)
    assert counted(survey) == {one: {"choice": "a"}, other: {"choice": "b"}, nameless.code: {"choice": "c"}}
    with pytest.raises(SameSheet):
        move_survey_typing(by=contact, typing=moved, code=other, at=LATER)
    with pytest.raises(NoSuchPaper):
        move_survey_typing(by=contact, typing=moved, code="zzzzzz", at=LATER)


def test_undo_sets_aside_and_choosing_counts_again(batch, survey, contact):
    code = batch.codes[0]
    typing = type_it(survey, contact, code, choice="a")
    take_back_survey_typing(by=contact, typing=typing, at=LATER)
    assert counted(survey) == {}
    assert SurveySheet.objects.count() == 1
    choose_survey_typing(by=contact, typing=typing, at=LATER)
    assert counted(survey) == {code: {"choice": "a"}}


def test_whom_organisers_set_aside_stays_aside(batch, survey, contact):
    code = batch.codes[0]
    type_it(survey, contact, code, choice="a")
    SurveySheet.objects.update(aside_at=NOW, aside_for="other")
    choose_survey_typing(by=contact, typing=type_it(survey, contact, code, choice="b"), at=LATER)
    assert counted(survey) == {}


def test_what_was_told_has_a_code_of_its_own(survey, contact):
    made = type_it(survey, contact, "", choice="a")
    assert (made.is_told, SurveySheet.objects.get().way) == (True, "told")
    assert counted(survey) == {made.code: {"choice": "a"}}


def test_paper_is_typed_for_a_month_after_the_end(contact):
    ended = survey_of(contact, "choice", closes_at=NOW - timedelta(days=10))
    code = make_survey_papers(by=contact, survey=ended, count=1, at=NOW).codes[0]
    assert type_it(ended, contact, code, choice="a").is_counted
    for at in (NOW + timedelta(days=21), NOW + timedelta(days=99)):
        with pytest.raises(SurveyNotOpen):
            type_it(ended, contact, code, at=at)


def test_others_may_type_and_decide_nothing(batch, survey, contact, outsider):
    typing = type_it(survey, contact, batch.codes[0], choice="a")
    for refused in (
        lambda: type_it(survey, outsider, batch.codes[1], choice="a"),
        lambda: choose_survey_typing(by=outsider, typing=typing, at=NOW),
        lambda: refuse_survey_typing(by=outsider, typing=typing, at=NOW),
        lambda: take_back_survey_typing(by=outsider, typing=typing, at=NOW),
        lambda: move_survey_typing(by=outsider, typing=typing, code="", at=NOW),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert counted(survey) == {batch.codes[0]: {"choice": "a"}}


# --- the form ---------------------------------------------------------------------


def form(survey, **given):
    questions = queries.survey_questions_of(survey)
    fields = {f"q_{each.public_id}": given[each.kind] for each in questions if each.kind in given}
    rest = {name: value for name, value in given.items() if name in {"code", "place", "age_band"}}
    return SurveyTypingForm(rest | fields, survey=survey, questions=questions)


def test_the_form_reads_all_seven_kinds(batch, survey):
    make.place("Bebrenes pagasts", lat=56.07, lon=26.13)
    asked = dict(zip(KINDS, ("2", "1 3 4 baļļas", "5", "2 1 -", "12,5", "Labi.", ""), strict=True))
    told = form(survey, code=batch.codes[0], **asked)
    assert told.is_valid(), told.errors
    kinds = {each.public_id: each.kind for each in survey.questions.all()}
    assert {kinds[pid]: value for pid, value in told.typed().answers.items()} == {
        "choice": "b", "several": ["a", "c", {"other": "baļļas"}], "scale": 5, "ranking": ["b", "a"],
        "number": 12.5, "text": "Labi.",
    }  # fmt: skip


def test_a_wrong_answer_stands_beside_its_question(batch, survey):
    wrong = form(survey, code=batch.codes[0], choice="9", scale="7", number="daudz")
    assert not wrong.is_valid()
    kinds = {f"q_{each.public_id}": each.kind for each in survey.questions.all()}
    assert {kinds[name] for name in wrong.errors} == {"choice", "scale", "number"}


def test_a_code_of_another_survey_is_not_known_here(batch, contact):
    other = survey_of(contact, "choice")
    assert "code" in form(other, code=batch.codes[0], choice="1").errors


def test_a_paper_whose_code_nobody_can_read_gets_one_more(batch, survey, contact, outsider):
    with pytest.raises(NotAllowed):
        add_survey_paper(by=outsider, batch=batch, at=NOW)
    code = add_survey_paper(by=contact, batch=batch, at=NOW)
    assert type_it(survey, contact, code, choice="a").is_counted
    (told,) = queries.survey_batches(survey)
    assert (told.sheets, told.back) == (4, 1)
