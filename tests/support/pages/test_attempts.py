"""“We want to try”: from the measure's page to the list, seen by colleagues and by nobody else."""

import io
import re
from datetime import date, time, timedelta
from html import unescape

import openpyxl
import pytest

from savienojums.core.clock import local_day, now
from savienojums.support.actions.attempts import want_to_try
from savienojums.support.models import Attempt, AttemptNote
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(contact):
    organisation = make.organisation("Biedrība „Ūdenszīmes”")
    make.membership(contact, organisation)
    return organisation


@pytest.fixture
def fund(db):
    measure = make.measure("Iedzīvotāji veido savu vidi")
    make.round_of(measure, closes_on=local_day(now()) + timedelta(days=9), closes_hour=time(12))
    return measure


@pytest.fixture
def attempt(contact, community, fund):
    details = {"note": "Slepena piezīme", "round": fund.rounds.get()}
    return want_to_try(by=contact, organisation=community, measure=fund, details=details, at=make.NOW)


def text(response):
    return " ".join(unescape(re.sub("<[^>]+>", " ", response.content.decode())).split())


def shown_fields(client, attempt):
    """What the form of an attempt would send back unchanged."""
    form = client.get(attempt.get_absolute_url()).context["form"]
    fields = {bound.html_name: bound.value() for bound in form} | {
        bound.html_initial_name: bound.value() for bound in form
    }
    return {name: value for name, value in fields.items() if value not in (None, False)}


def test_a_visitor_sees_no_button_and_no_names(client, attempt):
    page = text(client.get(attempt.measure.get_absolute_url()))
    assert "Gribam pieteikties" not in page
    assert "Ūdenszīmes" not in page
    assert "grib pieteikties" not in page


def test_a_member_begins_from_the_page_of_the_measure(client, contact, community, fund):
    client.force_login(contact)
    assert f"/support/{fund.slug}/attempt/" in client.get(fund.get_absolute_url()).content.decode()
    fields = {"organisation": community.slug, "status": "preparing", "note": "Jāsauc Anna", "may_be_named": "on"}
    answer = client.post(f"/support/{fund.slug}/attempt/", fields | {"round": fund.rounds.get().public_id})
    made = Attempt.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    assert (made.organisation, made.status, made.round, made.may_be_named) == (
        community,
        "preparing",
        fund.rounds.get(),
        True,
    )
    assert AttemptNote.objects.get().text == "Jāsauc Anna"
    assert "Jāsauc Anna" in text(client.get(made.get_absolute_url()))
    assert "Biedrība „Ūdenszīmes” : gatavojam pieteikumu" in text(client.get(fund.get_absolute_url()))


def test_the_form_goes_through_as_it_is_offered(client, contact, community, fund):
    client.force_login(contact)
    address = f"/support/{fund.slug}/attempt/"
    form = client.get(address).context["form"]
    said = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    assert client.post(address, said).status_code == 302
    assert Attempt.objects.get().organisation == community


def test_the_form_says_what_is_missing(client, contact, community, fund, htmx):
    client.force_login(contact)
    address = f"/support/{fund.slug}/attempt/"
    answer = client.post(address, {"organisation": "cita", "status": "won"})
    assert answer.status_code == 422
    assert not Attempt.objects.exists()
    part = client.post(address, {}, **htmx).content.decode()
    assert part.lstrip().startswith('<form id="attempt"')


def test_who_acts_for_nobody_finds_no_form(client, outsider, fund):
    client.force_login(outsider)
    assert client.get(f"/support/{fund.slug}/attempt/").status_code == 404
    client.logout()
    assert "/accounts/" in client.get(f"/support/{fund.slug}/attempt/").headers["Location"]


def test_nobody_else_reads_an_attempt(client, outsider, editor, attempt, community):
    stranger = make.person("cits@selija.test", "Cits")
    make.membership(stranger, make.organisation("Cita biedrība"))
    for person in (outsider, editor, stranger):
        client.force_login(person)
        for answer in (
            client.get(attempt.get_absolute_url()),
            client.post(attempt.get_absolute_url(), {"status": "won"}),
            client.post(f"{attempt.get_absolute_url()}dropping/"),
            client.post(f"{attempt.get_absolute_url()}notes/", {"text": "x"}),
        ):
            assert answer.status_code == 404
            assert "Slepena" not in answer.content.decode()
        assert "Iedzīvotāji veido" not in client.get("/support/attempts/").content.decode()
        assert "Iedzīvotāji veido" not in client.get("/support/attempts/export.csv").content.decode()
    assert Attempt.objects.get().status == "thinking"


def test_a_coordinator_and_a_colleague_read_it(client, coordinator, attempt, community):
    colleague = make.person("kolege@selija.test", "Kolēģe")
    make.membership(colleague, community, role="editor")
    for person in (coordinator, colleague):
        client.force_login(person)
        assert "Slepena piezīme" in text(client.get(attempt.get_absolute_url()))


