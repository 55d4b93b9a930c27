"""What the page of an organisation says of its meetings."""

from datetime import UTC, datetime

import pytest

from savienojums.events.models import Task
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def hosts():
    return make.organisation("Elkšņu kopiena")


def held(title, **details):
    times = {"starts_at": datetime(2025, 10, 11, 9, tzinfo=UTC), "ends_at": datetime(2025, 10, 11, 12, tzinfo=UTC)}
    return make.event(title, **times, **details)


def test_coming_and_held_events_stand_on_the_page_and_drafts_do_not(client, hosts, monkeypatch):
    monkeypatch.setattr("savienojums.front.views.organisation.now", lambda: make.NOW)
    make.event("Kopienu persilāde", organisers=[hosts])
    held("V forums", organisers=[hosts])
    make.event("Slepens melnraksts", organisers=[hosts], published_at=None)
    make.event("Cita forums")
    page = client.get(hosts.get_absolute_url()).content.decode()
    assert page.index("Kopienu persilāde") < page.index("V forums")
    assert "Slepens" not in page
    assert "Cita forums" not in page


def test_an_example_is_said_to_be_one_in_the_past_too(client, hosts):
    held("Paraugforums", organisers=[hosts], is_example=True)
    page = client.get(hosts.get_absolute_url()).content.decode()
    assert "Paraugs</em>" in page.partition("Paraugforums")[2]


def test_a_new_event_makes_the_kept_page_old(client, hosts):
    first = client.get(hosts.get_absolute_url())
    assert client.get(hosts.get_absolute_url(), headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    held("V forums", organisers=[hosts])
    again = client.get(hosts.get_absolute_url(), headers={"If-None-Match": first.headers["ETag"]})
    assert "V forums" in again.content.decode()


def test_tasks_of_meetings_are_its_members_business(client, contact, hosts):
    make.membership(contact, hosts)
    Task.objects.create(event=held("V forums"), what="Atrast mūziķus", organisation=hosts)
    assert "Atrast mūziķus" not in client.get(hosts.get_absolute_url()).content.decode()
    client.force_login(contact)
    assert "Atrast mūziķus" in client.get(hosts.get_absolute_url()).content.decode()
