"""Asking for advice: who advises where, carried over once, then forgotten."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends.locmem import EmailBackend

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.network.queries.places import atlas
from savienojums.support.actions import advice
from savienojums.support.jobs import advice as jobs
from savienojums.support.models import AdviceRequest
from savienojums.support.queries.advice import adviser_for, questions_to_forget
from tests import make

pytestmark = pytest.mark.django_db
LETTER = {
    "name": "Anna",
    "email": "anna@sutitaja.test",
    "asks_for": "Rubenes kopiena",
    "text": "Vai varam pieteikties?",
}


@pytest.fixture
def land(db):
    region = make.place("Zemgales reģions", kind="planning_region")
    municipality = make.place("Jēkabpils novads", kind="municipality", within=[region])
    return {"region": region, "municipality": municipality, "parish": make.place(within=[municipality])}


def adviser(name, kind, places, **details):
    organisation = make.organisation(name, contact_email=f"{len(name)}@padoms.test", **details)
    given = make.measure(f"Konsultācijas: {name}", provider=make.provider(name, kind=kind, organisation=organisation))
    given.places.set(places)
    return organisation


def near(place):
    found = adviser_for(atlas().by_pk[place.pk])
    return found.name if found else None


def ask(by=None, whom=None, measure=None):
    return advice.ask_advice(by=by, measure=measure or make.measure(), adviser=whom, letter=LETTER, at=make.NOW)


def test_whose_land_is_nearest_advises_and_of_several_the_partnership(land):
    adviser("Zemgales NVO centrs", "ngo_centre", [land["region"]])
    assert near(land["parish"]) == "Zemgales NVO centrs"
    adviser("Novada NVO centrs", "ngo_centre", [land["municipality"]])
    assert near(land["parish"]) == "Novada NVO centrs"
    adviser("Partnerība", "partnership", [land["municipality"]])
    assert near(land["parish"]) == "Partnerība"
    assert near(land["region"]) == "Zemgales NVO centrs"


def test_a_funder_or_somebody_hidden_does_not_advise(land):
    adviser("Fonds", "fund", [land["municipality"]])
    adviser("Paslēpta", "partnership", [land["municipality"]], published_at=None)
    assert near(land["parish"]) is None
    assert adviser_for(None) is None


def test_a_question_goes_to_the_adviser_once_and_is_forgotten(land, mailoutbox):
    ask(whom=adviser("Partnerība", "partnership", [land["municipality"]]))
    line = Record.objects.get(verb="support.advice_asked")
    assert line.audience == "editors"
    assert "anna" not in str(line.particulars).lower()
    jobs.carry_the_question(line.pk)
    jobs.carry_the_question(line.pk)
    assert [(mail.to, mail.reply_to) for mail in mailoutbox] == [(["10@padoms.test"], ["anna@sutitaja.test"])]
    assert "Vai varam pieteikties?" in mailoutbox[0].body
    assert "Rubenes kopiena" in mailoutbox[0].body
    kept = AdviceRequest.objects.get()
    assert (kept.text, kept.sender_name, kept.sender_email, kept.asks_for) == ("", "", "", "")
    assert Record.objects.order_by("-id").first().verb == "support.advice_delivered"


def test_without_an_adviser_or_their_mailbox_the_coordinators_get_it(coordinator, mailoutbox):
    for whom in (None, make.organisation("Bez pasta")):
        ask(whom=whom)
        jobs.carry_the_question(Record.objects.filter(verb="support.advice_asked").order_by("id").last().pk)
    assert [mail.to for mail in mailoutbox] == [[coordinator.email]] * 2
    assert "Bez pasta" in mailoutbox[1].body


def test_a_question_that_did_not_leave_keeps_its_words_for_a_month(coordinator, monkeypatch):
    ask()
    monkeypatch.setattr("savienojums.core.mail.EmailMultiAlternatives.send", lambda _letter: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        jobs.carry_the_question(Record.objects.get().pk)
    assert AdviceRequest.objects.get().text
    assert questions_to_forget(make.NOW + timedelta(days=29)) == []
    (old,) = questions_to_forget(make.NOW + timedelta(days=31))
    advice.forget_advice(by=SYSTEM, asked=old, at=make.NOW + timedelta(days=31))
    assert not AdviceRequest.objects.get().text
    assert Record.objects.order_by("-id").first().verb == "support.advice_forgotten"


@pytest.mark.parametrize("refusing", ["koordinatore@selija.test", "otra@selija.test"])
def test_a_mailbox_that_refuses_keeps_nobody_else_waiting(coordinator, mailoutbox, monkeypatch, refusing):
    make.person("otra@selija.test", "Otra", roles=["coordinator"])
    leave = EmailBackend.send_messages

    def leave_or_refuse(backend, letters):
        if letters[0].to == [refusing]:
            raise SMTPRecipientsRefused({})
        return leave(backend, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", leave_or_refuse)
    ask()
    line = Record.objects.get()
    jobs.carry_the_question(line.pk)
    jobs.carry_the_question(line.pk)
    assert len(mailoutbox) == 1
    assert mailoutbox[0].to != [refusing]
    assert AdviceRequest.objects.get().delivered_at is not None
    assert Record.objects.order_by("-id").first().verb == "support.advice_delivered"


def test_the_daily_chore_forgets_nothing_that_is_young(db):
    ask()
    jobs.forget_old_questions()
    assert AdviceRequest.objects.count() == 1


def test_nobody_asks_about_a_draft_and_only_time_carries(coordinator):
    with pytest.raises(NotAllowed):
        ask(by=coordinator, measure=make.measure("Melnraksts", published_at=None))
    asked = ask(by=coordinator)
    with pytest.raises(NotAllowed):
        advice.deliver_advice(by=coordinator, asked=asked, at=make.NOW)
    with pytest.raises(NotAllowed):
        advice.forget_advice(by=coordinator, asked=asked, at=make.NOW)
