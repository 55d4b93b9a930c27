"""Registering on pages: without an account, by the letter's link, in the order of asking; nobody learns who registered."""

import re
import time
from datetime import timedelta

import pytest
from django.core import signing
from django.core.cache import cache

from savienojums.core.clock import now
from savienojums.events.models import Attendance, Event, EventInvitation, Registration
from savienojums.network.matching import match_name
from savienojums.worker import load_jobs, work_off
from tests import make
from tests.events.listing import ask, registration, seats

pytestmark = pytest.mark.django_db
DIET = {"key": "diet", "kind": "choice", "label": {"lv": "Ko ēdat?"}, "choices": ["visu", "veģetāri"], "each": True,
        "required": True}  # fmt: skip
BUS = {"key": "bus", "kind": "yes", "label": {"lv": "Brauksiet autobusā?"}}


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    load_jobs()


@pytest.fixture
def event(db):
    """Two seats, three weeks from now by the real clock."""
    return coming("Sēlijas NVO forums", takes_registrations=True, capacity=2)


def coming(title, **details):
    start = now().replace(microsecond=0) + timedelta(days=21)
    return make.event(title, **{"starts_at": start, "ends_at": start + timedelta(hours=3), **details})


def opened(salt="events.registration", ago=60):
    return signing.dumps(time.time() - ago, salt=salt)


def form(name="Anna Ozola", email="anna@selija.test", **more):
    return {"name": name, "email": email, "comes": "on", "rows": "2", "opened": opened(), **more}


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def address(event):
    return f"/events/{event.slug}/registration/"


def link_in(mail):
    return re.search(r"(/events/registrations/[^/\s]+/)", mail.body).group(1)


# --- from the page to the letter -------------------------------------------------------


def test_a_visitor_registers_two_people_gets_a_letter_and_opens_its_link(client, event, mailoutbox):
    page = client.get(event.get_absolute_url())
    assert f'href="{address(event)}"' in page.content.decode()
    assert "Brīvas vietas: 2 no 2" in text(page)
    answer = client.post(address(event), form(**{"other-0-name": "Jānis Ozols"}))
    assert answer.headers["Location"] == f"{address(event)}receipt/"
    assert "pastkastē" in text(client.get(answer.headers["Location"]))
    assert seats(event) == {"Anna Ozola": "accepted", "Jānis Ozols": "accepted"}
    work_off()
    letter = mailoutbox[-1]
    assert letter.to == ["anna@selija.test"]
    assert Attendance.objects.get(name="Jānis Ozols").row_code in letter.body
    name, content, kind = letter.attachments[0]
    assert (name, kind) == (f"{event.slug}.ics", "text/calendar")
    assert "BEGIN:VEVENT" in content
    page = client.get(link_in(letter))
    assert "Jums ir vietas" in text(page)
    assert page.content.decode().count('class="code-picture"') == 2


def test_who_comes_too_late_is_told_beforehand_and_waits(client, event, mailoutbox):
    ask(event, "Anna A", "Anda A")
    ask(event, "Bella B")
    page = text(client.get(event.get_absolute_url()))
    assert "Visas 2 vietas ir aizņemtas" in page
    assert "Gaidītāju rindā ir 1 cilvēks" in page
    client.post(address(event), form("Cita C", "cita@selija.test"))
    work_off()
    letter = next(mail for mail in mailoutbox if mail.to == ["cita@selija.test"])
    assert "2." in letter.body
    assert letter.attachments == []
    page = text(client.get(link_in(letter)))
    assert "rindā esat 2." in page


def test_the_promoted_one_gets_a_letter_with_a_link_whose_button_gives_the_seat_on(client, event, mailoutbox):
    first = ask(event, "Anna A", "Anda A")
    ask(event, "Bella B")
    work_off()
    client.post(f"/events/registrations/{first.token}/end/")
    work_off()
    letter = mailoutbox[-1]
    assert letter.to == ["bella@selija.test"]
    end = re.search(r"(/events/registrations/\S+/end/)", letter.body).group(1)
    page = client.get(end)
    assert "Bella B" in text(page)
    assert seats(event)["Bella B"] == "accepted"
    assert client.post(end).status_code == 302
    assert seats(event)["Bella B"] == "gone"
    assert "Dalība ir atteikta" in text(client.get(link_in(letter)))


