"""The page of an event, and the shell of the organisers' desk."""

import pytest

from savienojums.network.models import Project
from tests import make

pytestmark = pytest.mark.django_db


def test_the_page_says_what_when_where_and_by_whom(client):
    organisation = make.organisation("Elkšņu kopiena")
    project = Project.objects.create(
        name="Saknes un spārni", number="2026.LV/1", funder_sentence={"lv": "Finansē Sabiedrības integrācijas fonds."}
    )
    event = make.event(venue="Elkšņu saieta nams", organisers=[organisation], project=project, text="Nāciet **visi**.")
    page = client.get(event.get_absolute_url()).content.decode()
    assert "Sēlijas NVO forums" in page
    assert "Pirmdiena, 2026. gada 14. decembris, 14:00–17:00" in page
    assert "Elkšņu saieta nams" in page
    assert "Elkšņu kopiena" in page
    assert "Saknes un spārni (2026.LV/1)" in page
    assert "Finansē Sabiedrības integrācijas fonds." in page
    assert "<strong>visi</strong>" in page


def test_a_draft_is_nobodys_but_its_makers(client, contact):
    event = make.event("Slepens", published_at=None, made_by=contact)
    assert client.get(event.get_absolute_url()).status_code == 404
    client.force_login(contact)
    assert "Slepens" in client.get(event.get_absolute_url()).content.decode()


def test_the_desk_is_its_organisers(client, contact, outsider):
    event = make.event(made_by=contact)
    client.force_login(outsider)
    assert client.get(f"/events/{event.slug}/desk/").status_code == 404
    client.force_login(contact)
    page = client.get(f"/events/{event.slug}/desk/").content.decode()
    assert 'aria-current="page"' in page
