"""Sending sheets of a survey: kept, replaced, refused, set aside; who may read what."""

from datetime import timedelta

import pytest

from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.voices.actions import survey_answers as acts
from savienojums.voices.actions import surveys
from savienojums.voices.kinds import ResultsShown, Way
from savienojums.voices.queries.survey_answers import may_read_results, own_key, own_sheet, values_of
from savienojums.voices.queries.survey_desk import FLOOD, sources_of
from tests.make import NOW
from tests.voices import surveys as given

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(db):
    return given.host()


def test_a_sheet_is_kept_as_it_was_answered(coordinator):
    made = given.survey(coordinator)
    sheet = given.send(made)
    known = given.ids(made)
    assert values_of(sheet) == {known[kind]: value for kind, value in given.ANSWERS.items()}
    assert (sheet.way, sheet.sent_at, sheet.changed_at, sheet.typed_by) == ("web", NOW, None, None)
    told = Record.objects.get(verb="voices.survey_sheet_sent")
    assert (told.by, told.particulars) == (None, {"way": "web", "replaced": False})


def test_the_same_key_again_replaces_all_answers_and_says_so(coordinator):
    made = given.survey(coordinator, kinds=["scale", "text"])
    first, known = given.send(made), given.ids(made)
    again = acts.send_survey_sheet(
        by=None, survey=made, key="key-1", answers={known["scale"]: "2"}, at=NOW + timedelta(hours=1)
    )
    assert again.replaced
    assert again.sheet == first
    assert values_of(first) == {known["scale"]: 2}
    assert made.sheets.count() == 1
    assert again.sheet.changed_at == NOW + timedelta(hours=1)


def test_words_that_stay_the_same_keep_what_was_made_of_them(coordinator):
    made = given.survey(coordinator, kinds=["scale", "text"])
    sheet = given.send(made)
    words = sheet.answers.get(question__kind="text")
    given.send(made, answers={"scale": 1})
    assert sheet.answers.get(question__kind="text") == words
    given.send(made, answers={"text": "Citi vārdi."})
    assert sheet.answers.get(question__kind="text") != words


@pytest.mark.parametrize("days", [-2, 7])
def test_nothing_comes_in_before_it_opens_and_after_it_closed(coordinator, days):
    made = given.survey(coordinator)
    with pytest.raises(acts.SurveyNotOpen):
        given.send(made, at=NOW + timedelta(days=days))
    assert not made.sheets.exists()


def test_nothing_comes_in_once_it_was_closed_by_hand(coordinator):
    made = given.survey(coordinator)
    surveys.close_survey(by=coordinator, survey=made, at=NOW)
    with pytest.raises(acts.SurveyNotOpen):
        given.send(made, at=NOW)


def test_nobody_answers_a_draft(coordinator):
    with pytest.raises(NotAllowed):
        given.send(given.survey(coordinator, published=False))


def test_what_is_wrong_is_told_question_by_question_and_nothing_is_kept(coordinator):
    made = given.survey(coordinator)
    known = given.ids(made)
    with pytest.raises(acts.AnswersWrong) as refused:
        given.send(made, answers={"scale": None, "number": "99", "choice": "z"})
    assert set(refused.value.problems) == {known["scale"], known["number"], known["choice"]}
    assert not made.sheets.exists()


def test_an_empty_sheet_is_not_kept(coordinator):
    made = given.survey(coordinator, kinds=["text"])
    with pytest.raises(acts.NothingAnswered):
        given.send(made, answers={"text": "  "})


def test_paper_is_typed_by_those_who_run_it_even_when_something_is_missing(coordinator, contact):
    made = given.survey(coordinator, kinds=["scale", "text"])
    answers = {given.ids(made)["text"]: "Uz papīra."}
    with pytest.raises(NotAllowed):
        acts.send_survey_sheet(by=contact, survey=made, key="p", way=Way.PAPER, answers=answers, at=NOW)
    sent = acts.send_survey_sheet(
        by=coordinator, survey=made, key="p", way=Way.PAPER, answers=answers, at=NOW, code="abcdef", language="ru"
    )
    assert (sent.sheet.typed_by, sent.sheet.code, sent.sheet.language) == (coordinator, "abcdef", "ru")


