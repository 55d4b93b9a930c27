"""The organisers' list on pages: seen by them alone, filtered, changed row by row, pasted into, taken away."""

import re
import time
from datetime import timedelta

import pytest
from django.core import signing
from django.core.cache import cache

from savienojums.core.clock import now
from savienojums.events.models import Attendance, Event, Registration
from savienojums.journal.models import Record
from savienojums.worker import load_jobs, work_off
from tests import make
from tests.events.listing import ask, seats

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    load_jobs()


@pytest.fixture
def event(contact):
    """Two seats, run by the contact."""
    start = now().replace(microsecond=0) + timedelta(days=21)
    return make.event(
        takes_registrations=True, capacity=2, made_by=contact, starts_at=start, ends_at=start + timedelta(hours=3)
    )


@pytest.fixture
def desk(client, contact):
    """The organiser's browser."""
    client.force_login(contact)
    return client


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def people(event, leaf=""):
    return f"/events/{event.slug}/people/{leaf}"


def code(name):
    return Attendance.objects.get(name=name).row_code


LEAVES = ("", "new/", "names/", "table.csv", "table.xlsx", "{code}/", "merging/?kept={code}&other={code}")


def test_nobody_but_the_organisers_sees_anything_of_the_list(client, event, outsider, coordinator):
    ask(event, "Slepena Persona", email="slepena@selija.test", phone="29123456")
    for person, status in ((outsider, 404), (coordinator, 200)):
        client.force_login(person)
        for leaf in LEAVES:
            page = client.get(people(event, leaf.format(code=code("Slepena Persona"))))
            assert page.status_code == status, leaf
            assert status == 200 or b"Slepena" not in page.content
        answer = client.post(people(event, f"{code('Slepena Persona')}/seat/"), {"seat": "waiting"})
        assert answer.status_code == (404 if status == 404 else 302)
    client.logout()
    for leaf in LEAVES:
        page = client.get(people(event, leaf.format(code="x")))
        assert page.status_code == 302
        assert page.headers["Location"].startswith("/accounts/")
    assert Record.objects.filter(verb="events.list_exported").count() == 2


def test_the_list_shows_people_with_their_party_and_place_in_line(desk, event):
    ask(event, "Anna Ozola", "Jānis Ozols", phone="29123456", note="Vajag rampu")
    ask(event, "Bella Bite")
    page = text(desk.get(people(event)))
    for words in ("Anna Ozola", "piesaka Anna Ozola", "29123456", "Vajag rampu", "gaida, rindā 1."):
        assert words in page
    assert "Bella" not in text(desk.get(people(event) + "?seat=accepted"))
    assert "Tāda cilvēka sarakstā nav" in text(desk.get(people(event) + "?q=zzz"))
    part = desk.get(people(event) + "?q=bella", headers={"HX-Request": "true"})
    assert "Bella Bite" in text(part)
    assert b"<html" not in part.content


def test_the_list_is_kept_by_no_cache_and_says_when_it_will_be_erased(desk, event):
    page = desk.get(people(event))
    assert "no-store" in page.headers["Cache-Control"]
    assert "Saraksta dzēšanas diena: " in text(page)
    assert "Sarakstā vēl neviena nav" in text(page)


def test_a_row_is_given_a_seat_moved_and_taken_off_and_the_mailbox_hears_of_it(desk, event, mailoutbox):
    for name in ("Anna Ozola", "Bella Bite", "Cita Celma"):
        ask(event, name)
    work_off()
    mailoutbox.clear()
    back = people(event) + "?seat=waiting"
    full = desk.post(people(event, f"{code('Cita Celma')}/seat/"), {"seat": "accepted", "back": back}, follow=True)
    assert full.redirect_chain == [(back, 302)]
    assert "Visas 2 vietas ir aizņemtas. Vispirms palieliniet vietu skaitu" in text(full)
    desk.post(people(event, f"{code('Anna Ozola')}/seat/"), {"seat": "gone"})
    assert seats(event)["Cita Celma"] == "accepted"
    desk.post(people(event, f"{code('Bella Bite')}/seat/"), {"seat": "waiting"})
    work_off()
    assert sorted(mail.to[0].partition("@")[0] for mail in mailoutbox) == ["anna", "bella", "cita"]
    said = {mail.to[0]: mail.body for mail in mailoutbox}
    assert "izņēmuši no saraksta" in said["anna@selija.test"]
    assert "pārcēluši" in said["bella@selija.test"]
    assert "tagad Jums" in said["cita@selija.test"]


def test_the_way_back_leads_nowhere_else(desk, event):
    ask(event, "Anna Ozola")
    for back in ("https://svess.test/", "//svess.test/", "/accounts/"):
        answer = desk.post(people(event, f"{code('Anna Ozola')}/seat/"), {"seat": "accepted", "back": back})
        assert answer.headers["Location"] == people(event)


