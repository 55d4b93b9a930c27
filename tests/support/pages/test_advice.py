"""Asking the local partnership about a measure, without an account."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.core.cache import cache

from savienojums.core.clock import now
from savienojums.support.forms.advice import SALT
from savienojums.support.models import AdviceRequest
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def partnership(db):
    place = make.place("Jēkabpils novads", kind="municipality")
    own = make.organisation("Lauku partnerība", contact_email="noslepums@partneriba.test", place=place)
    given = make.measure("LEADER", provider=make.provider("Lauku partnerība", kind="partnership", organisation=own))
    given.places.set([place])
    return own


@pytest.fixture
def address(partnership):
    return f"/support/{make.measure('Konkurss').slug}/advice/"


def words(ago=timedelta(minutes=1), **fields):
    opened = signing.dumps((now() - ago).timestamp(), salt=SALT)
    letter = {"name": "Anna", "email": "anna@sutitaja.test", "text": "Vai varam pieteikties?", "adviser": "-"}
    return {**letter, "opened": opened, **fields}


def test_the_page_reveals_nobodys_address(client, address):
    content = client.get(address).content.decode()
    assert "Lauku partnerība" in content
    assert not re.search(r"[\w.]+@[\w.]+", content)


def test_a_visitor_asks_whoever_they_chose(client, address, partnership):
    answer = client.post(address, words(adviser=partnership.slug))
    assert answer.headers["Location"] == f"{address}receipt/"
    asked = AdviceRequest.objects.get()
    assert (asked.adviser, asked.sender_email, asked.text) == (
        partnership,
        "anna@sutitaja.test",
        "Vai varam pieteikties?",
    )
    assert "jautājums ir ceļā" in client.get(f"{address}receipt/").content.decode()


def test_whoever_advises_at_the_place_is_chosen_already(client, address, partnership, contact):
    assert client.get(f"{address}?place=jekabpils-novads").context["form"].initial["adviser"] == partnership.slug
    assert client.get(address).context["form"].initial["adviser"] == "-"
    own = make.organisation("Kopiena", place=partnership.place)
    make.membership(contact, own)
    client.force_login(contact)
    first = client.get(address).context["form"].initial
    assert (first["adviser"], first["email"]) == (partnership.slug, contact.email)


def test_somebody_who_does_not_advise_cannot_be_written_to(client, address):
    other = make.organisation("Cita", contact_email="cita@cita.test")
    assert client.post(address, words(adviser=other.slug)).status_code == 422
    assert not AdviceRequest.objects.exists()


def test_a_machine_is_not_told(client, address):
    assert client.post(address, words(subject="Buy")).headers["Location"] == f"{address}receipt/"
    assert not AdviceRequest.objects.exists()


@pytest.mark.parametrize("wrong", [{"text": "īss"}, {"email": "nav"}, {"name": ""}, {"ago": timedelta(seconds=1)}])
def test_what_cannot_be_sent_is_told(client, address, wrong, htmx):
    assert client.post(address, words(**wrong)).status_code == 422
    assert client.post(address, words(**wrong), **htmx).content.decode().lstrip().startswith('<form id="advice"')
    assert not AdviceRequest.objects.exists()


def test_five_questions_an_hour_are_enough(client, address):
    for _ in range(5):
        assert client.post(address, words()).status_code == 302
    assert client.post(address, words()).status_code == 422
    assert AdviceRequest.objects.count() == 5


def test_a_draft_has_no_such_page_and_nothing_else_is_answered(client, address, editor):
    hidden = make.measure("Melnraksts", published_at=None)
    assert client.get(f"/support/{hidden.slug}/advice/").status_code == 404
    client.force_login(editor)
    assert client.get(f"/support/{hidden.slug}/advice/").status_code == 404
    assert client.put(address).status_code == 405
