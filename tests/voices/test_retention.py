"""By which connection and mailbox somebody took part is forgotten when it serves nothing any more; answers stay."""

from datetime import timedelta

import pytest

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.voices.actions import retention as acts
from savienojums.voices.jobs import retention as jobs
from savienojums.voices.models import Participant, Survey, SurveySheet, Vote
from savienojums.voices.queries.retention import over_and_still_known
from tests import make

pytestmark = pytest.mark.django_db
# The phase of make.conversation ends three weeks from now.
END = make.NOW + timedelta(days=21)


def known(conversation):
    return list(conversation.participants.order_by("pk").values_list("source_key", "mailbox_key"))


@pytest.fixture
def conversation():
    made = make.conversation()
    who = make.participant(made, source_key="avots", mailbox_key="pasts", confirmed_at=make.NOW)
    make.vote(who, make.statement(made))
    make.participant(made, source_key="avots")
    return made


def test_a_month_after_the_end_connections_and_mailboxes_are_forgotten_and_answers_stay(conversation):
    early, late = END + timedelta(days=29), END + timedelta(days=31)
    assert list(over_and_still_known(early)) == []
    assert list(over_and_still_known(late)) == [conversation]
    assert acts.forget_connections(by=SYSTEM, asked=conversation, at=late) == 3
    assert known(conversation) == [("", ""), ("", "")]
    assert Participant.objects.exclude(confirmed_at=None).count() == 1
    assert Vote.objects.count() == 1
    assert list(over_and_still_known(late)) == []
    line = Record.objects.get(verb="voices.connections_forgotten")
    assert (line.by_system, line.particulars) == (True, {"sources": 2, "mailboxes": 1})


def test_what_was_closed_by_hand_ended_then(conversation):
    conversation.closed_at = make.NOW
    conversation.save()
    assert list(over_and_still_known(make.NOW + timedelta(days=31))) == [conversation]


def test_trials_of_a_draft_are_forgotten_too():
    draft = make.conversation(published_at=None)
    make.participant(draft, source_key="avots")
    assert list(over_and_still_known(draft.created_at + timedelta(days=29))) == []
    assert list(over_and_still_known(draft.created_at + timedelta(days=31))) == [draft]


def test_surveys_are_forgotten_alike():
    survey = Survey.objects.create(
        slug="aptauja", title={"lv": "Aptauja"}, published_at=make.NOW, closes_at=make.NOW + timedelta(days=1)
    )
    SurveySheet.objects.create(survey=survey, key="a", sent_at=make.NOW, source_key="avots")
    late = make.NOW + timedelta(days=40)
    assert list(over_and_still_known(make.NOW + timedelta(days=20))) == []
    assert list(over_and_still_known(late)) == [survey]
    assert acts.forget_connections(by=SYSTEM, asked=survey, at=late) == 1
    assert SurveySheet.objects.get().source_key == ""


def test_one_that_never_closes_is_not_forgotten():
    survey = Survey.objects.create(slug="aptauja", title={"lv": "Aptauja"}, published_at=make.NOW)
    SurveySheet.objects.create(survey=survey, key="a", sent_at=make.NOW, source_key="avots")
    assert list(over_and_still_known(make.NOW + timedelta(days=400))) == []


def test_nobody_but_time_forgets(conversation, coordinator):
    for person in (coordinator, None):
        with pytest.raises(NotAllowed):
            acts.forget_connections(by=person, asked=conversation, at=make.NOW)
    assert known(conversation)[0] == ("avots", "pasts")


def test_the_chore_forgets_all_that_are_over(conversation, monkeypatch):
    other = make.conversation("Cita")
    make.participant(other, source_key="avots")
    monkeypatch.setattr(jobs, "now", lambda: END + timedelta(days=31))
    jobs.forget_connections_of_old_voices()
    assert {row for each in (conversation, other) for row in known(each)} == {("", "")}
    jobs.forget_connections_of_old_voices()
    assert Record.objects.filter(verb="voices.connections_forgotten").count() == 2
