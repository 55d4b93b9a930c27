"""Letters about residents' proposals, carried by the real worker: to whom, once, and never with what is another's."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from savienojums.core import clock
from savienojums.core.refusal import NotAllowed
from savienojums.journal import queue
from savienojums.journal.models import Job, Record
from savienojums.voices.actions import initiatives as acts
from savienojums.voices.actions import initiatives_moderating as moderating
from savienojums.voices.actions import initiatives_told
from savienojums.voices.actions.initiatives_told import tell_of_initiative
from savienojums.voices.jobs import initiatives as jobs
from savienojums.voices.models import InitiativeTold
from savienojums.voices.queries import initiatives_told as queries
from savienojums.worker import work_off
from tests import make
from tests.voices.initiatives import SECRET, answered, hidden, proposed, shown

pytestmark = pytest.mark.django_db
OFFICE = "pagasts@selija.test"


@pytest.fixture
def council():
    return make.organisation("Rubenes pagasta pārvalde", kind="municipality", contact_email=OFFICE)


def post():
    """What the worker sends now."""
    mail.outbox.clear()
    work_off()
    return mail.outbox


def letters_to(address, sent):
    return [letter for letter in sent if letter.to == [address]]


def test_an_author_learns_of_every_step_by_a_link_of_their_own(coordinator):
    made = proposed()
    (letter,) = post()
    assert letter.to == [SECRET]
    assert letter.subject == "Jūsu priekšlikums Nr. 1 ir saņemts"
    assert f"/voices/initiatives/own/{made.token}/" in letter.body
    moderating.show_initiative(by=coordinator, initiative=made, at=make.NOW)
    (letter,) = post()
    assert letter.subject == "Jūsu priekšlikumu Nr. 1 var lasīt visi"
    answered(made, "partly", "Soliņu liksim.")
    (letter,) = post()
    assert "Daļēji pieņemts" in letter.body
    assert "Soliņu liksim." in letter.body
    assert post() == []


def test_who_left_no_address_gets_no_letter(coordinator):
    made = proposed(email="")
    moderating.show_initiative(by=coordinator, initiative=made, at=make.NOW)
    answered(made)
    assert post() == []


def test_not_shown_the_author_reads_why():
    hidden(proposed(), "personal", "nosaukts kaimiņš")
    told = letters_to(SECRET, post())
    assert [letter.subject for letter in told] == [
        "Jūsu priekšlikums Nr. 1 ir saņemts",
        "Jūsu priekšlikums Nr. 1 netiek rādīts",
    ]
    assert "nosaukts kaimiņš" in told[1].body


def test_taken_back_nobody_is_written_to_any_more(council):
    made = proposed(addressee=council)
    acts.withdraw_initiative(by=None, initiative=made, token=made.token, at=make.NOW)
    assert post() == []


def test_the_addressee_is_asked_once_and_learns_neither_address_nor_link(council, coordinator):
    made = shown(addressee=council, text="Līst.")
    (letter,) = letters_to(OFFICE, post())
    assert made.get_absolute_url() in letter.body
    assert "Līst." in letter.body
    assert SECRET not in letter.body + letter.subject + str(letter.message())
    assert made.token not in letter.body
    moderating.address_initiative(by=coordinator, initiative=made, addressee=None, name="", at=make.NOW)
    moderating.address_initiative(by=coordinator, initiative=made, addressee=council, name="", at=make.NOW)
    assert post() == []
    other = make.organisation("Slates pagasta pārvalde", contact_email="slate@selija.test")
    moderating.address_initiative(by=coordinator, initiative=made, addressee=other, name="", at=make.NOW)
    assert [letter.to for letter in post()] == [["slate@selija.test"]]


def test_what_waits_to_be_looked_at_is_not_sent_to_the_addressee(council):
    proposed(addressee=council)
    assert letters_to(OFFICE, post()) == []


def test_authors_of_joined_ones_are_answered_too_each_with_their_own_link(coordinator):
    made, double = shown(), shown("Sols pieturā", email="otra@selija.test")
    moderating.join_initiatives(by=coordinator, initiative=double, into=made, at=make.NOW)
    joined = letters_to("otra@selija.test", post())[-1]
    assert joined.subject == "Jūsu priekšlikums Nr. 2 turpinās kopā ar Nr. 1"
    answered(made)
    sent = post()
    assert sorted(letter.to[0] for letter in sent) == [SECRET, "otra@selija.test"]
    assert made.token in letters_to(SECRET, sent)[0].body
    assert double.token in letters_to("otra@selija.test", sent)[0].body
    assert made.token not in letters_to("otra@selija.test", sent)[0].body


def chore(work, monkeypatch, at):
    """The chore as the worker does it at that moment."""
    monkeypatch.setattr(jobs, "now", lambda: at)
    queue.learn_chores(at)
    name = f"voices.{work.__name__}"
    job = Job.objects.get(name__endswith=work.__name__)
    assert name.split(".", maxsplit=1)[0] in job.name
    Job.objects.exclude(pk=job.pk).delete()
    Job.objects.filter(pk=job.pk).update(due_at=clock.now() - timedelta(minutes=1))
    return post()


def test_reminders_come_after_fourteen_and_thirty_days_once_each(council, monkeypatch):
    made = shown(addressee=council)
    post()
    days = [13, 14, 15, 29, 30, 31, 60]
    sent = {day: len(chore(jobs.remind_of_answers, monkeypatch, make.NOW + timedelta(days=day))) for day in days}
    assert sent == {13: 0, 14: 1, 15: 0, 29: 0, 30: 1, 31: 0, 60: 0}
    assert InitiativeTold.objects.filter(initiative=made, thing__contains="reminder").count() == 2
    assert not [told for told in InitiativeTold.objects.all() if "@" in told.mailbox_key + told.thing]


def test_what_is_answered_reminds_of_nothing(council, monkeypatch):
    answered(shown(addressee=council))
    post()
    assert chore(jobs.remind_of_answers, monkeypatch, make.NOW + timedelta(days=40)) == []


def test_a_reminder_tells_the_days_and_the_link(council, monkeypatch):
    made = shown(addressee=council)
    post()
    (letter,) = chore(jobs.remind_of_answers, monkeypatch, make.NOW + timedelta(days=14))
    assert letter.subject == f"Bez atbildes 14 dienas: iedzīvotāja priekšlikums ({council.name})"
    assert made.get_absolute_url() in letter.body


def test_coordinators_get_one_letter_a_week_and_none_if_nothing_waits(coordinator, monkeypatch):
    assert chore(jobs.tell_the_coordinators, monkeypatch, make.NOW) == []
    proposed("Gaida"), shown("Jāatbild", days=9)
    Job.objects.all().delete()
    Record.objects.update(read_at=make.NOW)
    first = chore(jobs.tell_the_coordinators, monkeypatch, make.NOW)
    (letter,) = letters_to(coordinator.email, first)
    assert "Jāizskata: 1 priekšlikums" in letter.body
    assert "9 dienas: Jāatbild" in letter.body
    assert SECRET not in letter.body
    assert chore(jobs.tell_the_coordinators, monkeypatch, make.NOW + timedelta(days=1)) == []
    assert letters_to(coordinator.email, chore(jobs.tell_the_coordinators, monkeypatch, make.NOW + timedelta(days=7)))


def test_a_mailbox_that_refuses_keeps_no_other_waiting_and_is_tried_again(council, contact, monkeypatch):
    council.contact_email = ""
    council.save()
    make.membership(contact, council)
    other = make.person("otrs@selija.test", "Otrs")
    make.membership(other, council)
    refuses = {contact.email}
    whole = EmailBackend.send_messages

    def send_messages(backend, messages):
        if {address for message in messages for address in message.to} & refuses:
            raise SMTPRecipientsRefused({})
        return whole(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    made = shown(addressee=council, email="")
    assert [letter.to for letter in post()] == [["otrs@selija.test"]]
    refuses.clear()
    Job.objects.filter(name__endswith="ask_the_addressee").update(due_at=clock.now() - timedelta(minutes=1))
    assert [letter.to for letter in post()] == [[contact.email]]
    assert made.told.count() == 2


def test_only_time_writes_letters(coordinator):
    made = shown()
    with pytest.raises(NotAllowed):
        tell_of_initiative(by=coordinator, initiative=made, thing="x", template="x", at=make.NOW)
    with pytest.raises(NotAllowed):
        initiatives_told.tell_addressee_of_initiative(
            by=coordinator, initiative=made, thing="x", template="x", at=make.NOW
        )
    digest = queries.digest_of(make.NOW)
    with pytest.raises(NotAllowed):
        initiatives_told.tell_coordinators_of_initiatives(
            by=coordinator, person=coordinator, digest=digest, at=make.NOW
        )


def test_the_journal_never_holds_an_address_or_words(council, coordinator):
    made = shown("Slepens virsraksts", text="Slepens teksts", addressee=council)
    post()
    answered(made, text="Atbildes vārdi")
    hidden(proposed("Cits slepens"))
    post()
    whole = " ".join(str(vars(line)) for line in Record.objects.filter(verb__startswith="voices."))
    assert not [word for word in (SECRET, OFFICE, "Slepens", "slepens", "Atbildes vārdi", made.token) if word in whole]
