"""Writing to an organisation through the site, without an account."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.core.cache import cache

from savienojums.core.clock import now
from savienojums.network.forms.letters import SALT
from savienojums.network.models import Letter, Organisation
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def address(community):
    return f"/organisations/{community.slug}/letter/"


def words(ago=timedelta(minutes=1), **fields):
    opened = signing.dumps((now() - ago).timestamp(), salt=SALT)
    letter = {"name": "Anna", "email": "anna@sutitaja.test", "text": "Vai varam aizņemties telti?"}
    return {**letter, "opened": opened, **fields}


def test_the_page_reveals_nobodys_address(client, address):
    content = client.get(address).content.decode()
    assert "Nosūtīt vēstuli" in content
    assert not re.search(r"[\w.]+@[\w.]+", content)


def test_a_visitor_writes(client, address):
    response = client.post(address, words())
    assert response.headers["Location"] == f"{address}receipt/"
    letter = Letter.objects.get()
    assert (letter.sender_name, letter.sender_email, letter.text) == (
        "Anna",
        "anna@sutitaja.test",
        "Vai varam aizņemties telti?",
    )
    receipt = client.get(f"{address}receipt/").content.decode()
    assert "Jūsu vēstule ir ceļā" in receipt
    assert "noslepums" not in receipt


def test_who_is_signed_in_need_not_type_their_name(client, address, outsider):
    client.force_login(outsider)
    assert f'value="{outsider.email}"' in client.get(address).content.decode()


def test_a_machine_that_fills_in_everything_is_not_told(client, address):
    response = client.post(address, words(subject="Buy"))
    assert response.headers["Location"] == f"{address}receipt/"
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ago": timedelta(seconds=1)}, "ātrāk, nekā cilvēki raksta"),
        ({"ago": timedelta(days=2)}, "bija atvērta ļoti ilgi"),
        ({"opened": "viltots"}, "bija atvērta ļoti ilgi"),
        ({"opened": ""}, "bija atvērta ļoti ilgi"),
        ({"email": "nav"}, "e-pasta adrese"),
        ({"text": ""}, "Jūsu vēstule"),
        ({"text": "x" * 5001}, "5000"),
    ],
)
def test_what_cannot_be_sent_is_told_and_kept_in_the_form(fields, sentence, client, address):
    response = client.post(address, words(**fields))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert 'value="Anna"' in response.content.decode()
    assert not Letter.objects.exists()


def test_after_a_long_pause_the_second_try_goes_through(client, address):
    again = client.post(address, words(opened="")).content.decode()
    opened = re.search(r'name="opened" value="([^"]+)"', again)[1]
    assert float(signing.loads(opened, salt=SALT)) > 0


def test_five_letters_an_hour_are_enough(client, address):
    for _ in range(5):
        client.post(address, words())
    response = client.post(address, words(email="cita@x.test"))
    assert response.status_code == 422
    assert "ne vairāk kā piecas vēstules" in response.content.decode()
    assert Letter.objects.count() == 5


def test_the_form_works_with_htmx(client, address):
    response = client.post(address, words(email="nav"), headers={"HX-Request": "true"})
    assert response.content.decode().strip().startswith('<form id="letter"')


def test_an_organisation_without_a_mailbox_says_who_reads(client, coordinator):
    organisation = make.organisation("Bez pasta")
    content = client.get(f"/organisations/{organisation.slug}/letter/").content.decode()
    assert "saņems reģiona koordinators" in content
    assert coordinator.name not in content


def test_nobody_writes_to_what_is_not_public(client, address, contact):
    Organisation.objects.update(published_at=None)
    assert client.get(address).status_code == 404
    client.force_login(contact)
    assert client.post(address, words()).status_code == 404
    assert not Letter.objects.exists()


def test_nothing_else_is_answered(client, address):
    assert client.delete(address).status_code == 405
    assert client.post(f"{address}receipt/").status_code == 405
