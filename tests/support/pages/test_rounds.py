"""The pages on which rounds are written, changed and removed."""

from datetime import date, time

import pytest
from django.urls import reverse

from savienojums.journal.models import Record
from savienojums.support.models import Round
from tests import make
from tests.support.pages.test_editing import typed

pytestmark = pytest.mark.django_db


def new(measure):
    return reverse("measure_rounds", args=[measure.slug])


def address(found):
    return reverse("measure_round", args=[found.measure.slug, found.public_id])


@pytest.fixture
def at_desk(client, editor):
    client.force_login(editor)
    return client


def test_a_round_is_added_and_stands_on_the_entry(at_desk):
    measure = make.measure()
    assert at_desk.get(new(measure)).status_code == 200
    answer = at_desk.post(new(measure), {"closes_on": "1. marts 2027", "closes_hour": "12.00"}, follow=True)
    found = Round.objects.get()
    assert (found.closes_on, found.closes_hour) == (date(2027, 3, 1), time(12))
    assert answer.redirect_chain == [(reverse("measure_editing", args=[measure.slug]), 302)]
    assert "Termiņš 2027. gada 1. marts, 12:00" in answer.content.decode()


def test_a_year_is_asked_for_and_never_guessed(at_desk):
    measure = make.measure()
    answer = at_desk.post(new(measure), {"closes_on": "1. marts", "note": "Mana piezīme"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kura gada?" in page
    assert "Mana piezīme" in page
    assert not Round.objects.exists()


def test_a_round_is_changed(at_desk):
    found = make.round_of(make.measure(), closes_on=date(2027, 3, 1))
    opened = at_desk.get(address(found))
    assert typed(opened)["closes_on"] == "1.3.2027."
    at_desk.post(address(found), typed(opened, closes_on="6.3.2027"))
    found.refresh_from_db()
    assert found.closes_on == date(2027, 3, 6)
    assert at_desk.post(address(found), typed(opened, closes_on="")).status_code == 422


def test_when_two_move_a_deadline_both_days_are_shown(at_desk):
    found = make.round_of(make.measure(), closes_on=date(2027, 3, 1))
    mine = at_desk.get(address(found))
    at_desk.post(address(found), typed(mine, closes_on="6.3.2027", name="Pavasara kārta"))
    met = at_desk.post(address(found), typed(mine, closes_on="8.3.2027"))
    assert met.status_code == 409
    assert (typed(met)["closes_on"], typed(met)["name"]) == ("8.3.2027.", "Pavasara kārta")
    assert "<q>2027. gada 6. marts</q>" in met.content.decode()


def test_a_round_is_removed(at_desk):
    found = make.round_of(make.measure(), closes_on=date(2027, 3, 1))
    answer = at_desk.post(address(found), {"_method": "DELETE"}, follow=True)
    assert "Kārta ir izņemta." in answer.content.decode()
    assert (Round.objects.exists(), Record.objects.get().verb) == (False, "support.round_removed")
    assert at_desk.get(address(found)).status_code == 404


def test_a_round_of_another_measure_is_not_found(at_desk):
    found = make.round_of(make.measure("A"), name="1.")
    elsewhere = reverse("measure_round", args=[make.measure("B").slug, found.public_id])
    assert at_desk.get(elsewhere).status_code == 404


@pytest.mark.parametrize("who", ["contact", "outsider", None])
def test_for_others_there_are_no_rounds_to_touch(client, who, request):
    found = make.round_of(make.measure(), name="Slepena kārta")
    if who:
        client.force_login(request.getfixturevalue(who))
    answers = [
        client.get(new(found.measure)),
        client.post(new(found.measure), {"name": "x"}),
        client.get(address(found)),
    ]
    answers += [client.post(address(found), {"name": "x"}), client.post(address(found), {"_method": "DELETE"})]
    for answer in answers:
        assert answer.status_code == 404
        assert "Slepena" not in answer.content.decode()
    assert list(Round.objects.values_list("name", flat=True)) == ["Slepena kārta"]


def test_doors_answer_only_to_what_they_know(at_desk):
    found = make.round_of(make.measure(), name="1.")
    assert at_desk.delete(new(found.measure)).status_code == 405
    assert at_desk.put(address(found)).status_code == 405
