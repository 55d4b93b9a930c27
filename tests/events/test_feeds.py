"""News, frames on other sites, and events as search engines read them."""

import json
import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from savienojums.events.actions import gatherings
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    for door in ("feeds", "views.calendars_away"):
        monkeypatch.setattr(f"savienojums.events.{door}.now", lambda: NOW)


def test_the_feed_tells_what_is_new_changed_and_cancelled(client, coordinator):
    new = make.event("Jauns", published_at=NOW - timedelta(days=3))
    moved, gone = make.event("Pārcelts"), make.event("Atcelts")
    details = {"starts_at": moved.starts_at + timedelta(days=1), "ends_at": moved.ends_at + timedelta(days=1)}
    gatherings.change_event(by=coordinator, event=moved, details=details, at=NOW + timedelta(minutes=1))
    gatherings.cancel_event(by=coordinator, event=gone, why="Nav vietas", at=NOW + timedelta(minutes=2))
    feed = ET.fromstring(client.get(reverse("events_feed")).content)  # noqa: S314 -- our own words
    items = {entry.findtext(f"{ATOM}title"): entry for entry in feed.iter(f"{ATOM}entry")}
    assert list(items) == ["Atcelts: Atcelts", "Mainīts: Pārcelts", "Jauns"]
    assert "Nav vietas" in items["Atcelts: Atcelts"].findtext(f"{ATOM}summary")
    assert "Pārcelts no 14. decembra" in items["Mainīts: Pārcelts"].findtext(f"{ATOM}summary")
    # A change is news of its own, for a reader who has read the first already.
    before = items["Jauns"].findtext(f"{ATOM}id")
    gatherings.cancel_event(by=coordinator, event=new, why="", at=NOW + timedelta(minutes=3))
    feed = ET.fromstring(client.get(reverse("events_feed")).content)  # noqa: S314 -- our own words
    assert before not in [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]


def test_the_frame_shows_the_next_events_and_nothing_hidden(client):
    make.event("Atklāts")
    make.event("Iekšējs", circle="members")
    make.event("Bijis", starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=8))
    answer = client.get(reverse("events_embed"), {"lang": "lv"})
    assert "Atklāts" in answer.text
    assert "Iekšējs" not in answer.text
    assert "Bijis" not in answer.text
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert "<script" not in answer.text
    assert "csrf" not in answer.text.lower()
    # No other page of the calendar may be framed.
    assert "frame-ancestors 'none'" in client.get(reverse("events"))["Content-Security-Policy"]


def test_the_line_of_html_names_the_present_filter(client):
    make.event("Darbnīca", kind="workshop")
    make.event("Forums")
    shown = client.get(reverse("events_embedding"), {"kind": "workshop", "most": "5"}).text
    assert "kind=workshop" in shown
    assert "&lt;iframe" in shown
    frame = client.get(reverse("events_embed"), {"kind": "workshop"}).text
    assert "Darbnīca" in frame
    assert "Forums" not in frame.replace("Notikumi", "")


def linked(client, event):
    page = client.get(event.get_absolute_url()).text
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


def test_search_engines_are_told_when_where_by_whom_and_how_many_seats(client):
    host = make.organisation("Ūdenszīmes")
    event = make.event(
        "Forums </script>", place=make.place(lat=56.1, lon=25.7), venue="Klubs", organisers=[host], mode="hybrid",
        takes_registrations=True, capacity=3, online_url="https://zvans.test/slepens",
    )  # fmt: skip
    make.registration(event)
    told = linked(client, event)
    assert told["@type"] == "Event"
    assert told["name"] == "Forums </script>"
    assert told["startDate"] == "2026-12-14T14:00:00+02:00"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in told["location"]] == ["Place", "VirtualLocation"]
    assert told["location"][0]["geo"]["latitude"] == 56.1
    assert "slepens" not in json.dumps(told)
    assert told["organizer"][0]["name"] == "Ūdenszīmes"
    assert told["maximumAttendeeCapacity"] == 3
    assert told["remainingAttendeeCapacity"] == 2


def test_search_engines_are_told_of_what_is_moved_or_cancelled(client, coordinator):
    event = make.event("Forums")
    details = {"starts_at": event.starts_at + timedelta(days=1), "ends_at": event.ends_at + timedelta(days=1)}
    gatherings.change_event(by=coordinator, event=event, details=details, at=NOW)
    told = linked(client, event)
    assert told["eventStatus"] == "https://schema.org/EventRescheduled"
    assert told["previousStartDate"] == "2026-12-14T14:00:00+02:00"
    event.refresh_from_db()
    gatherings.cancel_event(by=coordinator, event=event, why="", at=NOW)
    assert linked(client, event)["eventStatus"] == "https://schema.org/EventCancelled"


# --- for programs -----------------------------------------------------------------


def asked(client, path):
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_programs_are_told_public_facts_only(client):
    host = make.organisation("Ūdenszīmes")
    event = make.event("Forums", organisers=[host], place=make.place(), online_url="https://zvans.test/slepens", mode="hybrid",
                       takes_registrations=True, capacity=3, text="Zvaniet 29123456", summary={"lv": "Raksti: a@b.test"})  # fmt: skip
    make.registration(event, "Anna Bērziņa")
    make.event("Iekšējs", circle="members")
    make.event("Melnraksts", published_at=None)
    told = asked(client, "events")
    (item,) = told["items"]
    assert (item["title"], item["seats"], item["takes_names"], item["standing"]) == ("Forums", 2, True, "coming")
    assert item["starts_at"] == "2026-12-14T12:00:00Z"
    assert item["organisers"] == [{"slug": host.slug, "name": "Ūdenszīmes"}]
    for private in ("slepens", "29123456", "Anna", "a@b.test", "Iekšējs", "Melnraksts"):
        assert private not in str(told)
    assert asked(client, f"events/{event.slug}") == item


def test_programs_filter_as_pages_do(client):
    make.event("Forums")
    make.event("Darbnīca", kind="workshop")
    past = make.event("Bijis", starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=8))
    titles = lambda path: [item["title"] for item in asked(client, path)["items"]]  # noqa: E731 -- said thrice
    assert titles("events?kind=workshop") == ["Darbnīca"]
    assert titles(f"events?until={past.last_day.isoformat()}") == ["Bijis"]
    assert titles("events?size=1&page=2") == ["Darbnīca"]


@pytest.mark.parametrize("path", ["events/nav", "events/melnraksts"])
def test_what_is_hidden_does_not_exist_for_programs(client, path):
    make.event("Melnraksts", slug="melnraksts", published_at=None)
    assert client.get(f"/api/{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_programs_cost_the_same_number_of_questions(client, django_assert_num_queries, count):
    for number in range(count):
        make.event(f"Forums {number}", organisers=[make.organisation()], place=make.place(f"Vieta {number}"))
    client.get("/api/events")
    with django_assert_num_queries(1):
        client.get("/api/events")
