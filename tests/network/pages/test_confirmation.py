"""The link of the yearly letter: opening it changes nothing, its button does."""

from datetime import timedelta

import pytest

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.network import actions
from savienojums.network.actions.confirmations import token_of
from savienojums.network.models import ConfirmationRequest, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(community):
    Organisation.objects.update(summary={"lv": "Silabriežu krastā"}, offers="Zāle")
    request = actions.ask_confirmation(by=SYSTEM, organisation=community, email="noslepums@elksni.test", at=now())
    return f"/confirmations/{token_of(request.public_id)}/"


def test_the_link_shows_what_is_on_file_and_one_button(client, address):
    content = client.get(address).content.decode()
    for words in (
        "Elkšņu kopiena",
        "Silabriežu krastā",
        "Zāle",
        "Joprojām pareizi",
        "Kaut kas ir mainījies",
        "noindex",
    ):
        assert words in content, words
    assert "noslepums" not in content


def test_a_mail_program_that_opens_the_link_confirms_nothing(client, address):
    client.get(address)
    client.head(address)
    client.get(address)
    assert Organisation.objects.get().confirmed_at is None


def test_the_button_confirms_without_an_account(client, address):
    content = client.post(address, follow=True).content.decode()
    assert "Paldies!" in content
    assert "e-pastā apstiprināja pati organizācija" in content
    assert Organisation.objects.get().confirmed_at is not None


def test_a_second_click_says_that_it_is_confirmed_already(client, address):
    client.post(address)
    confirmed = Organisation.objects.get().confirmed_at
    content = client.post(address, follow=True).content.decode()
    assert "e-pastā apstiprināja pati organizācija" in content
    assert "Joprojām pareizi" not in content
    assert Organisation.objects.get().confirmed_at == confirmed
    assert Record.objects.filter(verb="network.organisation_confirmed").count() == 1


def test_an_old_link_says_until_when_it_was_good(client, address):
    ConfirmationRequest.objects.update(expires_at=now() - timedelta(days=1))
    content = client.get(address).content.decode()
    assert "Šī saite vairs nedarbojas" in content
    client.post(address)
    assert Organisation.objects.get().confirmed_at is None


def test_a_change_is_proposed_without_an_account(client, address):
    form = client.get(f"{address}change/").content.decode()
    assert "Kas ir mainījies?" in form
    assert client.post(f"{address}change/", {"text": ""}).status_code == 422
    content = client.post(f"{address}change/", {"text": "Jauna bibliotekāre"}).content.decode()
    assert "izlabos lapu" in content
    assert Record.objects.get(verb="network.change_proposed").particulars == {"text": "Jauna bibliotekāre"}
    assert Organisation.objects.get().confirmed_at is None
    assert "Jūs atbildējāt" in client.get(address).content.decode()


def test_after_an_answer_no_change_is_taken(client, address):
    client.post(address)
    assert client.get(f"{address}change/").headers["Location"] == address
    assert client.post(f"{address}change/", {"text": "Vēl kas"}).headers["Location"] == address
    assert not Record.objects.filter(verb="network.change_proposed").exists()


def test_a_wrong_link_does_not_exist(client, db):
    assert client.get("/confirmations/nekas/").status_code == 404
    assert client.post("/confirmations/nekas/").status_code == 404
    assert client.get("/confirmations/nekas/change/").status_code == 404


def test_nothing_else_is_answered(client, address):
    assert client.delete(address).status_code == 405
