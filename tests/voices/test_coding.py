"""What open answers are about: marks of several coders, themes, agreement."""

import pytest

from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.voices.actions import coding as acts
from savienojums.voices.models import AnswerTheme, Survey, SurveyAnswer, SurveyQuestion, SurveySheet, ThemeMark
from savienojums.voices.queries import coding as queries
from savienojums.voices.queries.coding_agreement import agreement_of, left_for, level_of
from savienojums.voices.queries.survey_files import survey_table
from savienojums.voices.queries.survey_history import survey_history
from savienojums.voices.queries.survey_themes import themes_by_question
from tests import make

pytestmark = pytest.mark.django_db


def open_question(*texts, **details):
    """A published survey with one question in people's own words, and what was answered."""
    survey = Survey.objects.create(slug="dzive", title={"lv": "Dzīve"}, published_at=make.NOW, **details)
    question = SurveyQuestion.objects.create(survey=survey, kind="text", text={"lv": "Kā pietrūkst?"})
    for number, text in enumerate(texts):
        sheet = SurveySheet.objects.create(survey=survey, key=f"k{number}", sent_at=make.NOW)
        SurveyAnswer.objects.create(sheet=sheet, question=question, value=text)
    return question


def marked(by, answer, *names):
    acts.mark_answer(by=by, answer=answer, themes=[], new_themes=names, at=make.NOW)


def said(answer, by):
    return sorted(mark.theme.name if mark.theme else "" for mark in answer.marks.filter(by=by))


@pytest.fixture
def second(db):
    return make.person("otra@selija.test", "Otra kodētāja", roles=["coordinator"])


def test_an_answer_gets_themes_and_others_in_their_place(coordinator):
    question = open_question("Autobusa un ārsta.")
    answer = question.answers.get()
    marked(coordinator, answer, "Transports", "Ārsts", "transports ")
    assert said(answer, coordinator) == ["Transports", "Ārsts"]
    acts.mark_answer(
        by=coordinator, answer=answer, themes=[AnswerTheme.objects.get(name="Ārsts")], new_themes=["ARSTS"], at=make.NOW
    )
    assert said(answer, coordinator) == ["Ārsts"]
    marked(coordinator, answer)
    assert said(answer, coordinator) == [""]
    assert AnswerTheme.objects.count() == 2
    lines = Record.objects.all()
    assert {line.verb for line in lines} == {"voices.answer_marked"}
    assert not any("Autobusa" in str(line.__dict__) for line in lines)


def test_each_coder_marks_for_oneself(coordinator, second):
    answer = open_question("Autobusa.").answers.get()
    marked(coordinator, answer, "Transports")
    marked(second, answer, "Ceļi")
    assert (said(answer, coordinator), said(answer, second)) == (["Transports"], ["Ceļi"])


def test_only_open_answers_and_their_own_themes(coordinator, outsider):
    question = open_question("Autobusa.")
    answer = question.answers.get()
    other = SurveyQuestion.objects.create(survey=question.survey, kind="choice", text={"lv": "Cik?"})
    alien = AnswerTheme.objects.create(question=other, name="Cits")
    with pytest.raises(acts.ThemeOfAnotherQuestion):
        acts.mark_answer(by=coordinator, answer=answer, themes=[alien], at=make.NOW)
    with pytest.raises(acts.NotInOwnWords):
        acts.add_theme(by=coordinator, question=other, name="Kas", at=make.NOW)
    closed = SurveyAnswer.objects.create(sheet=answer.sheet, question=other, value="a")
    with pytest.raises(acts.NotInOwnWords):
        acts.mark_answer(by=coordinator, answer=closed, themes=[], at=make.NOW)
    theme = acts.add_theme(by=coordinator, question=question, name="Ceļi", note="Asfalts.", at=make.NOW)
    for act, told in [
        (acts.mark_answer, {"answer": answer, "themes": []}),
        (acts.add_theme, {"question": question, "name": "x"}),
        (acts.change_theme, {"theme": theme, "name": "x", "note": ""}),
        (acts.delete_theme, {"theme": theme}),
        (acts.merge_themes, {"theme": theme, "into": theme}),
    ]:
        with pytest.raises(NotAllowed):
            act(by=outsider, at=make.NOW, **told)
    with pytest.raises(NotAllowed):
        acts.merge_themes(by=coordinator, theme=theme, into=alien, at=make.NOW)


