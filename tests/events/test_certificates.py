"""Certificates of attendance: for those who came, genuine or not, also when names are gone."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse

from savienojums.core.refusal import NotFound
from savienojums.core.system import SYSTEM
from savienojums.events import arrivals as core
from savienojums.events.actions import arrivals as acts
from savienojums.events.actions.retention import erase_people
from savienojums.events.models import Attendance
from savienojums.events.queries import certificates as queries
from savienojums.journal.models import Record
from savienojums.network.models import Project
from tests import make

STARTS = datetime(2026, 12, 14, 12, 0, tzinfo=UTC)
AFTER = STARTS + timedelta(days=1)


@pytest.fixture(autouse=True)
def _the_day_after(monkeypatch):
    monkeypatch.setattr("savienojums.events.views.certificates.now", lambda: AFTER)


@pytest.fixture
def event(contact):
    host = make.organisation("Biedrība „Ūdenszīmes”")
    make.membership(contact, host)
    project = Project.objects.create(
        name="Savienojums", number="2026.LV/NVOF/1", funder_sentence={"lv": "Projektu finansē SIF."}
    )
    return make.event(organisers=[host], project=project, venue="Tautas nams")


@pytest.fixture
def code(event, contact):
    row = make.registration(event, "Anna Ozola").people.get()
    word = core.Word("k1", row.row_code, True, STARTS, "device")
    return acts.take_arrival(by=contact, event=event, word=word, at=STARTS).certificate_code


def shown(client, code):
    return client.get(reverse("certificate", args=[code])).content.decode()


def test_whoever_holds_the_code_sees_what_it_certifies(client, code):
    page = shown(client, code)
    for words in ("Šī apliecība ir īsta.", "Anna Ozola", "Sēlijas NVO forums", "3 stundas", "Biedrība „Ūdenszīmes”",
                  "2026.LV/NVOF/1", "Projektu finansē SIF.", "noindex"):  # fmt: skip
        assert words in page


def test_the_code_is_typed_as_people_type_it(client, code):
    typed = "-".join([code[:4], code[4:8], code[8:]]).upper()
    assert client.get(reverse("certificate_check"), {"code": typed}).url == reverse("certificate", args=[code])
    answer = client.get(reverse("certificate_check"), {"code": "abcdefghjkmnpq"})
    assert answer.status_code == 404
    assert "Ozola" not in answer.content.decode()
    assert client.get(reverse("certificate_check")).status_code == 200


@pytest.mark.parametrize("wrong", ["abcdefghjkmnpq", "a", "x" * 200])
def test_there_is_no_certificate_of_an_invented_code(client, code, wrong):
    assert client.get(reverse("certificate", args=[wrong])).status_code == 404
    assert client.get(reverse("certificate_pdf", args=[wrong])).status_code == 404


def test_who_did_not_come_after_all_has_none(client, event, code, contact):
    row = Attendance.objects.get()
    word = core.Word("k2", row.row_code, False, STARTS + timedelta(minutes=1), "device")
    acts.take_arrival(by=contact, event=event, word=word, at=AFTER)
    assert client.get(reverse("certificate", args=[code])).status_code == 404


def test_a_cancelled_event_certifies_nothing(event, code):
    event.cancelled_at = AFTER
    event.save()
    with pytest.raises(NotFound):
        queries.certificate_by(code, AFTER)


def test_the_paper_is_there_when_the_event_is_over(client, code, monkeypatch):
    answer = client.get(reverse("certificate_pdf", args=[code]))
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    monkeypatch.setattr("savienojums.events.views.certificates.now", lambda: STARTS)
    assert client.get(reverse("certificate_pdf", args=[code])).status_code == 409


def test_a_long_title_and_a_long_name_stay_on_one_page(client, event, code):
    event.title = {"lv": ("Pieredzes apmaiņas un mācību diena " * 6).strip()[:200]}
    event.save()
    Attendance.objects.update(
        name="Maksimiliāna Aleksandra Kalniņa-Bērziņa", organisation_name="Rubenes pagasta lauku iedzīvotāju biedrība"
    )
    answer = client.get(reverse("certificate_pdf", args=[code]))
    assert len(pikepdf.open(BytesIO(answer.content)).pages) == 1


def test_after_erasure_the_code_is_genuine_and_the_name_is_gone(client, event, code):
    erase_people(by=SYSTEM, event=event, at=AFTER)
    page = shown(client, code)
    assert "Šī apliecība ir īsta." in page
    assert "Vārds vairs netiek glabāts" in page
    assert "Ozola" not in page
    assert client.get(reverse("certificate_pdf", args=[code])).status_code == 409
    assert client.get(reverse("certificate", args=["abcdefghjkmnpq"])).status_code == 404


def test_organisers_have_all_in_one_paper_and_the_journal_says_so(client, event, code, contact, outsider):
    make.registration(event, "Berta Liepa", email="b@selija.test")
    page = reverse("event_certificates", args=[event.slug])
    client.force_login(contact)
    assert client.get(page).content.startswith(b"%PDF")
    told = Record.objects.get(verb="events.list_exported")
    assert (told.by, told.particulars["form"], told.particulars["count"]) == (contact, "certificates", 1)
    client.force_login(outsider)
    assert client.get(page).status_code == 404


def test_without_anybody_who_came_there_is_a_sentence(client, event, contact):
    client.force_login(contact)
    answer = client.get(reverse("event_certificates", args=[event.slug]))
    assert answer.status_code == 409
    assert str(queries.NOBODY_CAME) in answer.content.decode()


def test_before_the_end_there_are_no_certificates_of_the_event(client, event, code, contact, monkeypatch):
    client.force_login(contact)
    page, table = (reverse(name, args=[event.slug]) for name in ("event_certificates", "event_table"))
    monkeypatch.setattr("savienojums.events.views.certificates.now", lambda: STARTS)
    monkeypatch.setattr("savienojums.events.views.table.now", lambda: STARTS)
    answer = client.get(page)
    assert (answer.status_code, str(queries.NotHeldYet.sentence) in answer.content.decode()) == (409, True)
    assert page not in client.get(table).content.decode()
    assert not Record.objects.filter(verb="events.list_exported").exists()
    monkeypatch.setattr("savienojums.events.views.table.now", lambda: AFTER)
    assert page in client.get(table).content.decode()


def test_a_cancelled_event_has_no_certificates(client, event, code, contact):
    event.cancelled_at = STARTS
    event.save()
    client.force_login(contact)
    answer = client.get(reverse("event_certificates", args=[event.slug]))
    assert (answer.status_code, str(queries.Cancelled.sentence) in answer.content.decode()) == (409, True)
