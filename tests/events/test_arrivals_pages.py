"""The pages of check-in and door: what they show, to whom, with and without script."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.urls import reverse

from savienojums.events.actions import arrivals as acts
from savienojums.events.models import Attendance, CheckLine
from savienojums.journal.models import Record
from tests import make

NOW = datetime(2026, 12, 14, 12, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_the_event(monkeypatch):
    for module in ("arrivals", "arrivals_door", "sheets", "certificates", "table"):
        monkeypatch.setattr(f"savienojums.events.views.{module}.now", lambda: NOW)


@pytest.fixture
def host(contact):
    host = make.organisation("Biedrība „Ūdenszīmes”")
    make.membership(contact, host)
    return host


@pytest.fixture
def event(host):
    return make.event(organisers=[host])


@pytest.fixture
def row(event):
    made = make.registration(event, "Anna Ozola", organisation_name="Kāda kopiena").people.get()
    made.organisation_name = "Kāda kopiena"
    made.save()
    return made


@pytest.fixture
def organiser(client, contact):
    client.force_login(contact)
    return client


def address(name, event):
    return reverse(name, args=[event.slug])


def send(client, event, *words, **sent):
    body = {"sent_at": NOW.timestamp(), "words": words, **sent}
    return client.post(address("event_check_lines", event), json.dumps(body), content_type="application/json")


def word(code, key="k1", *, came=True, minutes=0):
    return {"key": key, "code": code, "came": came, "said_at": (NOW + timedelta(minutes=minutes)).timestamp()}


PAGES = [
    "event_check_in", "event_check_lines", "event_sheet", "event_sheet_lines", "event_sheet_organisations",
    "event_sheet_pdf", "event_door", "event_door_pdf", "event_certificates", "event_table", "event_totals",
]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_others_do_not_see_that_there_is_a_list(client, event, row, outsider, name):
    client.force_login(outsider)
    for answer in (client.get(address(name, event)), client.post(address(name, event), {"came": row.row_code})):
        assert answer.status_code in {404, 405}
        assert "Ozola" not in answer.content.decode()
        assert "kopiena" not in answer.content.decode().replace("Kopiena", "") or answer.status_code == 404
    row.refresh_from_db()
    assert not row.came


@pytest.mark.parametrize("name", PAGES)
def test_visitors_are_asked_to_sign_in(client, event, row, name):
    answer = client.get(address(name, event))
    assert answer.status_code in {302, 401}
    assert b"Ozola" not in answer.content


# --- check-in ---------------------------------------------------------------------


def test_somebody_is_checked_in_and_out_without_script(organiser, event, row):
    shown = organiser.get(address("event_check_in", event)).content.decode()
    assert "Anna Ozola" in shown
    assert "Kāda kopiena" in shown
    answer = organiser.post(address("event_check_in", event), {"came": row.row_code, "key": "a" * 32, "q": "anna"})
    assert answer.url == f"{address('event_check_in', event)}?q=anna#row-{row.row_code}"
    row.refresh_from_db()
    assert (row.came_at, row.came_by) == (NOW, "device")
    organiser.post(address("event_check_in", event), {"gone": row.row_code, "key": "b" * 32})
    row.refresh_from_db()
    assert not row.came


def test_the_same_form_sent_twice_counts_once(organiser, event, row):
    for _time in range(2):
        organiser.post(address("event_check_in", event), {"came": row.row_code, "key": "a" * 32})
        organiser.post(address("event_check_in", event), {"name": "Jauna Persona", "key": "a" * 32})
    assert CheckLine.objects.count() == 2
    assert Attendance.objects.count() == 2


def test_one_is_found_without_diacritics_by_name_organisation_or_code(organiser, event, row):
    make.registration(event, "Ēriks Āboliņš", email="e@selija.test")
    for words, name in (("eriks abolins", "Ēriks"), ("kada kopiena", "Anna"), (row.row_code, "Anna")):
        shown = organiser.get(address("event_check_in", event), {"q": words}).content.decode()
        assert ("Anna Ozola" in shown, "Ēriks Āboliņš" in shown) == (name == "Anna", name == "Ēriks")


def test_what_a_device_keeps_to_open_without_a_line_has_no_names(organiser, event, row):
    shown = organiser.get(address("event_check_in", event) + "?shell=1").content.decode()
    assert "Ozola" not in shown
    assert "Kāda kopiena" not in shown
    assert row.row_code not in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(organiser, event, count, django_assert_num_queries):
    for n in range(count):
        make.registration(event, f"Vārds {n}", email=f"{n}@selija.test")
    organiser.get(address("event_check_in", event))
    with django_assert_num_queries(11):
        organiser.get(address("event_check_in", event))


def test_of_ten_thousand_the_beginning_is_shown_and_everybody_is_found(organiser, event):
    Attendance.objects.bulk_create(
        Attendance(event=event, name=f"Vārds N{n:05}", sort_name=f"{n:05}", seat="accepted") for n in range(10_000)
    )
    shown = organiser.get(address("event_check_in", event)).content.decode()
    assert shown.count('class="check-row"') == 501
    assert "Saraksts ir garš" in shown
    assert "Vārds N09999" in organiser.get(address("event_check_in", event), {"q": "n09999"}).content.decode()
    assert len(organiser.get(address("event_check_lines", event)).json()["rows"]) == 10_000


def test_a_cancelled_event_says_so_instead_of_a_list(organiser, event, row):
    event.cancelled_at = NOW
    event.save()
    assert "Ozola" not in organiser.get(address("event_check_in", event)).content.decode()
    answer = send(organiser, event, word(row.row_code))
    assert answer.status_code == 409
    assert str(acts.EventIsOff.sentence) == answer.json()["sentence"]


# --- devices ----------------------------------------------------------------------


def test_a_queue_is_taken_and_the_list_comes_back(organiser, event, row):
    added = {"key": "n1", "name": "Jauna Persona", "organisation": "Ūdenszīmes", "said_at": NOW.timestamp()}
    answer = send(organiser, event, word(row.row_code), added).json()
    assert set(answer["done"]) == {"k1", "n1"}
    assert [(told["name"], told["organisation"], told["came"]) for told in answer["rows"]] == [
        ("Anna Ozola", "Kāda kopiena", NOW.timestamp()),
        ("Jauna Persona", "Biedrība „Ūdenszīmes”", NOW.timestamp()),
    ]
    again = organiser.get(address("event_check_lines", event), headers={"X-Mark": answer["mark"]}).json()
    assert "rows" not in again


def test_a_replayed_queue_changes_nothing(organiser, event, row):
    words = [word(row.row_code, "k1"), word(row.row_code, "k2", came=False, minutes=-5)]
    first = send(organiser, event, *words).json()
    second = send(organiser, event, *words, *words).json()
    assert set(second["done"]) == {"k1", "k2"}
    assert second["mark"] == first["mark"]
    assert CheckLine.objects.count() == 2
    assert Record.objects.filter(verb="events.arrivals_taken").count() == 1


BROKEN = [
    {"key": "k2"}, {"key": "k3", "code": "abc2345"}, {"key": "k4", "code": "abc2345", "came": "yes", "said_at": 1e9},
    {"code": "abc2345", "came": True, "said_at": 1.7e9}, "word", None, 7, {"key": "k5", "code": ["x"], "came": True,
    "said_at": 1.7e9}, {"key": "k6", "name": "  ", "said_at": 1.7e9}, {"key": "k7", "code": "a", "came": True, "said_at": 1e300},
    {"key": "k8", "code": "a", "came": True, "said_at": True}, {"key": {"a": 1}, "code": "a", "came": True, "said_at": 1.7e9},
]  # fmt: skip


def test_damaged_lines_are_refused_one_by_one(organiser, event, row):
    answer = send(organiser, event, *BROKEN, word(row.row_code)).json()
    assert answer["done"] == ["k1"]
    assert len(answer["refused"]) == len(BROKEN)
    assert all(sentence for _key, sentence in answer["refused"])


@pytest.mark.parametrize("body", ["", "{", "[]", '{"words": 1}', '{"words": {"a": 1}}', "[" * 2000])
def test_what_is_no_queue_is_answered_with_a_sentence(organiser, event, body):
    answer = organiser.post(address("event_check_lines", event), body, content_type="application/json")
    assert answer.status_code == 409
    assert answer.json()["sentence"]


def test_who_is_signed_out_is_told_so(client, event, row):
    answer = send(client, event, word(row.row_code))
    assert (answer.status_code, answer.json()) == (401, {"signed_out": True})
    assert not CheckLine.objects.exists()


def test_the_square_of_a_row_leads_its_organisers_to_it(organiser, client, event, row, outsider):
    square = reverse("row_code", args=[event.public_id, row.row_code])
    assert organiser.get(square).url == f"{address('event_check_in', event)}?q={row.row_code}"
    client.force_login(outsider)
    assert client.get(client.get(square).url).status_code == 404


def test_the_worker_may_serve_the_events(client):
    answer = client.get(reverse("check_in_worker"))
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"


# --- the door ---------------------------------------------------------------------


@pytest.fixture
def door(event, contact):
    acts.renew_door(by=contact, event=event, at=NOW)
    return reverse("door", args=[event.door_code])


def opened(salt):
    return signing.dumps((NOW - timedelta(seconds=20)).timestamp(), salt=salt)


def knock(client, door, who, **more):
    return client.post(door, {"who": who, "opened": opened("events.door"), **more})


@pytest.mark.parametrize("who", ["ANNA@selija.test", "code"])
def test_one_checks_oneself_in(client, door, row, who):
    answer = knock(client, door, row.row_code.upper() if who == "code" else who)
    assert answer.url == f"{door}receipt/"
    assert "Ozola" not in client.get(answer.url).content.decode()
    row.refresh_from_db()
    assert (row.came_at, row.came_by) == (NOW, "code")


def test_a_party_says_how_many_of_it_have_come_and_is_not_named(client, door, event):
    make.registration(event, "Anna Ozola", "Berta Liepa")
    asked = knock(client, door, "anna@selija.test")
    assert "together" in asked.content.decode()
    assert "Berta" not in asked.content.decode()
    assert "Anna" not in asked.content.decode().replace("anna@", "")
    assert not Attendance.objects.came().exists()
    knock(client, door, "anna@selija.test", together="one")
    assert [row.name for row in Attendance.objects.came()] == ["Anna Ozola"]
    knock(client, door, "anna@selija.test", together="all")
    assert Attendance.objects.came().count() == 2


def test_who_is_not_registered_is_told_so_and_may_write_a_name(client, door, row):
    answer = knock(client, door, "cits@selija.test")
    assert answer.status_code == 422
    assert "Ozola" not in answer.content.decode()
    form = {"name": "Jauna Persona", "organisation": "", "place": "", "opened": opened("events.door.unlisted")}
    assert client.post(f"{door}unlisted/", form).url == f"{door}receipt/"
    assert [row.name for row in Attendance.objects.came()] == ["Jauna Persona"]


def test_a_machine_is_thanked_and_changes_nothing(client, door, row):
    knock(client, door, "anna@selija.test", subject="buy")
    assert not Attendance.objects.came().exists()


def test_an_old_or_invented_code_is_no_door(client, door, event, row, contact):
    acts.renew_door(by=contact, event=event, at=NOW)
    for gone in (door, reverse("door", args=["nav"]), f"{door}unlisted/", f"{door}receipt/"):
        assert client.get(gone).status_code == 404
    assert knock(client, door, "anna@selija.test").status_code == 404


def test_a_closed_or_cancelled_door_says_so(client, door, event, row):
    event.cancelled_at = NOW
    event.save()
    assert "events.door" not in client.get(door).content.decode()
    assert knock(client, door, "anna@selija.test").status_code == 422
    assert not Attendance.objects.came().exists()


def test_too_many_tries_are_stopped(client, door, row, monkeypatch):
    monkeypatch.setattr("savienojums.events.views.arrivals_door.TRIES", 2)
    for _time in range(2):
        knock(client, door, "cits@selija.test")
    assert knock(client, door, "anna@selija.test").status_code == 422
    assert not Attendance.objects.came().exists()


def test_the_poster_is_made_and_renewed(organiser, event):
    page = address("event_door", event)
    assert organiser.get(address("event_door_pdf", event)).status_code == 404
    assert organiser.post(page).url == page
    event.refresh_from_db()
    assert "<svg" in organiser.get(page).content.decode()
    assert organiser.get(address("event_door_pdf", event)).content.startswith(b"%PDF")
    assert Record.objects.filter(verb="events.door_renewed").count() == 1


def test_halves_of_letters_keep_no_queue_from_being_taken(organiser, event):
    at = NOW.timestamp()
    row = make.registration(event, "Anna Ozola").people.get()
    broken = [
        {"key": "a1", "code": "\ud800", "came": True, "said_at": at},
        {"key": "a2", "name": "\ud800", "said_at": at},
        {"key": "a3", "name": "Zane\x00 Zīle", "organisation": "\ud800", "said_at": at},
        {"key": "\ud800", "code": row.row_code, "came": True, "said_at": at},
    ]
    whole = {"key": "a4", "code": row.row_code, "came": True, "said_at": at}
    answer = send(organiser, event, *broken, whole)
    assert answer.status_code == 200
    assert set(answer.json()["done"]) >= {"a3", "a4"}
    assert sorted(each.name for each in Attendance.objects.came()) == ["Anna Ozola", "Zane Zīle"]


def test_a_queue_sent_as_a_form_is_told_so(organiser, event):
    answer = organiser.post(address("event_check_lines", event), {"words": "x"})
    assert answer.status_code == 409
    assert "nevar izlasīt" in answer.json()["sentence"]
