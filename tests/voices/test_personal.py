"""What an account took part in is told to its owner alone, and can be taken away from it while counts stay."""

import json

import pytest

from savienojums.accounts.personal import forget_everywhere, held_everywhere
from savienojums.journal.actions import record
from savienojums.journal.models import Record
from savienojums.voices import personal
from savienojums.voices.actions.participants import unite
from savienojums.voices.keys import key_of_mailbox, key_of_person
from savienojums.voices.models import (
    Initiative,
    InitiativeComment,
    InitiativeSupport,
    Participant,
    Statement,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveySheet,
    Vote,
)
from savienojums.voices.queries.participants import participant_of
from tests import make

pytestmark = pytest.mark.django_db
NAME, MAIL = "Zintaberza Ozola", "zintaberza@epasts.example"


@pytest.fixture
def zinta():
    return make.person(MAIL, NAME)


@pytest.fixture
def world(zinta, outsider):
    """A conversation, a survey and a proposal, in each of which Zinta and somebody else took part."""
    conversation = make.conversation()
    statement = make.statement(conversation, "Vairāk koku.")
    for person, value in ((zinta, 1), (outsider, -1)):
        key = key_of_person(person.public_id, conversation.public_id)
        who = make.participant(conversation, key=key, has_account=True, source_key="avots", age_band="45-64")
        make.vote(who, statement, value)
        make.statement(conversation, f"Doma no {value}.", author=who, is_seed=False)
    survey = Survey.objects.create(slug="aptauja", title={"lv": "Aptauja"}, published_at=make.NOW)
    question = SurveyQuestion.objects.create(survey=survey, kind="text", text={"lv": "Ko vajag?"})
    for person in (zinta, outsider):
        key = key_of_person(person.public_id, survey.public_id)
        sheet = SurveySheet.objects.create(survey=survey, key=key, sent_at=make.NOW, source_key="avots")
        SurveyAnswer.objects.create(sheet=sheet, question=question, value=f"Soliņu, saka {person.name[:3]}")
    for number, person in enumerate((zinta, outsider), 1):
        made = Initiative.objects.create(
            number=number, title=f"Soliņš {number}", author_name=person.name, email=person.email, person=person,
            asked_at=make.NOW, state="shown", source_key="avots",
        )  # fmt: skip
        record("voices.initiative_made", by=person, subject=made, at=make.NOW)
        InitiativeComment.objects.create(
            initiative=made, text="Piekrītu.", author_name=person.name, person=person, said_at=make.NOW, state="shown"
        )
        for supporter in (zinta, outsider):
            key = key_of_person(supporter.public_id, personal.INITIATIVES)
            InitiativeSupport.objects.create(initiative=made, key=key, has_account=True, given_at=make.NOW)
    return conversation


def told(person):
    return {each.key: each.rows for each in personal.held(person)}


def test_one_is_told_everything_of_oneself_and_nothing_of_others(world, zinta, outsider):
    found = told(zinta)
    assert [row["answer"] for row in found["voices_answers"]] == ["Piekrītu"]
    assert [row["statement"] for row in found["voices_statements"]] == ["Doma no 1."]
    assert [row["answer"] for row in found["voices_survey_answers"]] == ["Soliņu, saka Zin"]
    assert [row["email"] for row in found["voices_initiatives"]] == [MAIL]
    assert {key: len(rows) for key, rows in found.items()} == {
        "voices_participations": 1, "voices_answers": 1, "voices_statements": 1, "voices_sheets": 1,
        "voices_survey_answers": 1, "voices_initiatives": 1, "voices_comments": 1, "voices_supports": 2,
    }  # fmt: skip
    assert outsider.email not in json.dumps(found, default=str)
    assert "Doma no -1." not in json.dumps(found, default=str)
    for each in held_everywhere(zinta):
        assert all(set(row) == set(each.labels) for row in each.rows), each.key


def test_a_mailbox_that_confirmed_a_browser_is_ones_own_too(world, zinta):
    mailbox = key_of_mailbox(zinta.email, world.public_id)
    make.participant(world, mailbox_key=mailbox, confirmed_at=make.NOW)
    assert len(told(zinta)["voices_participations"]) == 2
    personal.forget(zinta, make.NOW)
    assert told(zinta)["voices_participations"] == []
    assert Participant.objects.filter(mailbox_key=mailbox).count() == 0


def test_nothing_is_left_of_a_browser_that_was_united_with_the_account(world, zinta):
    own, statement = participant_of(zinta, "", world), Statement.objects.get(number=1)
    browser = make.participant(world, source_key="avots", age_band="45-64", place=make.place())
    make.vote(browser, statement, 1)
    unite(by=zinta, participant=own, double=browser, at=make.NOW)
    personal.forget(zinta, make.NOW)
    assert not Participant.objects.filter(pk=browser.pk).exists()
    own.refresh_from_db()
    assert (own.key[:5], own.source_key, own.votes.filter(statement=statement).last().value) == ("gone-", "", 1)
    assert not Participant.objects.exclude(same_as=None).exists()


def test_who_goes_is_gone_and_counts_stay(world, zinta, outsider):
    counts = [
        model.objects.count() for model in (Participant, Vote, Statement, SurveySheet, SurveyAnswer, InitiativeSupport)
    ]
    before = told(outsider)
    forget_everywhere(zinta, make.NOW)
    assert [
        model.objects.count() for model in (Participant, Vote, Statement, SurveySheet, SurveyAnswer, InitiativeSupport)
    ] == counts
    assert all(rows == [] for rows in told(zinta).values())
    assert told(outsider) == before
    assert participant_of(zinta, "", world) is None
    assert participant_of(outsider, "", world) is not None
    assert Statement.objects.get(number=2).author is None
    mine = Initiative.objects.get(number=1)
    assert (mine.author_name, mine.email, mine.person, mine.source_key) == ("", "", None, "")
    assert mine.title == "Soliņš 1"
    remark = InitiativeComment.objects.get(initiative=mine)
    assert (remark.author_name, remark.person) == ("", None)


def test_nothing_of_the_one_who_went_is_left_in_any_row_or_line(world, zinta):
    personal.forget(zinta, make.NOW)
    rows = [
        row
        for model in (Participant, Statement, SurveySheet, Initiative, InitiativeComment, InitiativeSupport, Record)
        for row in model.objects.values()
    ]
    everything = json.dumps(rows, default=str, ensure_ascii=False)
    for secret in ("Zintaberza", MAIL, key_of_person(zinta.public_id, world.public_id)):
        assert secret not in everything
    line = Record.objects.filter(verb="voices.initiative_made").order_by("pk").first()
    assert (line.by, line.subject_name) == (None, "")
