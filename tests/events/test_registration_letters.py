"""Letters to those who register, and seats that time or the organisers make free: once each, in their language."""

from datetime import timedelta
from unittest import mock

import pytest

from savienojums.events.actions import registrations as acts
from savienojums.events.actions import registrations_desk as desk
from savienojums.events.actions.registering import set_registering
from savienojums.events.jobs import registrations as jobs
from savienojums.events.models import Event, SeatReserve
from savienojums.journal.models import Record
from savienojums.worker import load_jobs, work_off
from tests import make
from tests.events.listing import LATER, ask, party, registration, seats

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _worker_and_its_clock():
    load_jobs()
    with mock.patch.object(jobs, "now", return_value=LATER):
        yield


@pytest.fixture
def event(contact):
    return make.event(takes_registrations=True, capacity=2, made_by=contact, venue="Medumu tautas nams")


def told(mailoutbox):
    return [(mail.to[0].partition("@")[0], mail.subject) for mail in mailoutbox]


def test_each_is_told_what_holds_for_them_with_everything_they_need(event, mailoutbox, contact):
    ask(event, "Anna Ozola", "Jānis Ozols")
    ask(event, "Bella Bite", language="ru")
    work_off()
    assert told(mailoutbox) == [
        ("anna", "Jūs esat pieteikušies: Sēlijas NVO forums"),
        ("bella", "Вы в списке ожидания: Sēlijas NVO forums"),
    ]
    letter = mailoutbox[0]
    made = registration("anna@selija.test")
    for words in ("Jums šajā notikumā ir 2 vietas:", "Medumu tautas nams", "14:00–17:00", made.token,
                  *made.people.values_list("row_code", flat=True)):  # fmt: skip
        assert words in letter.body, words
    assert letter.reply_to == [contact.email]
    assert "номер в очереди – 1" in mailoutbox[1].body


def test_a_letter_is_sent_once_even_if_its_line_is_read_twice(event, mailoutbox):
    ask(event)
    work_off()
    jobs.confirm_the_registration(Record.objects.get(verb="events.registration_made").pk)
    work_off()
    assert len(mailoutbox) == 1


def test_more_seats_go_to_those_who_wait(event, contact, mailoutbox):
    for name in ("Anna A", "Bella B", "Cita C", "Dace D"):
        ask(event, name)
    work_off()
    mailoutbox.clear()
    set_registering(by=contact, event=Event.objects.get(), details={"capacity": 3}, at=LATER)
    work_off()
    assert seats(event)["Cita C"] == "accepted"
    assert seats(event)["Dace D"] == "waiting"
    assert told(mailoutbox) == [("cita", "Jums ir vieta: Sēlijas NVO forums")]
    assert f"{registration('cita@selija.test').token}/end/" in mailoutbox[0].body
    assert mailoutbox[0].attachments[0][2] == "text/calendar"


def test_kept_seats_are_given_away_by_the_chore_on_time(event, mailoutbox):
    SeatReserve.objects.create(event=event, name={"lv": "Bibliotēkām"}, kinds=["library"], seats=1)
    Event.objects.update(reserves_end_at=LATER + timedelta(days=1))
    event.refresh_from_db()
    ask(event, "Anna A")
    ask(event, "Bella B")
    jobs.open_kept_seats()
    assert seats(event)["Bella B"] == "waiting"
    with mock.patch.object(jobs, "now", return_value=LATER + timedelta(days=1)):
        jobs.open_kept_seats()
        jobs.open_kept_seats()
        work_off()
    assert seats(event)["Bella B"] == "accepted"
    assert [subject for to, subject in told(mailoutbox) if to == "bella"].count(
        "Jums ir vieta: Sēlijas NVO forums"
    ) == 1


def test_who_has_no_mailbox_gets_no_letter_and_who_is_pasted_with_one_does(event, contact, mailoutbox):
    desk.enter_party(by=contact, event=event, party=party("Zenta Zīle", way="telephone"), at=make.NOW)
    desk.enter_list(by=contact, event=event, parties=[party("Anna A", email="anna@selija.test"), party("Bez Pasta")],
                    at=make.NOW)  # fmt: skip
    work_off()
    assert [to for to, _subject in told(mailoutbox)] == ["anna"]


def test_one_taken_off_a_party_the_letter_says_who_is_left(event, contact, mailoutbox):
    made = ask(event, "Anna Ozola", "Jānis Ozols")
    work_off()
    mailoutbox.clear()
    desk.cancel_seat(by=contact, attendance=made.people.get(name="Jānis Ozols"), at=LATER)
    work_off()
    assert told(mailoutbox) == [("anna", "Rīkotāji mainīja Jūsu pieteikumu: Sēlijas NVO forums")]
    assert "Anna Ozola" in mailoutbox[0].body
    assert "Jānis Ozols" not in mailoutbox[0].body


def test_who_cancels_before_the_letter_left_gets_none(event, mailoutbox):
    made = ask(event)
    acts.cancel_registration(by=None, registration=made, token=made.token, at=LATER)
    work_off()
    assert mailoutbox == []