def test_more_lines_for_people_come_without_script_and_keep_what_was_written(client, event):
    page = client.post(address(event), form(more="1", **{"other-0-name": "Jānis Ozols", "email": "nav"}))
    body = page.content.decode()
    assert page.status_code == 200
    assert 'value="Jānis Ozols"' in body
    assert 'value="nav"' in body
    assert 'name="other-5-name"' in body
    assert "field-error" not in body
    assert Registration.objects.count() == 0


def test_own_questions_are_asked_of_the_party_or_of_each(client, event):
    Event.objects.update(questions=[DIET, BUS])
    answer = client.post(address(event), form(**{"other-0-name": "Jānis Ozols"}))
    assert answer.status_code == 422
    assert Registration.objects.count() == 0
    said = {"other-0-name": "Jānis Ozols", "writer-own_diet": "visu", "other-0-own_diet": "veģetāri", "own_bus": "yes"}
    assert client.post(address(event), form(**said)).status_code == 302
    made = Registration.objects.get()
    assert made.answers == {"bus": "yes"}
    assert {row.name: row.answers for row in made.people.all()} == {
        "Anna Ozola": {"diet": "visu"},
        "Jānis Ozols": {"diet": "veģetāri"},
    }


def test_one_may_register_others_without_coming(client, event):
    said = form(**{"other-0-name": "Jānis Ozols"})
    del said["comes"]
    client.post(address(event), said)
    assert seats(event) == {"Jānis Ozols": "accepted"}
    said["other-0-name"] = ""
    assert client.post(address(event), {**said, "email": "b@selija.test"}).status_code == 422


def test_a_community_known_to_the_registry_is_found_by_its_name(client, event):
    community = make.organisation("Rubenes kopiena", match_name=match_name("Rubenes kopiena"))
    client.post(address(event), form(organisation_name="rubenes kopiena"))
    client.post(address(event), form("Bella", "b@selija.test", organisation_name="Cita kopiena"))
    assert [(each.organisation, each.organisation_name) for each in Registration.objects.all()] == [
        (community, ""),
        (None, "Cita kopiena"),
    ]


def test_who_is_signed_in_registers_for_their_organisation_and_sees_it_at_once(client, event, contact):
    community = make.organisation("Rubenes kopiena")
    make.membership(contact, community)
    client.force_login(contact)
    assert "Rubenes kopiena" in text(client.get(address(event)))
    said = form(on_behalf=community.slug)
    del said["email"]
    answer = client.post(address(event), said)
    made = Registration.objects.get()
    assert answer.headers["Location"] == f"/events/registrations/{made.token}/"
    assert (made.person, made.email, made.organisation) == (contact, contact.email, community)
    assert "Jūs jau esat" in text(client.get(address(event)))
    mine = text(client.get("/events/mine/"))
    assert "Sēlijas NVO forums" in mine
    assert "Rubenes kopiena" in mine


def test_an_invitation_fills_the_form_in(client, event):
    invitation = EventInvitation.objects.create(event=event, email="aicinats@selija.test", name="Aicināta Persona")
    body = client.get(f"{address(event)}?invitation={invitation.token}").content.decode()
    assert 'value="aicinats@selija.test"' in body
    assert 'value="Aicināta Persona"' in body
    assert "aicinats" not in client.get(f"{address(event)}?invitation={invitation.token}x").content.decode()


# --- nobody learns anything ---------------------------------------------------------------


def test_the_same_mailbox_again_sees_the_same_and_gets_its_letter(client, event, mailoutbox):
    fresh = client.post(address(event), form("Zita", "zita@selija.test"))
    again = client.post(address(event), form("Anna O", "zita@selija.test"))
    assert (fresh.status_code, fresh.headers["Location"]) == (again.status_code, again.headers["Location"])
    work_off()
    assert [mail.to for mail in mailoutbox] == [["zita@selija.test"]] * 2
    assert "Nekas nav mainījies" in mailoutbox[1].body
    assert seats(event) == {"Zita": "accepted"}


