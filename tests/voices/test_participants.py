from datetime import timedelta

import pytest

from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.voices.actions import participants as acts
from savienojums.voices.actions.answering import Newcomer, give_vote, join
from savienojums.voices.keys import key_of_person, key_of_token
from savienojums.voices.models import Participant, Vote
from savienojums.voices.queries.live_drawing import answers_of
from savienojums.voices.queries.participants import both_of, participant_of
from savienojums.voices.queries.votes import votes_of
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
TOKEN = "a-browser"


@pytest.fixture
def conversation():
    return make.conversation()


@pytest.fixture
def browser(conversation):
    return make.participant(conversation, key=key_of_token(TOKEN, conversation.public_id))


def account_of(person, conversation):
    return make.participant(conversation, key=key_of_person(person.public_id, conversation.public_id), has_account=True)


def given(participant):
    return {row.statement.number: row.value for row in votes_rows(participant)}


def votes_rows(participant):
    last = {}
    for row in Vote.objects.filter(participant=participant).order_by("pk"):
        last[row.statement_id] = row
    return last.values()


def newcomer(person, conversation):
    key = key_of_person(person.public_id, conversation.public_id)
    return Newcomer(conversation, key, has_account=True)


def test_a_browser_is_known_again_in_one_conversation_and_in_no_other(conversation, browser, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert participant_of(None, TOKEN, conversation) == browser
    assert participant_of(None, TOKEN, make.conversation("Cita")) is None
    assert participant_of(None, "another", conversation) is None
    with django_assert_num_queries(0):
        assert participant_of(None, "", conversation) is None


def test_an_account_comes_before_the_browser(conversation, browser, outsider):
    assert participant_of(outsider, TOKEN, conversation) is None, "whose the browser's answers are, nobody has said"
    own = account_of(outsider, conversation)
    assert participant_of(outsider, TOKEN, conversation) == own
    assert participant_of(outsider, "", conversation) == own


def test_nobody_sees_the_answers_of_an_account_that_was_signed_in_here_before(conversation, browser, outsider, contact):
    own = acts.take_over(by=outsider, newcomer=newcomer(outsider, conversation), double=browser, at=NOW)
    assert participant_of(outsider, TOKEN, conversation) == own
    assert participant_of(None, TOKEN, conversation) is None, "who sits there next is somebody else"
    assert participant_of(contact, TOKEN, conversation) is None, "another account neither"
    key = key_of_token(TOKEN, conversation.public_id)
    next_one = join(by=None, newcomer=Newcomer(conversation, key), at=NOW)
    assert (next_one.same_as, next_one.aside_at) == (None, None)
    assert next_one not in (own, browser)


def test_a_browser_that_leads_to_an_account_by_an_older_row_is_nobodys(conversation, browser, outsider):
    browser.same_as = account_of(outsider, conversation)
    browser.save()
    assert both_of(None, TOKEN, conversation) == (None, None)


@pytest.mark.parametrize(
    ("aside_for", "later", "stays"),
    [("copies", 0, True), ("flood", 60, True), ("flood", 0, False), ("unconfirmed", 0, False)],
)
def test_signing_in_does_not_undo_what_organisers_decided(conversation, browser, outsider, aside_for, later, stays):
    browser.aside_at, browser.aside_for = browser.joined_at + timedelta(minutes=later), aside_for
    browser.save()
    own = acts.take_over(by=outsider, newcomer=newcomer(outsider, conversation), double=browser, at=NOW)
    own.refresh_from_db()
    assert own.aside_for == (aside_for if stays else "")


def test_what_was_said_before_signing_in_stays_theirs_and_counts_once(conversation, browser, outsider):
    first, other = make.statement(conversation), make.statement(conversation, "Otrs.")
    make.vote(browser, first, 1, chance=0.3)
    make.vote(browser, other, -1)
    own = acts.take_over(by=outsider, newcomer=newcomer(outsider, conversation), double=browser, at=NOW)
    assert given(own) == {1: 1, 2: -1}
    assert own.votes.first().chance == 0.3
    said = votes_of(conversation)
    assert (said.people.tolist(), len(said.votes.value)) == ([own.pk], 2)
    browser.refresh_from_db()
    assert (browser.same_as, browser.aside_at, browser.votes.count()) == (own, NOW, 2), "nothing is lost"


def test_the_later_of_two_answers_counts(conversation, browser, outsider):
    older, newer, back = (make.statement(conversation, text) for text in "abc")
    own = account_of(outsider, conversation)
    for participant, statement, value, hour in (
        (own, older, 1, 1), (browser, older, -1, 2), (browser, newer, -1, 1), (own, newer, 1, 2),
        (own, back, 1, 1), (browser, back, 1, 2), (browser, back, None, 3),
    ):  # fmt: skip
        Vote.objects.create(
            participant=participant, statement=statement, value=value, said_at=NOW + timedelta(hours=hour)
        )
    acts.unite(by=outsider, participant=own, double=browser, at=NOW)
    assert given(own) == {1: -1, 2: 1, 3: None}


def test_uniting_brings_statements_and_what_was_told_along(conversation, browser, outsider):
    browser.age_band, browser.place = "65+", make.place()
    browser.save()
    statement = make.statement(conversation, author=browser)
    own = account_of(outsider, conversation)
    acts.unite(by=outsider, participant=own, double=browser, at=NOW)
    statement.refresh_from_db()
    own.refresh_from_db()
    assert (statement.author, own.age_band, own.place) == (own, "65+", browser.place)
    line = Record.objects.get(verb="voices.participants_united")
    assert line.by is None, "the journal does not tell who takes part"


def test_two_of_different_conversations_are_not_united(conversation, browser):
    other = make.participant(make.conversation("Cita"))
    with pytest.raises(NotAllowed):
        acts.unite(by=None, participant=other, double=browser, at=NOW)


def test_one_tells_only_what_is_asked(conversation):
    someone, place = make.participant(conversation), make.place()
    acts.tell_of_oneself(by=None, participant=someone, place=place, age_band="65+", at=NOW)
    someone.refresh_from_db()
    assert (someone.place, someone.age_band) == (place, ""), "this conversation does not ask for the age"
    conversation.asks_age = True
    conversation.save()
    someone.refresh_from_db()
    acts.tell_of_oneself(by=None, participant=someone, place=None, age_band="18-29", at=NOW)
    someone.refresh_from_db()
    assert (someone.place, someone.age_band) == (None, "18-29")
    acts.tell_of_oneself(by=None, participant=someone, age_band="a hundred", at=NOW)
    assert someone.age_band == ""
    assert not Record.objects.exists(), "one by one the lines would tell who it was"


def test_setting_aside_is_turned_round_and_loses_nothing(conversation, coordinator):
    statement, people = make.statement(conversation), [make.participant(conversation) for _ in range(3)]
    for each in people:
        make.vote(each, statement, 1)
    pks = [each.pk for each in people[:2]]
    assert acts.set_aside(by=coordinator, conversation=conversation, participants=pks, aside_for="copies", at=NOW) == 2
    assert votes_of(conversation).people.tolist() == [people[2].pk]
    assert acts.set_aside(by=coordinator, conversation=conversation, participants=pks, aside_for="trial", at=NOW) == 0
    assert {each.aside_for for each in Participant.objects.exclude(aside_at=None)} == {"copies"}
    assert acts.bring_back(by=coordinator, conversation=conversation, participants=pks, at=NOW) == 2
    assert len(votes_of(conversation).people) == 3
    assert list(Record.objects.order_by("pk").values_list("verb", flat=True)) == [
        "voices.participants_set_aside", "voices.participants_brought_back",
    ]  # fmt: skip


def test_only_who_runs_it_sets_aside_and_needs_a_reason(conversation, outsider, coordinator):
    someone = make.participant(conversation)
    with pytest.raises(NotAllowed):
        acts.set_aside(by=outsider, conversation=conversation, participants=[someone.pk], aside_for="trial", at=NOW)
    with pytest.raises(NotAllowed):
        acts.bring_back(by=outsider, conversation=conversation, participants=[someone.pk], at=NOW)
    with pytest.raises(acts.NoReasonForAside):
        acts.set_aside(by=coordinator, conversation=conversation, participants=[someone.pk], aside_for="", at=NOW)
    with pytest.raises(acts.NobodyChosen):
        acts.set_aside(by=coordinator, conversation=conversation, participants=[], aside_for="trial", at=NOW)
    with pytest.raises(acts.NobodyChosen):
        acts.bring_back(by=coordinator, conversation=conversation, participants=[], at=NOW)


def test_somebody_of_another_conversation_is_not_touched(conversation, coordinator):
    other = make.participant(make.conversation("Cita"))
    acts.set_aside(by=coordinator, conversation=conversation, participants=[other.pk], aside_for="trial", at=NOW)
    other.refresh_from_db()
    assert other.aside_at is None


def test_a_double_is_not_brought_back_beside_the_one_it_belongs_to(conversation, browser, outsider, coordinator):
    own = account_of(outsider, conversation)
    acts.unite(by=outsider, participant=own, double=browser, at=NOW)
    acts.bring_back(by=coordinator, conversation=conversation, participants=[browser.pk], at=NOW)
    browser.refresh_from_db()
    assert browser.aside_at == NOW


def test_answers_go_on_where_one_was_united(conversation, browser, outsider):
    statement = make.statement(conversation)
    own = acts.take_over(by=outsider, newcomer=newcomer(outsider, conversation), double=browser, at=NOW)
    give_vote(by=outsider, participant=own, statement=statement, value=1, at=NOW)
    assert answers_of(own).given == {statement.pk: 1}


def test_an_answer_that_was_under_way_while_another_tab_united_is_not_lost(conversation, browser, outsider):
    statement, stale = make.statement(conversation), Participant.objects.get(pk=browser.pk)
    own = acts.take_over(by=outsider, newcomer=newcomer(outsider, conversation), double=browser, at=NOW)
    give_vote(by=None, participant=stale, statement=statement, value=-1, at=NOW)
    assert answers_of(own).given == {statement.pk: -1}
    assert not stale.votes.exists()
