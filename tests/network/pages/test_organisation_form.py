"""The form of one organisation, and two people who fill it in at once."""

import re

import pytest

from savienojums.journal.models import Record
from savienojums.network.models import Organisation
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(community):
    return f"/organisations/{community.slug}/form/"


def sent(**fields):
    return {
        "name": "Elkšņu kopiena",
        "kind": "initiative_group",
        "contact_email": "noslepums@elksni.test",
        "seen": "0",
        **fields,
    }


def test_the_form_shows_what_is_known(client, address, contact):
    Organisation.objects.update(story="Mūsu stāsts", lat=56.1, lon=26.0)
    client.force_login(contact)
    content = client.get(address).content.decode()
    for words in ("Elkšņu kopiena", "Mūsu stāsts", "56.1, 26.0", "noslepums@elksni.test", 'name="seen" value="0"'):
        assert words in content


def test_saving_shows_the_page_and_writes_who_and_for_whom(client, address, community, contact):
    client.force_login(contact)
    response = client.post(address, sent(offers="Zāle"))
    assert response.headers["Location"] == community.get_absolute_url()
    assert Organisation.objects.get().offers == "Zāle"
    line = Record.objects.get()
    assert (line.by, line.on_behalf["name"]) == (contact, "Elkšņu kopiena")
    assert line.particulars["changes"]["offers"] == ["", "Zāle"]


def test_a_fault_keeps_what_was_typed(client, address, contact):
    client.force_login(contact)
    response = client.post(address, sent(registration_number="1", offers="Zāle"))
    assert response.status_code == 422
    assert "11 cipari" in response.content.decode()
    assert "Zāle</textarea>" in response.content.decode()
    assert not Record.objects.exists()


def test_a_number_that_is_taken_is_a_fault_of_its_field(client, address, contact):
    make.organisation("Cita", registration_number="40008012345")
    client.force_login(contact)
    response = client.post(address, sent(registration_number="40008012345"))
    assert response.status_code == 422
    assert "jau ir reģistrā" in response.content.decode()


def test_two_people_at_once_lose_nothing(client, address, contact, member):
    client.force_login(member)
    client.post(address, sent(offers="Zāle", looks_for="Muzikanti"))
    client.force_login(contact)
    met = client.post(address, sent(offers="Telts", story="Stāsts"))
    content = met.content.decode()
    assert met.status_code == 409
    assert "pa to laiku saglabājis kāds cits" in content
    assert "Telts</textarea>" in content
    assert "Muzikanti</textarea>" in content
    assert re.search(r"conflict-saved.*?Zāle", content, re.DOTALL)
    assert 'name="seen" value="1"' in content
    client.post(address, sent(offers="Telts", looks_for="Muzikanti", story="Stāsts", seen="1"))
    kept = Organisation.objects.get()
    assert (kept.offers, kept.looks_for, kept.story) == ("Telts", "Muzikanti", "Stāsts")


def test_two_people_in_different_lines_are_not_bothered(client, address, community, contact, member):
    client.force_login(member)
    client.post(address, sent(offers="Zāle"))
    client.force_login(contact)
    assert client.post(address, sent(looks_for="Muzikanti")).headers["Location"] == community.get_absolute_url()
    kept = Organisation.objects.get()
    assert (kept.offers, kept.looks_for) == ("Zāle", "Muzikanti")


def test_a_meeting_works_with_htmx(client, address, contact, member):
    client.force_login(member)
    client.post(address, sent(offers="Zāle"))
    client.force_login(contact)
    met = client.post(address, sent(offers="Telts"), headers={"HX-Request": "true"})
    assert met.status_code == 409
    assert met.content.decode().strip().startswith('<form id="form"')


def test_strangers_find_no_form_and_visitors_are_asked_to_sign_in(client, address, outsider):
    assert client.get(address).headers["Location"].endswith(f"?next={address}")
    client.force_login(outsider)
    response = client.get(address)
    assert response.status_code == 404
    assert "noslepums" not in response.content.decode()
    assert client.post(address, sent(name="Cits")).status_code == 404
    assert Organisation.objects.get().name == "Elkšņu kopiena"


def test_nothing_else_is_answered(client, address, contact):
    client.force_login(contact)
    assert client.delete(address).status_code == 405
