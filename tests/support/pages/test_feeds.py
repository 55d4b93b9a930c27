"""Calendars, news feeds and tables as doors: kinds of content, marks, filters."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from savienojums.core.clock import local_day, now
from tests import make

pytestmark = pytest.mark.django_db
KINDS = {
    "/support/calendar.ics": ("text/calendar; charset=utf-8", 'inline; filename="selija-atbalsts.ics"'),
    "/support/feed.atom": ("application/atom+xml; charset=utf-8", None),
    "/support/export.csv": ("text/csv; charset=utf-8", 'attachment; filename="selija-atbalsts.csv"'),
    "/support/export.xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        'attachment; filename="selija-atbalsts.xlsx"',
    ),
}


@pytest.fixture
def two(db):
    """A grant and a loan, both with a deadline ahead."""
    measures = [make.measure("Upes fonds", kind="grant"), make.measure("Ezeru fonds", kind="loan")]
    for measure in measures:
        make.round_of(measure, closes_on=local_day(now()) + timedelta(days=40))
    return measures


@pytest.mark.parametrize("address", KINDS)
def test_every_door_says_what_it_sends(client, two, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer.get("Content-Disposition")) == (200, *KINDS[address])


def test_a_calendar_holds_what_the_filter_leaves(client, two):
    events = Calendar.from_ical(client.get("/support/calendar.ics", {"kind": "loan"}).content).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Ezeru fonds"]


def test_a_feed_holds_what_the_filter_leaves(client, two):
    feed = ET.fromstring(client.get("/support/feed.atom", {"q": "upes", "kind": "grant"}).content)  # noqa: S314 -- our own feed
    assert feed.findtext("{*}title") == "Atbalsts („upes”, Grants) · Sēlija"
    feed = ET.fromstring(client.get("/support/feed.atom", {"kind": "loan"}).content)  # noqa: S314 -- our own feed
    assert [entry.findtext("{*}title") for entry in feed.findall("{*}entry")] == ["Ezeru fonds"]


def test_a_table_holds_what_the_filter_leaves(client, two):
    lines = client.get("/support/export.csv", {"kind": "loan"}).content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["Ezeru fonds"]


def test_an_empty_document_sends_empty_files(client):
    assert Calendar.from_ical(client.get("/support/calendar.ics").content).walk("VEVENT") == []
    assert ET.fromstring(client.get("/support/feed.atom").content).findall("{*}entry") == []  # noqa: S314 -- our own feed
    assert len(client.get("/support/export.csv").content.splitlines()) == 1
    assert client.get("/support/export.xlsx").content.startswith(b"PK")


@pytest.mark.parametrize("address", ["/support/calendar.ics", "/support/feed.atom"])
def test_what_did_not_change_is_not_sent_again(client, two, address):
    mark = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": mark}).status_code == 304
    assert client.get(address, {"kind": "loan"}, headers={"If-None-Match": mark}).status_code == 200
    make.round_of(two[0], closes_on=local_day(now()) + timedelta(days=50))
    assert client.get(address, headers={"If-None-Match": mark}).status_code == 200


def test_one_measure_has_a_calendar_of_its_own(client, two):
    answer = client.get(f"/support/{two[0].slug}/calendar.ics")
    assert answer["Content-Disposition"] == f'attachment; filename="{two[0].slug}.ics"'
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert len(event.walk("VALARM")) == 1
    again = client.get(f"/support/{two[0].slug}/calendar.ics", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_drafts_are_in_no_file_not_even_for_editors(client, editor):
    hidden = make.measure("Slepens fonds", published_at=None)
    make.round_of(hidden, closes_on=local_day(now()) + timedelta(days=40))
    assert client.get(f"/support/{hidden.slug}/calendar.ics").status_code == 404
    client.force_login(editor)
    for address in ("/support/calendar.ics", "/support/feed.atom", "/support/export.csv"):
        assert "Slepens" not in client.get(address).content.decode()


@pytest.mark.parametrize("address", KINDS)
def test_files_are_only_read(client, address):
    assert client.post(address).status_code == 405
