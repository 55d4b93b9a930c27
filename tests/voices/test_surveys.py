"""Making surveys and their questions: what each act does, refuses and writes down."""

from datetime import timedelta

import pytest

from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.voices.actions import survey_questions as questions
from savienojums.voices.actions import surveys as acts
from savienojums.voices.kinds import Standing
from savienojums.voices.models import Survey
from tests import make
from tests.make import NOW
from tests.voices import surveys as given

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(db):
    return given.host()


def last(verb):
    return Record.objects.filter(verb=verb).latest("pk")


def texts(survey):
    return [str(each.text) for each in survey.questions.all()]


def test_a_survey_begins_as_a_draft_that_only_its_organisers_see(host, outsider):
    made = given.survey(host, published=False)
    assert made.standing(NOW) == Standing.DRAFT
    assert list(Survey.objects.visible_to(host)) == [made]
    assert not Survey.objects.visible_to(outsider).exists()
    assert not Survey.objects.visible_to(None).exists()
    assert last("voices.survey_made").subject == made


def test_nobody_makes_surveys_without_an_organisation(outsider):
    with pytest.raises(NotAllowed):
        acts.make_survey(by=outsider, details={"title": "Mana"}, at=NOW)


def test_nobody_asks_in_the_name_of_an_organisation_of_others(host):
    other = make.organisation("Biedrība „Cita”")
    with pytest.raises(acts.NotTheirSurvey):
        acts.make_survey(by=host, details={"title": "Mana", "organisation": other}, at=NOW)


def test_two_surveys_of_one_name_have_two_addresses(coordinator):
    slugs = [acts.make_survey(by=coordinator, details={"title": "Aptauja"}, at=NOW).slug for _ in range(2)]
    assert slugs == ["aptauja", "aptauja-2"]


def test_a_title_that_is_an_address_of_the_house_gets_another_word(coordinator):
    assert acts.make_survey(by=coordinator, details={"title": "New"}, at=NOW).slug == "new-2"


def test_it_closes_after_it_opens(coordinator):
    with pytest.raises(acts.SurveyEndsFirst):
        acts.make_survey(by=coordinator, details={"title": "A", "opens_at": NOW, "closes_at": NOW}, at=NOW)


def test_groups_of_fewer_than_five_are_never_promised(coordinator):
    with pytest.raises(acts.GroupTooSmall):
        acts.make_survey(by=coordinator, details={"title": "A", "smallest_group": 4}, at=NOW)


def test_the_promise_of_the_smallest_group_holds_once_people_have_answered(coordinator):
    made = given.survey(coordinator, kinds=["text"], smallest_group=8)
    given.send(made)
    with pytest.raises(acts.PromisedBefore):
        acts.change_survey(by=coordinator, survey=made, details={"smallest_group": 5}, at=NOW)
    acts.change_survey(by=coordinator, survey=made, details={"smallest_group": 10}, at=NOW)
    assert last("voices.survey_changed").particulars["changed"] == ["smallest_group"]


def test_results_are_not_shown_earlier_than_people_were_told(coordinator):
    made = given.survey(coordinator, kinds=["text"], results_shown="after")
    given.send(made)
    with pytest.raises(acts.ShownEarlier):
        acts.change_survey(by=coordinator, survey=made, details={"results_shown": "live"}, at=NOW)
    changed = acts.change_survey(by=coordinator, survey=made, details={"results_shown": "end"}, at=NOW)
    assert changed.results_shown == "end"


def test_a_survey_without_questions_is_not_published(coordinator):
    made = given.survey(coordinator, kinds=[], published=False)
    with pytest.raises(acts.NothingToAsk):
        acts.publish_survey(by=coordinator, survey=made, at=NOW)


def test_a_survey_whose_last_day_has_passed_is_not_published(coordinator):
    made = given.survey(coordinator, kinds=["text"], published=False)
    with pytest.raises(acts.SurveyIsOver):
        acts.publish_survey(by=coordinator, survey=made, at=NOW + timedelta(days=8))


def test_it_is_published_once(coordinator):
    made = given.survey(coordinator, kinds=["text"])
    assert made.standing(NOW) == Standing.OPEN
    with pytest.raises(acts.SurveyPublished):
        acts.publish_survey(by=coordinator, survey=made, at=NOW)


