from datetime import timedelta

import pytest

from savienojums.core.marks import marks
from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.voices.actions import answering as acts
from savienojums.voices.actions.moderation import hide_statement
from savienojums.voices.kinds import HiddenFor
from savienojums.voices.maths.groups import LEAST_ANSWERS
from savienojums.voices.models import Participant, Vote
from savienojums.voices.queries.answering import ENOUGH, answering_of
from savienojums.voices.queries.answers import own_of, similar_for
from savienojums.voices.queries.live import live_of
from savienojums.voices.queries.live_drawing import answers_of, chance_in, open_to
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation():
    return make.conversation()


@pytest.fixture
def statement(conversation):
    return make.statement(conversation)


def newcomer(conversation, key="k1", **details):
    return acts.Newcomer(conversation, key, **details)


def give(participant, statement, value, **details):
    return acts.give_vote(by=None, participant=participant, statement=statement, value=value, at=NOW, **details)


def current(participant):
    return answers_of(participant).given


def test_the_first_answer_makes_the_participant(conversation, statement):
    made = acts.answer_first(
        by=None, newcomer=newcomer(conversation, language="ru"), given=acts.Given(statement, -1, 0.25), at=NOW
    )
    assert (made.key, made.language, made.has_account) == ("k1", "ru", False)
    assert [(vote.value, vote.chance) for vote in made.votes.all()] == [(-1, 0.25)]


def test_a_first_answer_that_is_refused_leaves_nobody_behind(conversation, statement, coordinator):
    hide_statement(by=coordinator, statement=statement, hidden_for="off_topic", at=NOW)
    with pytest.raises(acts.NotShown):
        acts.answer_first(by=None, newcomer=newcomer(conversation), given=acts.Given(statement, 1), at=NOW)
    assert not Participant.objects.exists()


def test_an_answer_is_one_question_and_one_row(conversation, statement, django_assert_num_queries):
    someone = make.participant(conversation)
    someone.conversation = type(conversation).objects.prefetch_related("phases").get()
    # Beginning and end of the transaction, whose answer it is, the answer before, the new row.
    with django_assert_num_queries(5):
        give(someone, statement, 1)


def test_the_same_answer_twice_is_one_answer(conversation, statement):
    someone = make.participant(conversation)
    first = give(someone, statement, 1, chance=0.5)
    assert give(someone, statement, 1) == first
    assert Vote.objects.count() == 1


def test_an_answer_is_changed_and_taken_back_by_new_rows(conversation, statement):
    someone = make.participant(conversation)
    for value in (1, -1, None):
        give(someone, statement, value, chance=0.5)
    assert [(vote.value, vote.chance) for vote in Vote.objects.all()] == [(1, 0.5), (-1, None), (None, None)]
    assert current(someone) == {}


def test_nothing_to_take_back_is_no_row(conversation, statement):
    assert give(make.participant(conversation), statement, None) is None
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    ("phases", "details"),
    [
        ([("both", NOW + timedelta(days=1), NOW + timedelta(days=2))], {}),
        ([("both", NOW - timedelta(days=2), NOW - timedelta(days=1))], {}),
        ([("statements", NOW - timedelta(days=1), NOW + timedelta(days=1))], {}),
        ([("both", NOW - timedelta(days=1), NOW + timedelta(days=1))], {"closed_at": NOW}),
    ],
)
def test_answers_outside_their_phase_are_refused_in_a_sentence(phases, details):
    conversation = make.conversation(phases=phases, **details)
    someone = make.participant(conversation)
    with pytest.raises(acts.NotOpenForAnswers, match="netiek pieņemtas"):
        give(someone, make.statement(conversation), 1)


def test_a_hidden_statement_cannot_be_answered_but_an_answer_can_be_taken_back(conversation, statement, coordinator):
    someone = make.participant(conversation)
    give(someone, statement, 1)
    hide_statement(by=coordinator, statement=statement, hidden_for="off_topic", at=NOW)
    with pytest.raises(acts.NotShown):
        give(someone, statement, -1)
    assert give(someone, statement, None).value is None


def test_a_statement_of_another_conversation_is_none(conversation):
    someone, other = make.participant(conversation), make.statement(make.conversation("Cita"))
    with pytest.raises(NotAllowed):
        give(someone, other, 1)


def test_an_answer_writes_no_line_and_makes_no_list_old(conversation, statement):
    before = marks("voices")
    give(make.participant(conversation), statement, 1)
    assert (marks("voices"), Record.objects.count()) == (before, 0)


