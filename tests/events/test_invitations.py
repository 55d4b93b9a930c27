"""Invitations: from the registry without telling addresses, from a list line by line; answered, declined, sent again once."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.events.actions import invitations as acts
from savienojums.events.jobs import invitations as jobs
from savienojums.events.models import EventInvitation
from savienojums.events.queries import addresses
from savienojums.events.queries import invitations as queries
from savienojums.events.queries.invitations import Invited
from savienojums.journal.models import Record
from savienojums.worker import work_off
from tests import make

pytestmark = pytest.mark.django_db
SOON = datetime.now(tz=UTC) + timedelta(days=20)


@pytest.fixture
def host(contact):
    make.membership(contact, make.organisation("Elkšņu kopiena", contact_email="kopiena@elksni.test"))
    return contact


@pytest.fixture
def forum(host):
    mine = host.memberships.get().organisation
    return make.event(
        "Forums", organisers=[mine], takes_registrations=True, starts_at=SOON, ends_at=SOON + timedelta(hours=3)
    )


def invite(host, forum, *emails, at=make.NOW):
    acts.invite_people(by=host, event=forum, invited=[Invited(email, "Anna Ozola") for email in emails], at=at)


# --- lines somebody pastes ---------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "email", "name"),
    [
        ("anna@selija.lv", "anna@selija.lv", ""),
        ("Anna Ozola <Anna@Selija.lv>", "anna@selija.lv", "Anna Ozola"),
        ("Anna Ozola;anna@selija.lv;", "anna@selija.lv", "Anna Ozola"),
        ("anna@selija.lv,Anna Ozola", "anna@selija.lv", "Anna Ozola"),
        ('"Ozola, Anna" <anna@selija.lv>', "anna@selija.lv", "Ozola Anna"),
        ("Anna\tOzola\tanna@selija.lv", "anna@selija.lv", "Anna Ozola"),
    ],
)
def test_a_line_is_read_as_people_write_it(line, email, name):
    (read,) = addresses.read_addresses(line)
    assert (read.email, read.name, read.state) == (email, name, "new")


def test_each_line_is_judged_with_its_number():
    text = "Vārds\tE-pasts\nAnna\tanna@x.lv\n\nanna@X.lv\nbez adreses\npuse@\nzin@x.lv\nne@x.lv"
    read = addresses.read_addresses(text, known={"zin@x.lv"}, declined={"ne@x.lv"})
    assert [(line.number, line.state) for line in read] == [
        (2, "new"), (4, "twice"), (5, "wrong"), (6, "wrong"), (7, "known"), (8, "declined"),
    ]  # fmt: skip


@given(st.text(max_size=400))
def test_whatever_is_pasted_gives_each_new_address_once(text):
    new = [line.email for line in addresses.read_addresses(text) if line.state == "new"]
    assert len(set(new)) == len(new)
    again = addresses.read_addresses(addresses.as_text(addresses.read_addresses(text)))
    assert [line.email for line in again if line.state == "new"] == new


def test_ten_thousand_names_are_too_many_and_said_so(client, host, forum):
    client.force_login(host)
    rows = "\n".join(f"Cilvēks {number} <c{number}@x.lv>" for number in range(10_000))
    answer = client.post(reverse("event_invitation_form", args=[forum.slug]), {"rows": rows, "language": "lv"})
    assert answer.status_code == 422
    assert "ne vairāk kā 500" in answer.content.decode()
    assert EventInvitation.objects.count() == 0


def test_the_list_is_shown_before_anything_is_sent(client, host, forum, mailoutbox):
    client.force_login(host)
    address = reverse("event_invitation_form", args=[forum.slug])
    page = client.post(
        address, {"rows": "Anna <anna@x.lv>\nslikta rinda\nanna@x.lv", "language": "lv"}
    ).content.decode()
    assert "2. rinda" in page
    assert "Tā pati adrese" in page
    assert EventInvitation.objects.count() == 0
    client.post(address, {"rows": "anna@x.lv\tAnna", "language": "lv", "confirmed": "1"})
    work_off()
    assert [mail.to for mail in mailoutbox] == [["anna@x.lv"]]


def test_a_file_is_read_as_well(client, host, forum):
    client.force_login(host)
    file = SimpleUploadedFile("saraksts.csv", "Vārds;E-pasts\nŽanete;zanete@x.lv\n".encode("cp1257"))
    page = client.post(reverse("event_invitation_form", args=[forum.slug]), {"file": file, "language": "lv"})
    assert "Žanete" in page.content.decode()
    assert "zanete@x.lv" in page.content.decode()


# --- the registry -----------------------------------------------------------------


@pytest.fixture
def registry(host):
    parish = make.place("Rubenes pagasts")
    club = make.organisation("Rubenes klubs", kind="association", place=parish, contact_email="slepens@rubene.test")
    library = make.organisation("Rubenes bibliotēka", kind="library", place=parish)
    make.membership(make.person("bibl@rubene.test", "Bibliotekāre"), library)
    make.organisation("Bez pastkastes", kind="association", place=parish)
    make.organisation("Neredzama", kind="association", place=parish, contact_email="n@n.test", published_at=None)
    return {"club": club, "library": library, "parish": parish}


def test_organisations_are_invited_without_telling_their_addresses(client, host, forum, registry, mailoutbox):
    client.force_login(host)
    address = reverse("event_invitation_registry", args=[forum.slug])
    page = client.get(address, {"place": "rubenes-pagasts"}).content.decode()
    assert "Var uzaicināt 2 organizācijas" in page
    assert "Neredzama" not in page
    client.post(address, {"place": "rubenes-pagasts"})
    work_off()
    assert sorted(mail.to[0] for mail in mailoutbox) == ["bibl@rubene.test", "slepens@rubene.test"]
    listed = client.get(reverse("event_invitations", args=[forum.slug])).content.decode()
    assert "Rubenes klubs" in listed
    for secret in ("slepens@", "bibl@", "rubene.test", "Bibliotekāre"):
        assert secret not in page
        assert secret not in listed


def test_where_nobody_is_left_to_invite_the_page_says_why(client, host, forum, registry):
    client.force_login(host)
    address = reverse("event_invitation_registry", args=[forum.slug])
    client.post(address, {"place": "rubenes-pagasts"})
    page = client.get(address, {"place": "rubenes-pagasts"}).content.decode()
    assert "Atrasto organizāciju skaits: 3. Jau uzaicinātas: 2. Bez pastkastes: 1." in page
    assert "neatbilst neviena reģistra organizācija" in client.get(address, {"kind": "museum"}).content.decode()


def test_kinds_narrow_the_registry(forum, registry):
    found = queries.found_organisations(forum, {"kind": ["library"], "place": ["rubenes-pagasts"]})
    assert [each.name for each in found.organisations] == ["Rubenes bibliotēka"]
    found = queries.found_organisations(forum, {"kind": ["association"], "place": ["rubenes-pagasts"]})
    assert ([each.name for each in found.organisations], found.unreachable) == (["Rubenes klubs"], 1)


def test_pasting_does_not_tell_that_an_address_belongs_to_an_organisation(client, host, forum, registry):
    acts.invite_people(
        by=host, event=forum, invited=[Invited("slepens@rubene.test", organisation=registry["club"])], at=make.NOW
    )
    client.force_login(host)
    page = client.post(
        reverse("event_invitation_form", args=[forum.slug]), {"rows": "slepens@rubene.test", "language": "lv"}
    )
    assert "Jau ir uzaicināts" not in page.content.decode()


def test_the_button_of_a_mail_program_declines_without_a_token_of_ours(host, forum):
    invite(host, forum, "anna@x.lv")
    made = EventInvitation.objects.get()
    strict = Client(enforce_csrf_checks=True)
    strict.post(reverse("event_invitation", args=[made.token]), {"List-Unsubscribe": "One-Click"})
    made.refresh_from_db()
    assert made.declined_at


# --- the life of an invitation ----------------------------------------------------


def test_an_invitation_goes_out_once_with_links_of_its_own(host, forum, mailoutbox):
    invite(host, forum, "anna@x.lv")
    work_off()
    (mail,) = mailoutbox
    made = EventInvitation.objects.get()
    assert mail.reply_to == ["kopiena@elksni.test"]
    assert reverse("event_registration", args=[forum.slug]) + "?invitation=" + made.token in mail.body
    own = reverse("event_invitation", args=[made.token])
    assert own in mail.body
    assert own in mail.extra_headers["List-Unsubscribe"]
    assert "Labdien, Anna Ozola!" in mail.body
    assert "Elkšņu kopiena aicina Jūs:" in mail.body
    jobs.carry_the_invitations(Record.objects.get(verb="events.people_invited").pk)
    assert len(mailoutbox) == 1


def test_the_form_knows_only_by_the_link(host, forum):
    invite(host, forum, "anna@x.lv")
    made, other = EventInvitation.objects.get(), make.event("Cits")
    assert queries.filled_in(forum, made.token) == {"email": "anna@x.lv", "name": "Anna Ozola", "organisation": None}
    assert queries.filled_in(other, made.token) == {}
    assert queries.filled_in(forum, made.public_id) == {}


def test_who_registers_has_answered(host, forum):
    invite(host, forum, "anna@x.lv")
    party = make.registration(forum, "Anna Ozola", email="Anna@x.lv")
    assert queries.counts_of(forum)["answered"] == 1
    from savienojums.events.actions.lines import line

    line("events.registration_made", forum, by=None, at=make.NOW, registration=party.public_id)
    work_off()
    assert EventInvitation.objects.get().answered_at


def test_who_wants_no_more_gets_no_more_until_they_take_it_back(client, host, forum, mailoutbox):
    invite(host, forum, "anna@x.lv")
    work_off()
    made = EventInvitation.objects.get()
    page = reverse("event_invitation", args=[made.token])
    assert client.get(page).status_code == 200
    made.refresh_from_db()
    assert made.declined_at is None
    client.post(page)
    EventInvitation.objects.update(sent_at=make.NOW - timedelta(days=9))
    with pytest.raises(acts.NobodyLeft):
        acts.invite_again(by=host, event=forum, at=make.NOW)
    read = addresses.read_addresses("anna@x.lv", *queries.known_mailboxes(forum))
    assert read[0].state == "declined"
    client.post(page, {"_method": "DELETE"})
    acts.invite_again(by=host, event=forum, at=make.NOW)
    work_off()
    assert len(mailoutbox) == 2
    assert mailoutbox[1].subject.startswith("Vēlreiz")


def test_a_second_letter_goes_once_after_three_days_to_those_who_have_not_answered(host, forum, mailoutbox):
    invite(host, forum, "anna@x.lv", "zane@x.lv")
    work_off()
    EventInvitation.objects.update(sent_at=make.NOW)
    with pytest.raises(acts.NobodyLeft):
        acts.invite_again(by=host, event=forum, at=make.NOW + timedelta(days=2))
    make.registration(forum, "Zane", email="zane@x.lv")
    assert acts.invite_again(by=host, event=forum, at=make.NOW + timedelta(days=4)) == 1
    work_off()
    assert [mail.to[0] for mail in mailoutbox[2:]] == ["anna@x.lv"]
    with pytest.raises(acts.NobodyLeft):
        acts.invite_again(by=host, event=forum, at=make.NOW + timedelta(days=18))


def test_a_refusing_mailbox_keeps_nobody_waiting(host, forum, mailoutbox, monkeypatch):
    invite(host, forum, "anna@x.lv", "zane@x.lv")
    leave = EmailBackend.send_messages

    def refuse(backend, letters):
        if letters[0].to == ["anna@x.lv"]:
            raise SMTPRecipientsRefused({})
        return leave(backend, letters)

    line = Record.objects.get(verb="events.people_invited")
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(SMTPRecipientsRefused):
            jobs.carry_the_invitations(line.pk)
    assert queries.counts_of(forum) == {"waiting": 1, "sent": 1, "again": 0, "answered": 0, "declined": 0}
    jobs.carry_the_invitations(line.pk)
    assert [mail.to[0] for mail in mailoutbox] == ["zane@x.lv", "anna@x.lv"]


@pytest.mark.parametrize("change", [{"published_at": None}, {"cancelled_at": make.NOW}, {"ends_at": make.NOW}])
def test_nobody_is_invited_to_a_draft_or_to_what_is_cancelled_or_over(host, forum, change):
    for name, value in change.items():
        setattr(forum, name, value)
    with pytest.raises(acts.NotInviting):
        invite(host, forum, "anna@x.lv")


def test_the_same_people_again_are_refused(host, forum):
    invite(host, forum, "anna@x.lv")
    with pytest.raises(acts.NobodyNew):
        invite(host, forum, "ANNA@x.lv")


def test_the_journal_holds_no_address(host, forum):
    invite(host, forum, "anna@x.lv")
    work_off()
    told = " ".join(f"{line.subject_name} {line.particulars}" for line in Record.objects.all())
    assert "@" not in told
    assert "Anna" not in told


def test_a_month_after_the_event_the_addresses_are_gone(host, forum):
    invite(host, forum, "anna@x.lv")
    assert queries.events_to_forget(forum.ends_at + timedelta(days=29)) == []
    for event in queries.events_to_forget(forum.ends_at + timedelta(days=31)):
        acts.forget_invitations(by=SYSTEM, event=event, at=make.NOW)
    assert EventInvitation.objects.count() == 0
    assert Record.objects.order_by("-id").first().particulars == {"count": 1}


def test_others_do_not_see_who_is_invited(client, outsider, host, forum):
    invite(host, forum, "anna@x.lv")
    client.force_login(outsider)
    for name in ("event_invitations", "event_invitation_form", "event_invitation_registry"):
        answer = client.get(reverse(name, args=[forum.slug]))
        assert answer.status_code == 404
        assert "anna@x.lv" not in answer.content.decode()
    with pytest.raises(NotAllowed):
        invite(outsider, forum, "cits@x.lv")


def test_a_made_up_link_is_missing(client, host, forum):
    invite(host, forum, "anna@x.lv")
    made = EventInvitation.objects.get()
    assert client.get(reverse("event_invitation", args=[made.public_id])).status_code == 404
    assert client.get(reverse("event_invitation", args=[made.token[:-2] + "xx"])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_no_more_for_more_invitations(client, host, forum, django_assert_num_queries, count):
    invite(host, forum, *(f"a{number}@x.lv" for number in range(count)))
    client.force_login(host)
    client.get(reverse("event_invitations", args=[forum.slug]))
    with django_assert_num_queries(12):
        client.get(reverse("event_invitations", args=[forum.slug]))


def test_wrong_method(client, host, forum):
    client.force_login(host)
    assert client.get(reverse("event_invitations_again", args=[forum.slug])).status_code == 405