def test_it_is_closed_and_opened_again(coordinator):
    made = given.survey(coordinator, kinds=["text"])
    with pytest.raises(acts.SurveyNotClosed):
        acts.reopen_survey(by=coordinator, survey=made, at=NOW)
    acts.close_survey(by=coordinator, survey=made, at=NOW)
    assert made.standing(NOW) == Standing.CLOSED
    with pytest.raises(acts.SurveyClosed):
        acts.close_survey(by=coordinator, survey=made, at=NOW)
    acts.reopen_survey(by=coordinator, survey=made, at=NOW)
    assert made.standing(NOW) == Standing.OPEN


def test_a_draft_is_not_closed(coordinator):
    with pytest.raises(acts.SurveyIsDraft):
        acts.close_survey(by=coordinator, survey=given.survey(coordinator, published=False), at=NOW)


def test_a_copy_has_the_questions_and_neither_hours_nor_answers(coordinator):
    made = given.survey(coordinator)
    given.send(made)
    copy = acts.copy_survey(by=coordinator, survey=made, at=NOW)
    assert copy.is_draft
    assert (copy.opens_at, copy.closes_at, copy.sheets.count()) == (None, None, 0)
    assert texts(copy) == texts(made)
    assert not set(given.ids(copy).values()) & set(given.ids(made).values())
    assert made.questions.count() == 7


def test_a_draft_is_deleted_and_what_people_know_is_not(coordinator):
    draft, known = given.survey(coordinator, published=False), given.survey(coordinator)
    acts.delete_survey_draft(by=coordinator, survey=draft, at=NOW)
    with pytest.raises(acts.SurveyKnown):
        acts.delete_survey_draft(by=coordinator, survey=known, at=NOW)
    assert list(Survey.objects.all()) == [known]


@pytest.mark.parametrize(
    "act",
    [
        lambda by, one: acts.change_survey(by=by, survey=one, details={"title": "X"}, at=NOW),
        lambda by, one: acts.publish_survey(by=by, survey=one, at=NOW),
        lambda by, one: acts.close_survey(by=by, survey=one, at=NOW),
        lambda by, one: acts.reopen_survey(by=by, survey=one, at=NOW),
        lambda by, one: acts.copy_survey(by=by, survey=one, at=NOW),
        lambda by, one: acts.delete_survey_draft(by=by, survey=one, at=NOW),
        lambda by, one: questions.add_survey_question(by=by, survey=one, details=given.KINDS["text"], at=NOW),
        lambda by, one: questions.remove_survey_question(by=by, question=one.questions.first(), at=NOW),
        lambda by, one: questions.begin_survey(by=by, survey=one, start="needs", at=NOW),
    ],
)
def test_only_those_who_run_it_touch_a_survey(act, coordinator, contact):
    make.membership(contact, make.organisation("Biedrība „Kaimiņi”"))
    made = given.survey(coordinator)
    with pytest.raises(NotAllowed):
        act(contact, made)
    assert (str(made.title), made.questions.count()) == ("Ko vajag ciemam?", 7)


# --- questions ----------------------------------------------------------------


def test_questions_are_moved_up_and_down_and_stay_at_the_ends(coordinator):
    made = given.survey(coordinator, kinds=["text", "number", "scale"])
    first, _second, third = made.questions.all()
    questions.move_survey_question(by=coordinator, question=third, earlier=True, at=NOW)
    questions.move_survey_question(by=coordinator, question=first, earlier=True, at=NOW)
    assert texts(made) == ["Ko vēl?", "Cik labi?", "Cik cilvēku?"]
    questions.move_survey_question(by=coordinator, question=first, earlier=False, at=NOW)
    assert texts(made) == ["Cik labi?", "Ko vēl?", "Cik cilvēku?"]


def test_a_copy_of_a_question_stands_right_after_it(coordinator):
    made = given.survey(coordinator, kinds=["choice", "text"])
    copy = questions.copy_survey_question(by=coordinator, question=made.questions.first(), at=NOW)
    assert texts(made) == ["Kas trūkst?", "Kas trūkst?", "Ko vēl?"]
    assert list(made.questions.all())[1] == copy


