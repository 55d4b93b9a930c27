"""Hands in halls: counted statement by statement, kept apart, shown beside single answers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.voices.actions.halls import (
    Hands,
    MoreHandsThanPeople,
    NobodyThere,
    OtherStatement,
    Told,
    add_hall,
    change_hall,
    count_hands,
    forget_hands,
    remove_hall,
)
from savienojums.voices.models import Hall, HallCount, Vote
from savienojums.voices.queries import halls as queries
from savienojums.voices.queries.conversations_history import history_of
from tests import make
from tests.make import NOW

DAY = date(2026, 11, 20)


@pytest.fixture
def conversation(contact):
    made = make.conversation(made_by=contact, results_shown="live")
    for number in range(1, 4):
        make.statement(made, f"Apgalvojums {number}.")
    return made


@pytest.fixture
def hall(conversation, contact):
    return hall_of(conversation, contact)


def hall_of(conversation, by, people=30, title="Sapulce Bebrenē"):
    return add_hall(by=by, conversation=conversation, told=Told(title, DAY, people), at=NOW)


def raise_hands(hall, by, number, *hands):
    statement = hall.conversation.statements.get(number=number)
    return count_hands(by=by, hall=hall, statement=statement, hands=Hands(*hands), at=NOW)


def test_hands_are_kept_apart_from_votes(hall, conversation, contact):
    raise_hands(hall, contact, 1, 20, 5, 3)
    assert not Vote.objects.exists()
    told = queries.halls_of(conversation)
    assert [(row.number, row.halls, row.single) for row in told.statements] == [
        (1, queries.Hands(20, 5, 3), queries.Hands())
    ]
    assert (told.people, told.halls[0].hands) == (30, {1: queries.Hands(20, 5, 3)})
    assert list(Record.objects.values_list("verb", flat=True).order_by("pk")) == [
        "voices.hall_added",
        "voices.hands_counted",
    ]


def test_counted_anew_the_new_numbers_hold(hall, contact):
    raise_hands(hall, contact, 1, 20, 5, 3)
    raise_hands(hall, contact, 1, 21, 5, 0)
    count = HallCount.objects.get()
    assert (count.agree, count.disagree, count.passed) == (21, 5, 0)
    assert Record.objects.filter(verb="voices.hands_counted").latest("pk").particulars["before"] == [20, 5, 3]


@pytest.mark.parametrize("hands", [(31, 0, 0), (10, 10, 11), (0, 31, 0)])
def test_there_are_no_more_hands_than_people(hall, contact, hands):
    with pytest.raises(MoreHandsThanPeople, match="30"):
        raise_hands(hall, contact, 1, *hands)
    assert not HallCount.objects.exists()


def test_a_hall_cannot_shrink_below_its_hands(hall, contact):
    raise_hands(hall, contact, 2, 20, 5, 3)
    with pytest.raises(MoreHandsThanPeople, match="28"):
        change_hall(by=contact, hall=hall, told=Told("Sapulce", DAY, 27), at=NOW)
    change_hall(by=contact, hall=hall, told=Told("Sapulce", DAY, 28), at=NOW)
    assert Hall.objects.get().people == 28


def test_an_empty_hall_is_none(conversation, contact):
    with pytest.raises(NobodyThere):
        hall_of(conversation, contact, 0)


def test_hands_belong_to_statements_of_the_same_conversation(hall, contact):
    other = make.statement(make.conversation("Cita"))
    with pytest.raises(OtherStatement):
        count_hands(by=contact, hall=hall, statement=other, hands=Hands(1, 0), at=NOW)


def test_hands_are_forgotten_and_halls_removed(hall, conversation, contact):
    raise_hands(hall, contact, 1, 1, 0)
    statement = conversation.statements.get(number=1)
    forget_hands(by=contact, hall=hall, statement=statement, at=NOW)
    forget_hands(by=contact, hall=hall, statement=statement, at=NOW)
    assert not HallCount.objects.exists()
    assert Record.objects.filter(verb="voices.hands_forgotten").count() == 1
    assert history_of(conversation)[0].text == "Zālē saskaitītās rokas atsauktas. Nr. 1"
    remove_hall(by=contact, hall=hall, at=NOW)
    assert not Hall.objects.exists()


def test_others_count_nothing(hall, conversation, contact, outsider):
    statement = conversation.statements.first()
    for refused in (
        lambda: hall_of(conversation, outsider),
        lambda: change_hall(by=outsider, hall=hall, told=Told("x", DAY, 5), at=NOW),
        lambda: remove_hall(by=outsider, hall=hall, at=NOW),
        lambda: count_hands(by=outsider, hall=hall, statement=statement, hands=Hands(1, 0), at=NOW),
        lambda: forget_hands(by=outsider, hall=hall, statement=statement, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            refused()


# --- beside single answers --------------------------------------------------------


def test_the_last_answer_of_each_person_stands_beside_the_hands(hall, conversation, contact):
    raise_hands(hall, contact, 1, 20, 5, 3)
    statement = conversation.statements.get(number=1)
    people = [make.participant(conversation) for _number in range(7)]
    for person in people:
        make.vote(person, statement, -1)
    for person in people[:5]:
        make.vote(person, statement, 1)
    make.vote(people[6], statement, None)
    aside = make.participant(conversation, aside_at=NOW, aside_for="flood")
    make.vote(aside, statement, 1)
    (row,) = queries.halls_of(conversation).statements
    assert row.single == queries.Hands(5, 1, 0)


def test_fewer_than_the_smallest_group_are_not_told(hall, conversation, contact):
    raise_hands(hall, contact, 1, 20, 5, 3)
    for _number in range(4):
        make.vote(make.participant(conversation), conversation.statements.get(number=1), 1)
    assert queries.halls_of(conversation).statements[0].single == queries.Hands()


def test_a_hall_of_few_people_is_shown_to_nobody(conversation, contact):
    small = hall_of(conversation, contact, 4)
    raise_hands(small, contact, 1, 4, 0)
    told = queries.halls_of(conversation)
    assert (told.halls, told.statements) == ([], [])


def test_a_hidden_statement_is_not_told(hall, conversation, contact):
    raise_hands(hall, contact, 1, 4, 0)
    conversation.statements.filter(number=1).update(state="hidden", hidden_for="personal")
    assert queries.halls_of(conversation).statements == []


@pytest.mark.parametrize(
    ("shown", "given", "seen"),
    [("live", 0, True), ("end", 3, False), ("after", 0, False), ("after", 2, False), ("after", 3, True)],
)
def test_hands_are_shown_when_results_are(contact, shown, given, seen):
    conversation = make.conversation(made_by=contact, results_shown=shown)
    statements = [make.statement(conversation, f"Apgalvojums {number}.") for number in range(3)]
    raise_hands(hall_of(conversation, contact), contact, 1, 20, 5, 3)
    person = make.participant(conversation)
    for statement in statements[:given]:
        make.vote(person, statement)
    told = queries.part(None, conversation, person, NOW)["halls"]
    assert bool(told) is seen


def test_hands_of_a_closed_conversation_are_shown(contact):
    conversation = make.conversation(made_by=contact, closed_at=NOW)
    make.statement(conversation)
    raise_hands(hall_of(conversation, contact), contact, 1, 20, 5, 3)
    assert queries.part(None, conversation, None, NOW)["halls"].people == 30


@given(*(st.integers(0, 1000) for _each in range(6)))
def test_hands_add_up(a, b, c, d, e, f):
    both = queries.Hands(a, b, c) + queries.Hands(d, e, f)
    assert both.all == a + b + c + d + e + f
    assert 0 <= both.share <= 100
