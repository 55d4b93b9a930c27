"""Files of a survey: all for its organisers, without keys; only counts for everybody."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.voices import exports_survey as exports
from savienojums.voices.actions.survey_answers import set_survey_sheets_aside
from savienojums.voices.actions.survey_files import take_survey_file
from savienojums.voices.models import AnswerTheme, ThemeMark
from savienojums.voices.queries.survey_results import results_of
from tests import make
from tests.make import NOW
from tests.voices import surveys as given

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(coordinator):
    make.place()
    made = given.survey(coordinator)
    given.send(made, 1, source_key="the-source-of-somebody", age_band="65+")
    aside = given.send(made, 2, answers={"text": "=HYPERLINK(1)", "choice": {"other": "Tilts"}})
    set_survey_sheets_aside(by=coordinator, survey=made, sheets=[aside], why="trial", at=NOW)
    return made


@pytest.fixture
def table(made, coordinator):
    return take_survey_file(by=coordinator, survey=made, kind="csv", at=NOW)


def rows(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_one_row_a_sheet_in_words_and_keys(table):
    heads, first, second = rows(exports.csv_of(table))
    told = dict(zip(heads, first, strict=True))
    assert told["1. Kas trūkst?"] == "Autobuss"
    assert told["1. Kas trūkst? (atslēgas)"] == "a"
    assert told["2. Kas vēl?"] == "Autobuss; Ārsts"
    assert told["4. Ko vispirms?"] == "Veikals > Autobuss > Ārsts"
    assert told["4. Ko vispirms? (atslēgas)"] == "b a c"
    assert told["7. Kur?"] == "Rubenes pagasts"
    assert told["7. Kur? · Ziemeļi"] == "56.08"
    assert told["Vecums"] == "nav rādīts"
    assert dict(zip(heads, second, strict=True))["1. Kas trūkst?"] == "Tilts"
    assert dict(zip(heads, second, strict=True))["Atlikts malā"]
    assert not told["Atlikts malā"]


def test_nothing_in_a_file_becomes_a_formula(table):
    assert "'=HYPERLINK(1)" in exports.csv_of(table).decode()
    sheet = load_workbook(io.BytesIO(exports.xlsx_of(table))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("made_by", [exports.csv_of, exports.json_of])
def test_no_file_tells_keys_or_connections(table, made_by):
    content = made_by(table).decode()
    for secret in ("the-source-of-somebody", "key-1", "key-2"):
        assert secret not in content


def test_the_json_has_the_values_as_they_are_kept(table, made):
    whole = json.loads(exports.json_of(table))
    known = given.ids(made)
    assert whole["sheets"][0]["answers"] == {known[kind]: value for kind, value in given.ANSWERS.items()}
    assert [each["set_aside"] for each in whole["sheets"]] == [None, "trial"]
    assert [each["kind"] for each in whole["questions"]] == list(given.KINDS)


def test_themes_stand_as_columns(made, coordinator):
    question = made.questions.get(kind="text")
    theme = AnswerTheme.objects.create(question=question, name="Upe")
    answer = question.answers.get(sheet__key="key-1")
    ThemeMark.objects.create(answer=answer, theme=theme, by=coordinator, marked_at=NOW)
    heads, first, second = rows(exports.csv_of(take_survey_file(by=coordinator, survey=made, kind="csv", at=NOW)))
    at = heads.index("6. Ko vēl? · Upe")
    assert (first[at], second[at]) == ("1", "0")


def test_who_took_a_file_is_written_down_and_others_take_none(made, coordinator, outsider):
    with pytest.raises(NotAllowed):
        take_survey_file(by=outsider, survey=made, kind="csv", at=NOW)
    take_survey_file(by=coordinator, survey=made, kind="xlsx", at=NOW)
    [told] = Record.objects.filter(verb="voices.survey_file_taken")
    assert (told.by, told.particulars) == (coordinator, {"kind": "xlsx", "sheets": 2})


def test_the_public_table_counts_and_quotes_nobody(made):
    for number in range(3, 9):
        given.send(made, number, answers={"choice": {"other": "Slepens"}, "text": "Ļoti slepens stāsts"})
    content = exports.results_csv(results_of(made, inside=False, at=NOW)).decode("utf-8-sig")
    assert "Kas cits,6,7," in content
    assert "lepens" not in content


def test_a_table_of_a_survey_nobody_answered_has_its_headings(coordinator):
    made = given.survey(coordinator, kinds=["text"])
    table = take_survey_file(by=coordinator, survey=made, kind="csv", at=NOW)
    assert len(rows(exports.csv_of(table))) == 1
    assert load_workbook(io.BytesIO(exports.xlsx_of(table))).sheetnames == ["Atbildes", "Jautājumi"]


@pytest.mark.parametrize("many", [1, 5])
def test_a_file_costs_the_same_number_of_questions(client, coordinator, django_assert_num_queries, many):
    made = given.survey(coordinator)
    for number in range(many):
        given.send(made, number)
    client.force_login(coordinator)
    client.get(f"{made.get_absolute_url()}files/csv/")
    with django_assert_num_queries(15):
        client.get(f"{made.get_absolute_url()}files/csv/")