def test_the_lost_letter_comes_again_to_those_on_the_list_alone(client, event, mailoutbox):
    ask(event)
    work_off()
    mailoutbox.clear()
    where = f"{address(event)}link/"
    answers = [
        client.post(where, {"email": email, "opened": opened("events.registration_link")}).headers["Location"]
        for email in ("anna@selija.test", "cits@selija.test")
    ]
    assert answers == [f"{address(event)}receipt/"] * 2
    work_off()
    assert [mail.to for mail in mailoutbox] == [["anna@selija.test"]]


def test_the_public_page_names_nobody(client, event):
    ask(event, "Slepena Persona", email="slepena@selija.test", phone="29123456")
    for where in (event.get_absolute_url(), address(event)):
        body = client.get(where).content.decode()
        assert "Slepena" not in body
        assert "slepena@" not in body


def test_the_address_of_the_online_meeting_is_for_those_with_a_seat(client, event):
    Event.objects.update(mode="hybrid", online_url="https://zvans.test/istaba")
    event.refresh_from_db()
    seated = ask(event, "Anna A", "Anda A")
    waits = ask(event, "Bella B")
    for where, there in ((event.get_absolute_url(), False), (f"/events/registrations/{waits.token}/", False),
                         (f"/events/registrations/{seated.token}/", True)):  # fmt: skip
        assert ("zvans.test" in client.get(where).content.decode()) is there, where


def test_a_machine_is_let_go_and_a_hurry_is_asked_to_wait(client, event):
    assert client.post(address(event), form(subject="viagra")).status_code == 302
    assert client.post(address(event), form(opened=opened(ago=1))).status_code == 422
    assert Registration.objects.count() == 0


def test_a_fault_is_told_once_and_empty_lines_are_not_found_fault_with(client, event):
    answer = client.post(address(event), form(email="nav pasts"))
    body = answer.content.decode()
    assert answer.status_code == 422
    assert body.count('class="form-errors"') == 1
    assert body.count("field-error") == 1
    assert "Vārds un uzvārds: " not in text(answer)
    # Who does not come themselves answers nothing for themselves.
    event.questions = [DIET]
    event.save()
    nobody = client.post(address(event), {**form(), "comes": ""})
    assert nobody.status_code == 422
    assert "Ko ēdat?:" not in text(nobody)


def test_a_mailbox_is_not_flooded(client, event):
    statuses = [client.post(address(event), form()).status_code for _try in range(7)]
    assert statuses == [302] * 5 + [422] * 2


# --- the link ------------------------------------------------------------------------------


def test_a_party_is_changed_by_its_link(client, event):
    made = ask(event, "Anna Ozola", "Jānis Ozols")
    where = f"/events/registrations/{made.token}/people/"
    body = client.get(where).content.decode()
    anna, janis = made.people.order_by("pk")
    assert f'value="{janis.row_code}"' in body
    assert "anna@selija.test" not in body
    said = form("Anna Liepa", **{"writer-row": anna.row_code, "other-0-name": "", "other-0-row": janis.row_code})
    assert client.post(where, said).headers["Location"] == f"/events/registrations/{made.token}/"
    made.refresh_from_db()
    assert [(row.pk, row.name) for row in made.people.all()] == [(anna.pk, "Anna Liepa")]
    assert (made.email, made.name) == ("anna@selija.test", "Anna Liepa")


def test_a_change_that_needs_more_seats_than_there_are_says_so_and_keeps_what_was_written(client, event):
    made = ask(event, "Anna Ozola", "Jānis Ozols")
    where = f"/events/registrations/{made.token}/people/"
    rows = made.people.order_by("pk")
    said = form(**{"writer-row": rows[0].row_code, "other-0-name": "Jānis Ozols", "other-0-row": rows[1].row_code,
                   "other-1-name": "Trešais Cilvēks"})  # fmt: skip
    page = client.post(where, said)
    assert page.status_code == 422
    assert 'value="Trešais Cilvēks"' in page.content.decode()
    assert len(seats(event)) == 2


def test_a_broken_and_an_erased_link_say_so(client, event):
    made = ask(event)
    token = made.token
    for wrong in (f"{token[:-2]}xx", "nekas", f"{made.public_id}.x"):
        page = client.get(f"/events/registrations/{wrong}/")
        assert page.status_code == 404
        assert "Saite nav vesela" in text(page)
        assert "Anna" not in text(page)
    made.delete()
    for leaf in ("", "people/", "end/", "event.ics"):
        page = client.get(f"/events/registrations/{token}/{leaf}")
        assert page.status_code == 410
        assert "dzēsts" in text(page)


