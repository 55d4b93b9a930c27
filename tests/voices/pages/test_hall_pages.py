"""The pages of halls: counting statement by statement, the wall, the public table."""

from datetime import date

import pytest
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.voices.actions.halls import Hands, Told, add_hall, count_hands
from savienojums.voices.models import Hall, HallCount
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(client, contact):
    client.force_login(contact)
    return contact


@pytest.fixture
def conversation(contact):
    made = make.conversation(made_by=contact, results_shown="live", languages=["lv", "ru"])
    for number in range(1, 4):
        make.statement(made, f"Slepenais apgalvojums {number}.")
    return made


@pytest.fixture
def hall(conversation, contact):
    return hall_of(conversation, contact)


def hall_of(conversation, by, title="Sapulce Bebrenē"):
    return add_hall(by=by, conversation=conversation, told=Told(title, date(2026, 11, 20), 30), at=now())


def address(name, conversation, *more):
    return reverse(f"conversation_{name}", args=[conversation.slug, *more])


def test_a_hall_is_made_and_counting_begins(client, host, conversation):
    form = {"title": "Sapulce Bebrenē", "held_on": "2026-11-20", "people": "30"}
    answer = client.post(address("halls", conversation), form)
    hall = Hall.objects.get()
    assert answer["Location"] == address("hands", conversation, hall.public_id)
    assert client.post(address("halls", conversation), form | {"people": "0"}).status_code == 422


def test_hands_are_counted_one_statement_after_the_other(client, host, conversation, hall):
    hands = address("hands", conversation, hall.public_id)
    text = client.get(hands).content.decode()
    assert "Slepenais apgalvojums 1." in text
    answer = client.post(hands, {"statement": "1", "agree": "20", "disagree": "5", "passed": ""})
    assert answer["Location"] == f"{hands}?statement=2"
    assert "Slepenais apgalvojums 2." in client.get(hands).content.decode()
    last = client.post(hands, {"statement": "3", "agree": "0", "disagree": "0"})
    assert last["Location"] == address("hall", conversation, hall.public_id)
    assert list(HallCount.objects.values_list("agree", "disagree", "passed")) == [(20, 5, 0), (0, 0, 0)]


def test_too_many_hands_are_a_sentence_and_the_numbers_stay(client, host, conversation, hall):
    hands = address("hands", conversation, hall.public_id)
    answer = client.post(hands, {"statement": "1", "agree": "25", "disagree": "10"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "35" in text
    assert 'value="25"' in text
    assert not HallCount.objects.exists()


def test_what_was_counted_is_corrected_and_forgotten(client, host, conversation, hall):
    hands = address("hands", conversation, hall.public_id)
    client.post(hands, {"statement": "1", "agree": "20", "disagree": "5"})
    assert 'value="20"' in client.get(hands + "?statement=1").content.decode()
    client.post(hands, {"statement": "1", "_method": "DELETE"})
    assert not HallCount.objects.exists()
    assert client.get(hands + "?statement=99").status_code == 404


def test_a_hall_is_corrected_and_taken_out(client, host, conversation, hall):
    form = {"title": "Cita sapulce", "held_on": "2026-11-21", "people": "31"}
    assert client.post(address("hall_form", conversation, hall.public_id), form).status_code == 302
    hall.refresh_from_db()
    assert (hall.title, hall.people) == ("Cita sapulce", 31)
    page = address("hall", conversation, hall.public_id)
    assert "Cita sapulce" in client.get(page).content.decode()
    client.post(page, {"_method": "DELETE"})
    assert not Hall.objects.exists()


def test_the_wall_shows_the_statement_in_every_language_it_has(client, host, conversation, hall):
    second = conversation.statements.get(number=2)
    second.text = {"lv": "Vajag veikalu.", "ru": "Нужен магазин."}
    second.save()
    text = client.get(address("hall_screen", conversation, hall.public_id) + "?statement=2").content.decode()
    assert '<span class="hall-screen-words" lang="lv">Vajag veikalu.</span>' in text
    assert '<span class="hall-screen-words" lang="ru">Нужен магазин.</span>' in text
    assert 'href="?statement=1" rel="prev"' in text
    assert 'href="?statement=3" rel="next"' in text


def test_others_see_nothing_of_it(client, outsider, conversation, hall):
    client.force_login(outsider)
    for name, *more in (
        ("halls",),
        *((name, hall.public_id) for name in ("hall", "hands", "hall_form", "hall_screen")),
    ):
        answer = client.get(address(name, conversation, *more))
        assert answer.status_code == 404, name
        assert "Slepenais" not in answer.content.decode()
    client.post(address("hall", conversation, hall.public_id), {"_method": "DELETE"})
    assert Hall.objects.exists()


def test_a_hall_of_another_conversation_is_not_here(client, host, conversation, hall, contact):
    other = make.conversation("Cita", made_by=contact)
    assert client.get(address("hall", other, hall.public_id)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_questions_does_not_grow(client, host, conversation, contact, count, django_assert_num_queries):
    for number in range(count):
        hall = hall_of(conversation, contact, f"Zāle {number}")
        for statement in list(conversation.statements.all())[:count]:
            count_hands(by=contact, hall=hall, statement=statement, hands=Hands(10, 5), at=now())
    client.get(address("halls", conversation))
    with django_assert_num_queries(HALLS):
        client.get(address("halls", conversation))
    with django_assert_num_queries(HALL):
        client.get(address("hall", conversation, hall.public_id))


HALLS, HALL = 7, 8