def test_the_card_tells_how_far_one_is(conversation, statement):
    make.statement(conversation, "Otrs.")
    someone = make.participant(conversation)
    told = answering_of(conversation, someone, NOW)
    assert (told.answered, told.of, told.enough, told.missing) == (0, 2, 2, 2)
    give(someone, statement, 1)
    told = answering_of(conversation, someone, NOW)
    assert (told.answered, told.of, told.missing) == (1, 2, 1)
    assert str(told.statement.text) == "Otrs."
    assert (told.last.statement.public_id, told.last.value) == (statement.public_id, 1)


def test_as_many_answers_are_enough_as_the_map_asks_for():
    assert ENOUGH == LEAST_ANSWERS


def test_what_was_taken_back_is_asked_again_at_once(conversation, statement):
    for number in range(5):
        make.statement(conversation, f"Vēl {number}.")
    someone = make.participant(conversation)
    give(someone, statement, 1)
    give(someone, statement, None)
    told = answering_of(conversation, someone, NOW)
    assert (told.statement.public_id, told.drawn, told.last) == (statement.public_id, "", None)


def test_a_page_read_anew_asks_the_same(conversation):
    for number in range(20):
        make.statement(conversation, f"Nr. {number}.")
    someone = make.participant(conversation)
    assert len({answering_of(conversation, someone, NOW).statement.number for _ in range(5)}) == 1


def test_nobody_is_asked_about_their_own_statement(conversation, statement):
    someone = make.participant(conversation)
    statement.author = someone
    statement.save()
    assert open_to(live_of(conversation), someone, answers_of(someone)) == [False]
    assert answering_of(conversation, None, NOW).statement is not None


def test_the_chance_comes_back_only_with_its_statement_and_participant(conversation, statement):
    someone, other = make.participant(conversation), make.participant(conversation)
    told = answering_of(conversation, someone, NOW)
    assert chance_in(told.drawn, statement.public_id, someone) == 1.0
    assert chance_in(told.drawn, statement.public_id, other) is None
    assert chance_in(told.drawn, make.statement(conversation).public_id, someone) is None
    assert chance_in(told.drawn.replace("1.0", "0.1"), statement.public_id, someone) is None
    assert chance_in("", statement.public_id, someone) is None


def test_statements_are_read_in_ones_language_with_the_original(conversation):
    both = make.statement(conversation)
    both.text = {"lv": "Latviski.", "ru": "По-русски."}
    both.language = "ru"
    both.save()
    lacking = make.statement(conversation)
    lacking.text, lacking.language = {"ru": "Только."}, "ru"
    lacking.save()
    own = {each.statement.number: each.statement for each in _answered(conversation, both, lacking)}
    assert (str(own[1].text), own[1].is_translated, own[1].original) == ("Latviski.", True, "По-русски.")
    assert (str(own[2].text), own[2].lacks_translation, own[2].is_translated) == ("Только.", True, False)


def _answered(conversation, *statements):
    someone = make.participant(conversation)
    for each in statements:
        give(someone, each, 1)
    return own_of(conversation, someone).answers


def test_ones_own_statements_tell_what_became_of_them(conversation, coordinator):
    someone = make.participant(conversation)
    waiting, hidden, shown = (
        make.statement(conversation, text, author=someone, is_seed=False, state=state, hidden_for=hidden_for)
        for text, state, hidden_for in (("a", "waiting", ""), ("b", "hidden", "personal"), ("c", "shown", ""))
    )
    give(make.participant(conversation), shown, 1)
    own = own_of(conversation, someone).statements
    assert [(each.statement, each.is_waiting, each.is_shown, each.answered) for each in own] == [
        (waiting, True, False, 0), (hidden, False, False, 0), (shown, False, True, 1),
    ]  # fmt: skip
    assert own[1].reason == HiddenFor.PERSONAL.label


def test_answers_to_what_is_hidden_are_told_as_a_number(conversation, statement, coordinator):
    someone = make.participant(conversation)
    give(someone, statement, 1)
    hide_statement(by=coordinator, statement=statement, hidden_for="off_topic", at=NOW)
    own = own_of(conversation, someone)
    assert (own.answers, own.kept_aside) == ([], 1)


def test_similar_statements_are_found_before_one_is_sent(conversation):
    shop = make.statement(conversation, "Mūsu ciemā vajag veikalu.")
    make.statement(conversation, "Autobusam jākursē arī svētdienās.")
    assert [each.public_id for each in similar_for(conversation, "Ciemā vajadzīgs veikals")] == [shop.public_id]
    assert similar_for(conversation, "Bibliotēkai jābūt atvērtai vakaros.") == []