def test_somebody_is_written_down_from_paper(desk, event, contact):
    opened = signing.dumps(time.time() - 60, salt="events.registration")
    said = {"name": "Zenta Zīle", "comes": "on", "rows": "2", "opened": opened, "way": "telephone",
            "other-0-name": "Valdis Zīle"}  # fmt: skip
    answer = desk.post(people(event, "new/"), said, follow=True)
    assert "Vieta ir." in text(answer)
    made = Registration.objects.get()
    assert (made.way, made.email, made.entered_by, made.person) == ("telephone", "", contact, None)
    assert seats(event) == {"Zenta Zīle": "accepted", "Valdis Zīle": "accepted"}
    said["name"] = "Trešā Persona"
    assert "rindā 1." in text(desk.post(people(event, "new/"), said, follow=True))


def test_nobody_asks_an_organiser_how_quickly_they_write(desk, event):
    quick = signing.dumps(time.time(), salt="events.registration")
    said = {"name": "Zenta Zīle", "comes": "on", "rows": "2", "opened": quick, "way": "paper"}
    assert desk.post(people(event, "new/"), said).status_code == 302
    assert desk.post(people(event, f"{code('Zenta Zīle')}/"), {**said, "rows": "0"}).status_code == 302
    wrong = desk.post(people(event, "new/"), {**said, "email": "nav"})
    assert wrong.content.decode().count('class="form-errors"') == 1


def test_many_names_are_shown_first_and_kept_only_when_confirmed(desk, event):
    names = "\n".join(f"Cilvēks {number:03}" for number in range(300))
    page = desk.post(people(event, "names/"), {"names": names, "way": "paper"})
    assert "300 cilvēki" in text(page)
    assert Registration.objects.count() == 0
    again = desk.post(people(event, "names/"), {"names": names, "way": "paper", "again": "1"})
    assert "Cilvēks 299" in again.content.decode()
    page = desk.post(people(event, "names/"), {"names": names, "way": "paper", "confirmed": "1"}, follow=True)
    assert "Sarakstam pievienoti 300 cilvēki." in text(page)
    assert Registration.objects.count() == 300
    assert list(seats(event).values()).count("accepted") == 2


def test_ten_thousand_pasted_names_are_refused_with_the_limit(desk, event):
    page = desk.post(people(event, "names/"), {"names": "Anna Ozola\n" * 10_000, "way": "paper"})
    assert page.status_code == 422
    assert "10000 rindas ir par daudz" in text(page)
    assert Registration.objects.count() == 0


def test_two_rows_of_one_person_are_made_one_after_a_look(desk, event):
    ask(event, "Anna Ozola", email="a@selija.test")
    ask(event, "Ozola Anna", email="b@selija.test")
    body = desk.get(people(event)).content.decode()
    where = re.search(r'href="([^"]+merging/[^"]+)"', body).group(1).replace("&amp;", "&")
    page = text(desk.get(where))
    assert "a@selija.test" in page
    assert "b@selija.test" in page
    said = {"kept": code("Anna Ozola"), "other": code("Ozola Anna")}
    assert "abas rindas" in text(desk.post(people(event, "merging/"), said, follow=True))
    assert seats(event) == {"Anna Ozola": "accepted"}


def test_an_organiser_corrects_a_party(desk, event):
    made = ask(event, "Ana Ozola")
    row = made.people.get()
    where = people(event, f"{row.row_code}/")
    assert 'value="Ana Ozola"' in desk.get(where).content.decode()
    opened = signing.dumps(time.time() - 60, salt="events.registration")
    said = {"name": "Anna Ozola", "comes": "on", "rows": "2", "opened": opened, "writer-row": row.row_code}
    assert desk.post(where, said).headers["Location"] == people(event)
    made.refresh_from_db()
    assert (seats(event), made.email) == ({"Anna Ozola": "accepted"}, "ana@selija.test")


def test_a_table_is_taken_away_as_it_is_filtered_and_noted(desk, event, contact):
    ask(event, "Anna Ozola", "Jānis Ozols")
    ask(event, "Bella Bite")
    answer = desk.get(people(event, "table.csv") + "?seat=waiting")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("Bella Bite")
    line = Record.objects.get(verb="events.list_exported")
    assert (line.by, line.particulars) == (contact, {"form": "csv", "count": 1})
    assert desk.get(people(event, "table.pdf")).status_code == 404


def test_an_erased_list_says_so(desk, event):
    Event.objects.update(erased_at=make.NOW)
    assert "Saraksts dzēsts" in text(desk.get(people(event)))


def test_wrong_methods_are_refused(desk, event):
    ask(event, "Anna Ozola")
    for leaf in ("", "table.csv"):
        assert desk.post(people(event, leaf)).status_code == 405
    assert desk.get(people(event, f"{code('Anna Ozola')}/seat/")).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_questions_however_long_the_list(
    desk, event, count, django_assert_num_queries
):
    for number in range(count):
        ask(event, f"Cilvēks {number}", f"Viesis {number}", email=f"c{number}@selija.test")
        ask(event, f"Cilvēks {number}", email=f"d{number}@selija.test")
    desk.get(people(event))
    with django_assert_num_queries(14):
        desk.get(people(event))
