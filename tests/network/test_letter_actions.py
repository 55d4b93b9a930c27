"""Letters through the site: carried over, forgotten, never telling an address."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends.locmem import EmailBackend

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.network import actions, jobs, queries
from savienojums.network.models import Letter, Organisation
from tests import make

pytestmark = pytest.mark.django_db
WORDS = {"name": "Anna", "email": "anna@sutitaja.test", "text": "Vai varam aizņemties telti?"}


def written(organisation, by=None):
    return actions.write_letter(by=by, organisation=organisation, at=make.NOW, **WORDS)


def test_a_letter_is_carried_to_the_mailbox_and_forgotten(community, mailoutbox):
    written(community)
    line = Record.objects.get()
    assert (line.verb, line.audience, line.by) == ("network.letter_written", "editors", None)
    assert "anna" not in str(line.particulars).lower()
    jobs.carry_the_letter(line.pk)
    jobs.carry_the_letter(line.pk)
    assert [(mail.to, mail.reply_to) for mail in mailoutbox] == [(["noslepums@elksni.test"], ["anna@sutitaja.test"])]
    assert "Vai varam aizņemties telti?" in mailoutbox[0].body
    kept = Letter.objects.get()
    assert (kept.text, kept.sender_name, kept.sender_email) == ("", "", "")
    assert kept.delivered_at is not None
    assert Record.objects.order_by("-id").first().verb == "network.letter_delivered"


def test_without_a_mailbox_it_goes_to_the_contacts_each_for_themselves(community, contact, member, mailoutbox):
    Organisation.objects.update(contact_email="")
    written(Organisation.objects.get())
    jobs.carry_the_letter(Record.objects.get().pk)
    assert [mail.to for mail in mailoutbox] == [[contact.email]]


def test_without_a_contact_it_goes_to_the_editors_then_to_the_caretaker(community, contact, member, caretaker):
    Organisation.objects.update(contact_email="")
    organisation = Organisation.objects.get()
    organisation.memberships.filter(person=contact).update(until=make.TODAY)
    assert queries.mailboxes_of(organisation) == [member.email]
    organisation.memberships.update(until=make.TODAY)
    assert queries.mailboxes_of(organisation) == [caretaker.email]
    caretaker.is_active = False
    caretaker.save()
    assert queries.mailboxes_of(Organisation.objects.get()) == []


def test_a_letter_to_somebody_unreachable_is_passed_on_by_a_coordinator(coordinator, mailoutbox):
    written(make.organisation("Bez pasta"))
    jobs.carry_the_letter(Record.objects.get().pk)
    assert [mail.to for mail in mailoutbox] == [[coordinator.email]]
    assert "nododiet to tālāk" in mailoutbox[0].body


def test_a_letter_that_did_not_leave_keeps_its_words_and_leaves_later(community, mailoutbox, monkeypatch):
    written(community)
    line = Record.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _no_line)
        with pytest.raises(ConnectionError):
            jobs.carry_the_letter(line.pk)
    assert Letter.objects.get().text == WORDS["text"]
    jobs.carry_the_letter(line.pk)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("refusing", ["koordinatore@selija.test", "otra@selija.test"])
def test_a_mailbox_that_refuses_keeps_nobody_else_waiting(coordinator, mailoutbox, monkeypatch, refusing):
    make.person("otra@selija.test", "Otra", roles=["coordinator"])
    leave = EmailBackend.send_messages

    def leave_or_refuse(backend, letters):
        if letters[0].to == [refusing]:
            raise SMTPRecipientsRefused({})
        return leave(backend, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", leave_or_refuse)
    written(make.organisation("Bez pasta"))
    line = Record.objects.get()
    jobs.carry_the_letter(line.pk)
    jobs.carry_the_letter(line.pk)
    assert len(mailoutbox) == 1
    assert mailoutbox[0].to != [refusing]
    assert Letter.objects.get().delivered_at is not None
    assert Record.objects.order_by("-id").first().verb == "network.letter_delivered"


def _no_line(*_words):
    raise ConnectionError


def test_a_heading_cannot_be_forged_through_a_name(community, mailoutbox):
    actions.write_letter(
        by=None, organisation=community, name="Anna\nBcc: citi@x.test", email="a@b.test", text="x" * 20, at=make.NOW
    )
    jobs.carry_the_letter(Record.objects.get().pk)
    assert mailoutbox[0].recipients() == ["noslepums@elksni.test"]
    assert "\n" not in mailoutbox[0].subject


def test_nobody_writes_to_what_is_not_public(community):
    community.archived_at = make.NOW
    with pytest.raises(NotAllowed):
        written(community)


def test_words_that_could_not_be_carried_over_are_forgotten_after_a_month(community):
    letter = written(community)
    Letter.objects.update(created_at=make.NOW - timedelta(days=31))
    assert queries.letters_to_forget(make.NOW) == [letter]
    Letter.objects.update(created_at=make.NOW - timedelta(days=29))
    assert queries.letters_to_forget(make.NOW) == []
    actions.forget_letter(by=SYSTEM, letter=letter, at=make.NOW)
    assert Letter.objects.get().text == ""
    assert Record.objects.order_by("-id").first().verb == "network.letter_forgotten"


def test_the_daily_chore_forgets(community):
    written(community)
    Letter.objects.update(created_at=make.NOW - timedelta(days=400))
    jobs.forget_old_letters()
    assert Letter.objects.get().text == ""


def test_only_time_carries_and_forgets(community, coordinator):
    letter = written(community)
    with pytest.raises(NotAllowed):
        actions.deliver_letter(by=coordinator, letter=letter, at=make.NOW)
    with pytest.raises(NotAllowed):
        actions.forget_letter(by=coordinator, letter=letter, at=make.NOW)


def test_a_job_for_a_letter_that_is_gone_does_nothing(community, mailoutbox):
    written(community)
    Letter.objects.all().delete()
    jobs.carry_the_letter(Record.objects.get().pk)
    assert mailoutbox == []