def test_the_link_of_a_cancelled_event_says_that_it_is_off(client, event):
    made = ask(event)
    Event.objects.update(cancelled_at=make.NOW, cancelled_why="Sniega dēļ")
    page = text(client.get(f"/events/registrations/{made.token}/"))
    assert "atcelts" in page
    assert "Sniega dēļ" in page
    assert client.get(f"/events/registrations/{made.token}/people/").status_code == 302
    assert "Sniega dēļ" in text(client.get(address(event)))


def test_looking_changes_nothing_and_only_the_button_cancels(client, event):
    made = ask(event)
    for leaf in ("", "people/", "end/", "event.ics"):
        assert client.get(f"/events/registrations/{made.token}/{leaf}").status_code == 200
    assert seats(event) == {"Anna Ozola": "accepted"}
    assert client.post(f"/events/registrations/{made.token}/").status_code == 405
    assert client.delete(f"/events/registrations/{made.token}/end/").status_code == 405


def test_the_page_promises_seats_to_those_who_wait_only_where_somebody_waits(client, event):
    first, second = ask(event, "Anna A"), ask(event, "Bella B")
    end = f"/events/registrations/{second.token}/end/"
    assert "Vieta kļūs brīva citiem." in text(client.get(end))
    assert "rindas pirmais" not in text(client.get(end))
    client.post(end)
    page = f"/events/registrations/{second.token}/"
    assert "Jūsu vietas tagad ir brīvas citiem." in text(client.get(page))
    ask(event, "Cita C")
    ask(event, "Dora D")
    assert "Vietu uzreiz saņems rindas pirmais." in text(client.get(f"/events/registrations/{first.token}/end/"))
    assert "Brīvās vietas saņem tie, kas gaida." in text(client.get(page))


# --- instead of the form ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"registration_closes_at": make.NOW}, "Pieteikšanās ir beigusies"),
        ({"takes_registrations": False}, "Pieteikšanās ir beigusies"),
        ({"has_waiting_list": False, "capacity": 1}, "Visas vietas ir aizņemtas"),
    ],
)
def test_where_nobody_can_register_the_page_says_why(client, event, details, words):
    ask(event)
    Event.objects.update(**details)
    page = client.get(address(event))
    assert words in text(page)
    assert 'name="email"' not in page.content.decode()
    assert client.post(address(event), form("Bella", "b@selija.test")).status_code == 200
    assert Registration.objects.count() == 1


def test_a_draft_and_an_event_of_the_network_have_no_form_for_visitors(client, event):
    for details in ({"published_at": None}, {"published_at": make.NOW, "circle": "members"}):
        Event.objects.update(**details)
        assert client.get(address(event)).status_code == 404
        assert client.post(address(event), form()).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_one_s_own_list_asks_the_same_number_of_questions(client, outsider, count, django_assert_num_queries):
    for number in range(count):
        ask(coming(f"Notikums {number}", takes_registrations=True), by=outsider, email=outsider.email)
    client.force_login(outsider)
    client.get("/events/mine/")
    with django_assert_num_queries(4):
        client.get("/events/mine/")


def test_one_s_own_list_is_for_those_who_are_signed_in(client, event, outsider, contact):
    ask(event, by=contact, email=contact.email)
    assert client.get("/events/mine/").status_code == 302
    client.force_login(outsider)
    assert "Jūs vēl neesat" in text(client.get("/events/mine/"))
    assert "forums" not in text(client.get("/events/mine/"))


def test_a_letter_that_lies_too_long_in_the_queue_tells_what_holds_now(event, mailoutbox):
    ask(event, "Anna A", "Anda A")
    late = ask(event, "Bella B")
    late.people.update(seat="gone")
    Registration.objects.filter(pk=late.pk).update(cancelled_at=make.NOW)
    work_off()
    assert [mail.to for mail in mailoutbox] == [["anna@selija.test"]]
    assert registration("anna@selija.test").told.count() == 1