def test_paper_may_be_typed_for_a_month_after_it_closed(coordinator):
    made = given.survey(coordinator, kinds=["text"])
    about = {"by": coordinator, "survey": made, "way": Way.PAPER, "answers": {given.ids(made)["text"]: "Vēlu."}}
    acts.send_survey_sheet(key="p1", at=NOW + timedelta(days=30), **about)
    with pytest.raises(acts.SurveyNotOpen):
        acts.send_survey_sheet(key="p2", at=NOW + timedelta(days=38), **about)
    with pytest.raises(acts.SurveyNotOpen):
        acts.send_survey_sheet(key="p3", at=NOW - timedelta(days=2), **about)


def test_floods_are_seen_set_aside_and_counted_again(coordinator, outsider):
    made = given.survey(coordinator, kinds=["scale"])
    for number in range(FLOOD):
        given.send(made, number, source_key="one-source")
    given.send(made, 99, source_key="another")
    [flood] = sources_of(made)
    assert (flood.sheets, flood.counted, flood.is_aside) == (FLOOD, FLOOD, False)
    sheets = list(made.sheets.filter(source_key="one-source"))
    with pytest.raises(NotAllowed):
        acts.set_survey_sheets_aside(by=outsider, survey=made, sheets=sheets, why="flood", at=NOW)
    assert acts.set_survey_sheets_aside(by=coordinator, survey=made, sheets=sheets, why="flood", at=NOW) == FLOOD
    assert made.sheets.filter(aside_at=None).count() == 1
    assert sources_of(made)[0].is_aside
    assert acts.count_survey_sheets_again(by=coordinator, survey=made, sheets=sheets, at=NOW) == FLOOD
    assert made.sheets.filter(aside_at=None).count() == FLOOD + 1
    assert Record.objects.filter(verb__in=["voices.survey_sheets_aside", "voices.survey_sheets_counted"]).count() == 2


def test_a_key_is_of_the_account_else_of_the_browser_and_of_one_survey_only(coordinator, outsider):
    one, other = given.survey(coordinator), given.survey(coordinator)
    assert own_key(None, "", one) == ""
    keys = {
        own_key(None, "t", one),
        own_key(None, "t", other),
        own_key(outsider, "t", one),
        own_key(outsider, "", other),
    }
    assert len(keys) == 4
    assert own_sheet(None, "", one) is None


@pytest.mark.parametrize(
    ("shown", "during", "answered", "after"),
    [
        (ResultsShown.LIVE, True, True, True),
        (ResultsShown.AFTER_ANSWERING, False, True, True),
        (ResultsShown.AT_END, False, False, True),
    ],
)
def test_results_are_read_when_it_was_said(coordinator, shown, during, answered, after):
    made = given.survey(coordinator, results_shown=shown)
    assert may_read_results(None, made, has_answered=False, at=NOW) is during
    assert may_read_results(None, made, has_answered=True, at=NOW) is answered
    assert may_read_results(None, made, has_answered=False, at=NOW + timedelta(days=8)) is after
    assert may_read_results(coordinator, made, has_answered=False, at=NOW)
    assert not may_read_results(None, made, has_answered=True, at=NOW - timedelta(days=3))


def test_a_quote_is_released_and_taken_back_by_those_who_run_it(coordinator, outsider):
    made = given.survey(coordinator, kinds=["scale", "text"])
    words = given.send(made).answers.get(question__kind="text")
    with pytest.raises(NotAllowed):
        acts.release_survey_answer(by=outsider, answer=words, released=True, at=NOW)
    acts.release_survey_answer(by=coordinator, answer=words, released=True, at=NOW)
    assert words.released_at == NOW
    acts.release_survey_answer(by=coordinator, answer=words, released=False, at=NOW)
    assert words.released_at is None