def test_themes_are_called_otherwise_but_never_alike(coordinator):
    question = open_question()
    theme = acts.add_theme(by=coordinator, question=question, name="Ceļi", note="Asfalts.", at=make.NOW)
    assert acts.add_theme(by=coordinator, question=question, name="celi", note="Cits.", at=make.NOW) == theme
    acts.add_theme(by=coordinator, question=question, name="Ārsts", at=make.NOW)
    with pytest.raises(acts.SameName):
        acts.change_theme(by=coordinator, theme=theme, name="arsts", note="", at=make.NOW)
    for name in (" ", "\u200b"):
        with pytest.raises(acts.NoName):
            acts.change_theme(by=coordinator, theme=theme, name=name, note="", at=make.NOW)
        with pytest.raises(acts.NoName):
            acts.add_theme(by=coordinator, question=question, name=name, at=make.NOW)
    acts.change_theme(by=coordinator, theme=theme, name="Ceļi un tilti", note="", at=make.NOW)
    theme.refresh_from_db()
    assert (theme.name, theme.note) == ("Ceļi un tilti", "")


def test_a_hundred_themes_are_enough(coordinator):
    question = open_question()
    AnswerTheme.objects.bulk_create(
        [AnswerTheme(question=question, name=f"T{number}", public_id=f"t{number}") for number in range(100)]
    )
    with pytest.raises(acts.TooManyThemes):
        acts.add_theme(by=coordinator, question=question, name="Vēl", at=make.NOW)
    assert acts.add_theme(by=coordinator, question=question, name="t7", at=make.NOW).name == "T7"


def test_merging_moves_marks_coder_by_coder(coordinator, second):
    question = open_question("Autobusa.", "Ceļa.")
    first, other = question.answers.all()
    marked(coordinator, first, "Transports", "Autobuss")
    marked(second, first, "Autobuss")
    marked(second, other, "Autobuss", "Ceļi")
    gone, into = (AnswerTheme.objects.get(name=name) for name in ("Autobuss", "Transports"))
    assert acts.merge_themes(by=coordinator, theme=gone, into=into, at=make.NOW) == 3
    assert said(first, coordinator) == said(first, second) == ["Transports"]
    assert said(other, second) == ["Ceļi", "Transports"]
    with pytest.raises(acts.IntoItself):
        acts.merge_themes(by=coordinator, theme=into, into=into, at=make.NOW)


def test_who_marked_only_a_deleted_theme_has_still_read_the_answer(coordinator, second):
    question = open_question("Autobusa.")
    answer = question.answers.get()
    marked(coordinator, answer, "Transports")
    marked(second, answer, "Transports", "Ceļi")
    theme = AnswerTheme.objects.get(name="Transports")
    assert acts.delete_theme(by=coordinator, theme=theme, at=make.NOW) == 2
    assert (said(answer, coordinator), said(answer, second)) == ([""], ["Ceļi"])


# --- questions --------------------------------------------------------------------------------------------------------


def test_one_reads_one_after_another_and_sees_only_ones_own(coordinator, second):
    question = open_question("Pirmā", "Otrā", "Trešā")
    first, other, third = question.answers.order_by("pk")
    marked(second, first, "Transports")
    marked(coordinator, other, "Ceļi")
    read = queries.reading(question, coordinator)
    assert (read.text, read.place, read.total, read.done, read.is_read) == ("Pirmā", 1, 3, 1, False)
    assert (read.earlier, read.later) == ("", other.sheet.code)
    assert queries.own_themes(first, coordinator) == set()
    again = queries.reading(question, coordinator, other.sheet.code)
    assert (again.text, again.is_read, again.later) == ("Otrā", True, third.sheet.code)
    assert queries.own_counts(question, coordinator) == {AnswerTheme.objects.get(name="Ceļi").pk: 1}
    for answer in (first, third):
        marked(coordinator, answer)
    assert queries.reading(question, coordinator) is None


def test_sheets_set_aside_are_not_coded(coordinator):
    question = open_question("Pirmā", "Reklāma")
    first, aside = question.answers.order_by("pk")
    marked(coordinator, aside, "Reklāma")
    aside.sheet.aside_at, aside.sheet.aside_for = make.NOW, "other"
    aside.sheet.save()
    marked(coordinator, first)
    assert queries.reading(question, coordinator) is None
    assert [row.count for row in queries.themes_of(question)] == [0]
    progress = queries.open_questions(question.survey, coordinator)[0]
    assert (progress.answers, progress.mine, progress.left) == (1, 1, 0)


