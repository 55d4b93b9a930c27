"""The findings of a focus group: published by its organisers, read by everyone."""

import pytest
from django.contrib.contenttypes.models import ContentType

from savienojums.events.models import Event
from tests.events.focus import NAMES, agreed, focus_group, note, quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(contact):
    made = focus_group(contact, *NAMES)
    quote(note(made), "Autobuss pēc četriem", "Transports", voice="P1", age_band="young", kind="skolniece")
    agreed(made)
    return made


def test_published_everyone_reads_them_and_the_event_leads_there(client, group, contact, monkeypatch):
    monkeypatch.setattr("savienojums.events.views.findings.now", lambda: group.event.ends_at)
    address, event = f"/events/{group.event.slug}/findings/", group.event.get_absolute_url()
    assert client.get(address).status_code == 404
    assert address not in client.get(event).content.decode()
    client.force_login(contact)
    assert client.post(f"/events/{group.event.slug}/focus/release/", {"sure": "on"})["Location"] == address
    client.logout()
    page = client.get(address).content.decode()
    assert "Autobuss pēc četriem" in page
    assert "Transports" in page
    # One voice is too few for anything else.
    assert not any(word in page for word in ("P1", "skolniece", "līdz 25", "Ozola"))
    assert address in client.get(event).content.decode()
    client.force_login(contact)
    client.post(f"/events/{group.event.slug}/focus/release/", {"_method": "DELETE"})
    client.logout()
    assert client.get(address).status_code == 404


def test_before_the_group_met_its_page_says_when_they_can_be_published(client, group, contact, monkeypatch):
    client.force_login(contact)
    desk, release = f"/events/{group.event.slug}/focus/", f"/events/{group.event.slug}/focus/release/"
    assert release not in client.get(desk).content.decode()
    answer = client.post(release, {"sure": "on"})
    assert answer.status_code == 409
    assert "Grupa vēl nav tikusies." in answer.content.decode()
    monkeypatch.setattr("savienojums.events.views.focus.now", lambda: group.event.starts_at)
    assert release in client.get(desk).content.decode()


def test_others_publish_nothing(client, group, outsider):
    address = f"/events/{group.event.slug}/focus/release/"
    assert client.post(address).status_code == 302
    client.force_login(outsider)
    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 404


def test_as_many_questions_for_three_quotes_as_for_one(client, group, django_assert_num_queries):
    ContentType.objects.get_for_model(Event)
    group.released_at = "2026-11-23T10:00Z"
    group.save()
    address = f"/events/{group.event.slug}/findings/"
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)
    quote(note(group, "P2: dārgi, tumšs"), "dārgi", "Nauda", "Transports", voice="P2")
    quote(group.notes.last(), "tumšs", "Vakari", voice="P2")
    with django_assert_num_queries(6):
        client.get(address)
