"""Messages of organisers: seen before they go, to each party once, told by telephone where there is no mailbox."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.core.refusal import NotAllowed
from savienojums.events.actions import messages as acts
from savienojums.events.jobs import messages as jobs
from savienojums.events.models import Attendance, Message, Registration, ToldParty
from savienojums.events.queries import messages as queries
from savienojums.journal.models import Record
from savienojums.worker import work_off
from tests import make

pytestmark = pytest.mark.django_db
NEWS = acts.Words("news", "all", "Līdzi gumijas zābaki", "Būs slapjš, paņemiet zābakus.")


@pytest.fixture
def community():
    return make.organisation("Elkšņu kopiena", contact_email="kopiena@elksni.test")


@pytest.fixture
def host(contact, community):
    make.membership(contact, community)
    return contact


@pytest.fixture
def forum(community):
    return make.event("Forums", organisers=[community], takes_registrations=True)


def party(event, name, email="", seat="accepted", **details):
    made = make.registration(event, name, email=email, **details)
    Attendance.objects.filter(registration=made).update(seat=seat)
    return made


@pytest.fixture
def people(forum):
    return {
        "anna": party(forum, "Anna Ozola", "anna@selija.test"),
        "zane": party(forum, "Zane Kalniņa", "zane@selija.test", seat="waiting"),
        "paper": party(forum, "Vilis Papīrs", phone="29 123 456"),
        "gone": party(forum, "Gunta Prom", "gunta@selija.test", seat="gone", cancelled_at=make.NOW),
    }


def written(host, forum, words=NEWS):
    return acts.write_message(by=host, event=forum, words=words, at=make.NOW)


def test_each_party_gets_it_once_with_its_own_link_and_answers_go_to_the_organisers(host, forum, people, mailoutbox):
    written(host, forum)
    work_off()
    assert sorted(mail.to[0] for mail in mailoutbox) == ["anna@selija.test", "zane@selija.test"]
    assert {tuple(mail.reply_to) for mail in mailoutbox} == {("kopiena@elksni.test",)}
    by_to = {mail.to[0]: mail.body for mail in mailoutbox}
    assert people["anna"].token in by_to["anna@selija.test"]
    assert people["zane"].token not in by_to["anna@selija.test"]
    assert "zābakus" in by_to["anna@selija.test"]
    jobs.carry_the_message(Record.objects.get(verb="events.message_written").pk)
    assert len(mailoutbox) == 2


@pytest.mark.parametrize(
    ("readers", "reached"),
    [("all", "anna zane"), ("accepted", "anna"), ("waiting", "zane"), ("came", "anna"), ("missed", "")],
)
def test_it_goes_to_those_who_are_meant(host, forum, people, readers, reached):
    Attendance.objects.filter(name="Anna Ozola").update(came_at=make.NOW)
    told = {each.email.partition("@")[0] for each in queries.parties(forum, readers) if each.email}
    assert " ".join(sorted(told)) == reached


def test_a_refusing_mailbox_keeps_nobody_waiting_and_the_rest_follows(host, forum, people, mailoutbox, monkeypatch):
    written(host, forum)
    line = Record.objects.get(verb="events.message_written")
    leave = EmailBackend.send_messages

    def refuse(backend, letters):
        if letters[0].to == ["anna@selija.test"]:
            raise SMTPRecipientsRefused({})
        return leave(backend, letters)

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(SMTPRecipientsRefused):
            jobs.carry_the_message(line.pk)
    assert [mail.to[0] for mail in mailoutbox] == ["zane@selija.test"]
    jobs.carry_the_message(line.pk)
    assert [mail.to[0] for mail in mailoutbox] == ["zane@selija.test", "anna@selija.test"]


def test_who_registers_after_it_was_written_is_not_meant(host, forum, people, mailoutbox):
    made = written(host, forum)
    late = party(forum, "Vēls", "vels@selija.test")
    Registration.objects.filter(pk=late.pk).update(asked_at=make.NOW + timedelta(hours=1))
    work_off()
    assert "vels@selija.test" not in {mail.to[0] for mail in mailoutbox}
    assert queries.told_count(made) == 2


def test_the_journal_line_has_no_names(host, forum, people):
    written(host, forum)
    work_off()
    told = " ".join(f"{line.subject_name} {line.particulars}" for line in Record.objects.all())
    for secret in ("Anna", "Ozola", "Vilis", "@", "zābak", "29 123"):
        assert secret not in told


def test_it_is_shown_with_the_number_before_it_goes(client, host, forum, people, mailoutbox):
    client.force_login(host)
    address = reverse("event_message_form", args=[forum.slug])
    words = {"readers": "all", "subject": "Par zābakiem", "text": "Paņemiet līdzi zābakus."}
    page = client.post(address, words).content.decode()
    assert "Vēstuli saņems 2 pastkastes; kopā pieteikti 3 cilvēki." in page
    assert "kopiena@elksni.test" in page
    assert Message.objects.count() == 0
    again = client.post(address, {**words, "again": "1"}).content.decode()
    assert "Paņemiet līdzi zābakus." in again
    answer = client.post(address, {**words, "confirmed": "1"})
    made = Message.objects.get()
    assert answer.headers["Location"] == reverse("event_message", args=[forum.slug, made.public_id])
    work_off()
    page = client.get(answer.headers["Location"]).content.decode()
    assert "sasniegti 2 pieteikumi" in page
    assert "Vilis Papīrs" in page
    assert "29 123 456" in page


def test_a_letter_whose_text_went_with_the_list_says_so(client, host, forum, people):
    made = written(host, forum)
    Message.objects.update(text="")
    client.force_login(host)
    page = client.get(reverse("event_message", args=[forum.slug, made.public_id])).content.decode()
    assert made.subject in page
    assert "Vēstules teksts ir dzēsts kopā ar dalībnieku sarakstu." in page


def test_whom_to_call_when_the_event_is_cancelled_stands_on_the_desk(client, host, forum, people):
    client.force_login(host)
    desk, letters = (reverse(name, args=[forum.slug]) for name in ("event_desk", "event_messages"))
    assert "Jāpasaka pa tālruni" not in client.get(desk).content.decode()
    assert "Vilis Papīrs" not in client.get(letters).content.decode()
    page = client.post(reverse("event_cancellation", args=[forum.slug]), {"why": "Sniegs"}, follow=True)
    assert "Jāpasaka pa tālruni: 1" in page.content.decode()
    assert f'href="{letters}#calls"' in page.content.decode()
    listed = client.get(letters).content.decode()
    assert "Vilis Papīrs" in listed
    assert "29 123 456" in listed
    assert "Anna Ozola" not in listed
    # Who is written down afterwards knows already.
    Registration.objects.filter(pk=people["paper"].pk).update(asked_at=now() + timedelta(minutes=1))
    assert "Jāpasaka pa tālruni" not in client.get(desk).content.decode()


@pytest.mark.parametrize("name", ["event_messages", "event_message_form", "event_feedback"])
def test_others_do_not_see_the_desk(client, outsider, host, forum, people, name):
    written(host, forum)
    client.force_login(outsider)
    answer = client.get(reverse(name, args=[forum.slug]))
    assert answer.status_code == 404
    assert "Par zābakiem" not in answer.content.decode()
    client.logout()
    assert client.get(reverse(name, args=[forum.slug])).status_code == 302


def test_a_message_of_another_event_is_missing(client, host, forum, community, people):
    made, other = written(host, forum), make.event("Cits", organisers=[community])
    client.force_login(host)
    assert client.get(reverse("event_message", args=[other.slug, made.public_id])).status_code == 404


def test_a_stranger_writes_to_nobody(outsider, forum, people):
    with pytest.raises(NotAllowed):
        written(outsider, forum)


def test_nobody_to_tell_is_said(host, forum):
    with pytest.raises(acts.NobodyToTell):
        written(host, forum)


def test_an_erased_list_is_written_to_by_nobody(host, forum, people):
    forum.erased_at = make.NOW
    with pytest.raises(acts.PeopleErased):
        written(host, forum)


def test_thanks_come_after_the_event_with_materials_and_the_way_to_say_how_it_was(host, forum, people, mailoutbox):
    words = acts.Words("thanks", "came", "Paldies!", "Paldies, ka bijāt kopā ar mums.")
    Attendance.objects.filter(name="Anna Ozola").update(came_at=forum.starts_at)
    forum.materials.create(title="Slaidi", url="https://slaidi.test/a.pdf")
    forum.materials.create(title="Tikai savējiem", url="https://slaidi.test/savejiem.pdf", circle="members")
    with pytest.raises(acts.NotOverYet):
        written(host, forum, words)
    acts.write_message(by=host, event=forum, words=words, at=forum.ends_at + timedelta(hours=1))
    work_off()
    assert [mail.to[0] for mail in mailoutbox] == ["anna@selija.test"]
    assert "https://slaidi.test/a.pdf" in mailoutbox[0].body
    assert "avējiem" not in mailoutbox[0].body
    assert "savejiem" not in mailoutbox[0].body
    assert reverse("event_feedback_form", args=[people["anna"].token]) in mailoutbox[0].body


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_no_more_for_more_messages(client, host, forum, people, django_assert_num_queries, count):
    for _each in range(count):
        written(host, forum)
    client.force_login(host)
    client.get(reverse("event_messages", args=[forum.slug]))
    with django_assert_num_queries(12):
        client.get(reverse("event_messages", args=[forum.slug]))


def test_the_list_counts_told_waiting_and_unreached(host, forum, people):
    made = written(host, forum)
    ToldParty.objects.create(registration=people["anna"], thing=queries.thing_of(made), told_at=make.NOW)
    (row,) = queries.messages_of(forum)
    assert (row.told, row.waiting, row.unreached) == (1, 1, 1)


def test_wrong_method(client, host, forum):
    client.force_login(host)
    assert client.delete(reverse("event_messages", args=[forum.slug])).status_code == 405