def test_an_answer_counts_for_a_theme_if_half_of_its_coders_say_so(coordinator, second):
    third = make.person("tresa@selija.test", roles=["coordinator"])
    question = open_question("Autobusa.", "Ārsta.")
    first, other = question.answers.order_by("pk")
    marked(coordinator, first, "Transports")
    marked(second, first)
    marked(coordinator, other, "Ārsts", "Transports")
    marked(second, other, "Ārsts")
    marked(third, other, "Ārsts")
    rows = [(row.theme.name, row.count, row.percent, row.examples) for row in queries.themes_of(question)]
    assert rows == [("Ārsts", 1, 50, ("Ārsta.",)), ("Transports", 1, 50, ("Autobusa.",))]
    # Results and files say the same.
    assert themes_by_question(question.survey, smallest=1)[question.pk] == [("Ārsts", 1), ("Transports", 1)]


def test_agreement_waits_for_two_who_have_read_everything(coordinator, second):
    question = open_question("Autobusa.", "Ārsta.", "Ceļa.")
    answers = list(question.answers.order_by("pk"))
    assert agreement_of(question) is None
    for answer in answers:
        marked(coordinator, answer, "Transports")
    assert agreement_of(question) is None
    assert (left_for(question, coordinator), left_for(question, second)) == (0, 0)
    for answer in answers[:2]:
        marked(second, answer, "Transports")
    assert left_for(question, second) == 1
    assert agreement_of(question) is None
    marked(second, answers[2], "Ceļi")
    agreed = agreement_of(question)
    assert agreed.coders == ("Koordinatore", "Otra kodētāja")
    assert (agreed.answers, agreed.percent, agreed.disagreed) == (3, 67, 1)
    apart = agreed.disagreements[0]
    assert (apart.text, apart.said, apart.distance) == (
        "Ceļa.",
        (("Koordinatore", ("Transports",)), ("Otra kodētāja", ("Ceļi",))),
        1,
    )
    assert [(row.theme.name, row.used, row.percent) for row in agreed.themes] == [
        ("Ceļi", 1, 67),
        ("Transports", 3, 67),
    ]


def test_whole_agreement_is_one_and_same_everywhere_says_nothing(coordinator, second):
    question = open_question("Autobusa.", "Ārsta.")
    for answer, name in zip(question.answers.order_by("pk"), ("Transports", "Ārsts"), strict=True):
        for coder in (coordinator, second):
            marked(coder, answer, name)
    agreed = agreement_of(question)
    assert (agreed.alpha, agreed.kappa, agreed.level, agreed.disagreements) == (1, 1, "good", ())
    for answer in question.answers.all():
        for coder in (coordinator, second):
            marked(coder, answer, "Ārsts")
    assert agreement_of(question).level == "none"


@pytest.mark.parametrize(
    ("value", "level"), [(None, "none"), (0.8, "good"), (0.7, "tentative"), (0.1, "low"), (-0.2, "low")]
)
def test_levels_in_words(value, level):
    assert level_of(value) == level


@pytest.mark.parametrize("rows", [1, 3])
def test_questions_do_not_grow_with_answers(coordinator, second, rows, django_assert_num_queries):
    question = open_question(*[f"Autobusa {number}." for number in range(rows)])
    for answer in question.answers.all():
        for coder in (coordinator, second):
            marked(coder, answer, "Transports", f"Tēma {answer.pk}")
    assert ThemeMark.objects.count() == 4 * rows
    with django_assert_num_queries(3):
        assert len(queries.themes_of(question)) == rows + 1
    with django_assert_num_queries(4):
        assert agreement_of(question).answers == rows
    with django_assert_num_queries(4):
        queries.open_questions(question.survey, coordinator)


def test_themes_of_equal_weight_stand_in_latvian_order(coordinator):
    question = open_question("Viss.")
    marked(coordinator, question.answers.get(), "Zupa", "Šķūnis", "Sports")
    rows = [name for name, _count in themes_by_question(question.survey, smallest=1)[question.pk]]
    assert rows == ["Sports", "Šķūnis", "Zupa"]
    table = survey_table(question.survey)
    assert [name for _pk, name in table.themes[question.pk]] == rows


def test_the_history_of_a_survey_tells_of_its_themes(coordinator):
    question = open_question("Viss.")
    theme = acts.add_theme(by=coordinator, question=question, name="Ceļi", at=make.NOW)
    other = acts.add_theme(by=coordinator, question=question, name="Ielas", at=make.NOW)
    acts.change_theme(by=coordinator, theme=theme, name="Ceļš", note="", at=make.NOW)
    acts.merge_themes(by=coordinator, theme=theme, into=other, at=make.NOW)
    acts.delete_theme(by=coordinator, theme=other, at=make.NOW)
    assert len(survey_history(question.survey)) == 5