def test_changing_touches_only_what_was_changed(client, contact, attempt):
    client.force_login(contact)
    mine = shown_fields(client, attempt)
    Attempt.objects.update(sum_asked=500)
    client.post(attempt.get_absolute_url(), mine | {"status": "submitted", "submitted_on": "1.12.2026."})
    found = Attempt.objects.get()
    assert (found.status, found.sum_asked, found.submitted_on) == ("submitted", 500, date(2026, 12, 1))


def test_a_granted_sum_without_support_is_asked_about(client, contact, attempt):
    client.force_login(contact)
    answer = client.post(attempt.get_absolute_url(), shown_fields(client, attempt) | {"sum_granted": "500"})
    assert answer.status_code == 422
    assert Attempt.objects.get().sum_granted is None


def test_dropping_and_taking_up_again(client, contact, attempt):
    client.force_login(contact)
    client.post(f"{attempt.get_absolute_url()}dropping/", {"reason": "time", "words": "Sēja"})
    page = text(client.get(attempt.get_absolute_url()))
    assert "Pārāk maz laika – Sēja" in page
    client.post(f"{attempt.get_absolute_url()}dropping/", {"_method": "DELETE"})
    assert Attempt.objects.get().status == "thinking"


@pytest.mark.parametrize(
    ("status", "offered"),
    [("thinking", True), ("preparing", True), ("submitted", True), ("won", False), ("lost", False)],
)
def test_dropping_is_offered_until_it_is_decided(client, contact, attempt, status, offered):
    Attempt.objects.update(status=status)
    client.force_login(contact)
    page = client.get(attempt.get_absolute_url()).content.decode()
    assert ("Mēs to neturpinām" in page, f"{attempt.get_absolute_url()}dropping/" in page) == (offered, offered)
    assert "Saglabāt" in page


def test_notes_are_added_and_ones_own_taken_away(client, contact, coordinator, attempt):
    client.force_login(coordinator)
    client.post(f"{attempt.get_absolute_url()}notes/", {"text": "Zvaniet partnerībai."})
    assert client.post(f"{attempt.get_absolute_url()}notes/", {"text": ""}).status_code == 422
    first, second = AttemptNote.objects.order_by("id")
    address = f"{attempt.get_absolute_url()}notes/{{}}/".format
    assert client.post(address(first.public_id), {"_method": "DELETE"}).status_code == 404
    client.post(address(second.public_id), {"_method": "DELETE"})
    assert [note.text for note in AttemptNote.objects.all()] == ["Slepena piezīme"]


def test_the_list_tells_the_deadline_and_goes_along_as_a_table(client, contact, attempt, htmx):
    client.force_login(contact)
    page = text(client.get("/support/attempts/"))
    assert "Iedzīvotāji veido savu vidi" in page
    part = client.get("/support/attempts/", **htmx).content.decode()
    assert "<html" not in part
    csv = client.get("/support/attempts/export.csv").content.decode("utf-8-sig")
    assert "Iedzīvotāji veido savu vidi" in csv
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/support/attempts/export.xlsx").content)).active
    assert sheet["A2"].value == "Biedrība „Ūdenszīmes”"


@pytest.mark.parametrize("count", [1, 3])
def test_a_long_list_asks_no_more_than_a_short_one(client, contact, community, count, django_assert_num_queries):
    for number in range(count):
        measure = make.measure(f"Fonds {number}")
        want_to_try(by=contact, organisation=community, measure=measure, details={}, at=make.NOW)
    client.force_login(contact)
    client.get("/support/attempts/")
    with django_assert_num_queries(8):
        assert len(client.get("/support/attempts/").context["listing"].page.rows) == count


def test_ones_own_page_reminds_of_the_deadline(client, contact, attempt):
    client.force_login(contact)
    page = text(client.get("/mine/"))
    assert "Biedrība „Ūdenszīmes”: vēl 9 dienas" in page
    Attempt.objects.update(status="submitted")
    assert "vēl 9 dienas" not in text(client.get("/mine/"))


def test_others_are_told_as_a_number_from_three_on_and_named_if_they_wish(client, fund, coordinator):
    for number, named in enumerate([False, True, False]):
        organisation = make.organisation(f"Kopiena {number}")
        page = text(client.get(fund.get_absolute_url()))
        assert "pieteikties grib" not in page
        want_to_try(
            by=coordinator, organisation=organisation, measure=fund, details={"may_be_named": named}, at=make.NOW
        )
    page = text(client.get(fund.get_absolute_url()))
    assert "Pašlaik pieteikties grib 3 reģiona organizācijas." in page
    assert "Kopiena 1" in page
    assert "Kopiena 0" not in page


def test_wrong_methods(client, contact, attempt):
    client.force_login(contact)
    assert client.put(attempt.get_absolute_url()).status_code == 405
    assert client.get(f"{attempt.get_absolute_url()}dropping/").status_code == 405
    assert client.post("/support/attempts/").status_code == 405