def test_choices_keep_their_keys_when_they_move_or_others_come(coordinator):
    made = given.survey(coordinator, kinds=["choice"])
    question = made.questions.get()
    new = [{"lv": "Ārsts"}, {"lv": "Skola"}, {"lv": "Autobuss"}]
    changed = questions.change_survey_question(by=coordinator, question=question, details={"choices": new}, at=NOW)
    assert [(each["key"], each["text"]["lv"]) for each in changed.choices] == [
        ("c", "Ārsts"), ("d", "Skola"), ("a", "Autobuss"),
    ]  # fmt: skip


def test_answered_choices_are_reworded_in_their_line_and_added_to_but_not_taken_away(coordinator):
    made = given.survey(coordinator, kinds=["choice"])
    given.send(made)
    question = made.questions.get()
    new = [{"lv": "Autobusu satiksme"}, {"lv": "Veikals"}, {"lv": "Ārsts"}, {"lv": "Skola"}]
    changed = questions.change_survey_question(by=coordinator, question=question, details={"choices": new}, at=NOW)
    assert [each["key"] for each in changed.choices] == ["a", "b", "c", "d"]
    with pytest.raises(questions.ChoiceAnswered):
        questions.change_survey_question(by=coordinator, question=question, details={"choices": new[:2]}, at=NOW)


def test_kind_and_scale_stay_once_they_were_answered(coordinator):
    made = given.survey(coordinator, kinds=["scale"])
    question = made.questions.get()
    questions.change_survey_question(by=coordinator, question=question, details={"most": 7}, at=NOW)
    given.send(made)
    with pytest.raises(questions.LimitsAnswered):
        questions.change_survey_question(by=coordinator, question=question, details={"most": 10}, at=NOW)
    with pytest.raises(questions.KindAnswered):
        questions.change_survey_question(by=coordinator, question=question, details={"kind": "text"}, at=NOW)
    question.refresh_from_db()
    assert (question.kind, question.most) == ("scale", 7)


def test_a_question_that_was_answered_is_not_removed_with_its_answers(coordinator):
    made = given.survey(coordinator, kinds=["text", "scale"])
    answered, other = made.questions.all()
    sheet = given.send(made)
    sheet.answers.filter(question=other).delete()
    with pytest.raises(questions.QuestionAnswered):
        questions.remove_survey_question(by=coordinator, question=answered, at=NOW)
    questions.remove_survey_question(by=coordinator, question=other, at=NOW)
    assert texts(made) == ["Ko vēl?"]


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        ({"kind": "choice", "choices": [{"lv": "Viens"}]}, questions.FewChoices),
        ({"kind": "ranking", "choices": []}, questions.FewChoices),
        ({"kind": "choice", "choices": [{"lv": "Jā"}, {"lv": "jā"}]}, questions.SameChoice),
        ({"kind": "choice", "choices": [{"lv": str(number)} for number in range(41)]}, questions.TooManyChoices),
        ({"kind": "scale", "least": 0, "most": 11}, questions.ScaleTooLong),
        ({"kind": "scale", "least": 5, "most": 5}, questions.LimitsCrossed),
        ({"kind": "number", "least": 5, "most": 1}, questions.LimitsCrossed),
    ],
)
def test_a_question_that_cannot_be_answered_is_not_asked(coordinator, details, refusal):
    made = given.survey(coordinator, kinds=[], published=False)
    with pytest.raises(refusal):
        questions.add_survey_question(by=coordinator, survey=made, details={"text": "Kas?", **details}, at=NOW)
    assert not made.questions.exists()


def test_sixty_questions_are_the_most(coordinator, monkeypatch):
    monkeypatch.setattr(questions, "MOST_QUESTIONS", 2)
    made = given.survey(coordinator, kinds=["text", "number"])
    with pytest.raises(questions.TooManyQuestions):
        questions.add_survey_question(by=coordinator, survey=made, details=given.KINDS["text"], at=NOW)
    with pytest.raises(questions.TooManyQuestions):
        questions.copy_survey_question(by=coordinator, question=made.questions.first(), at=NOW)


@pytest.mark.parametrize(("start", "many"), [("needs", 6), ("event", 5)])
def test_a_start_brings_as_many_questions_as_it_says(coordinator, start, many):
    made = given.survey(coordinator, kinds=[], published=False)
    questions.begin_survey(by=coordinator, survey=made, start=start, at=NOW)
    assert made.questions.count() == many
    assert all(set(each.text) == {"lv", "ru", "en"} for each in made.questions.all())
    acts.publish_survey(by=coordinator, survey=made, at=NOW)
