"""What the registry forgets by time, and whom it tells of a proposal."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.network import actions, jobs
from savienojums.network.actions import forgetting, letters
from savienojums.network.models import ConfirmationRequest, Import, ImportRow, MemberInvitation
from savienojums.network.queries.forgetting import imports_to_forget, member_invitations_to_forget, requests_to_forget
from savienojums.network.queries.letters import organisations_to_ask
from savienojums.network.queries.organisations import proposed_count
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=120)


def test_an_invitation_nobody_answered_goes_with_its_address(community, contact):
    invitation = actions.invite_member(
        by=contact, organisation=community, email="neatbildeja@example.test", role="editor", at=make.NOW
    )
    assert member_invitations_to_forget(make.NOW + timedelta(days=40)) == []
    assert member_invitations_to_forget(make.NOW + timedelta(days=45)) == [invitation]
    forgetting.forget_member_invitation(by=SYSTEM, invitation=invitation, at=LATER)
    assert not MemberInvitation.objects.exists()
    told = " ".join(str((line.subject_name, line.particulars)) for line in Record.objects.all())
    assert "neatbildeja@example.test" not in told


def test_the_address_of_a_yearly_letter_goes_after_three_months(community):
    request = actions.ask_confirmation(by=SYSTEM, organisation=community, email="x@example.test", at=make.NOW)
    ConfirmationRequest.objects.update(created_at=make.NOW)
    assert requests_to_forget(make.NOW + timedelta(days=80)) == []
    assert requests_to_forget(LATER) == [request]
    forgetting.forget_request(by=SYSTEM, request=request, at=LATER)
    assert not ConfirmationRequest.objects.exists()


def test_a_table_nobody_confirmed_loses_its_rows(coordinator):
    waiting = Import.objects.create(file_name="cilveki.csv", file_digest="0", uploaded_by=coordinator)
    ImportRow.objects.create(of=waiting, number=1, cells=["Anna no Dunavas"], fate="new")
    done = Import.objects.create(file_name="darits.csv", file_digest="1", state="done")
    Import.objects.update(created_at=make.NOW)
    assert imports_to_forget(make.NOW + timedelta(days=29)) == []
    assert imports_to_forget(LATER) == [waiting]
    forgetting.forget_import(by=SYSTEM, found=waiting, at=LATER)
    assert not ImportRow.objects.exists()
    assert {each.file_name: each.state for each in Import.objects.all()} == {
        "cilveki.csv": "dropped",
        "darits.csv": done.state,
    }


def test_only_time_forgets(community, contact, administrator):
    invitation = actions.invite_member(
        by=contact, organisation=community, email="a@example.test", role="editor", at=make.NOW
    )
    for person in (contact, administrator, None):
        with pytest.raises(NotAllowed):
            forgetting.forget_member_invitation(by=person, invitation=invitation, at=LATER)
    assert MemberInvitation.objects.count() == 1


def test_the_coordinators_hear_of_a_proposal_and_find_it_on_their_page(client, community, outsider, coordinator):
    details = {"name": "Tadenavas kopiena", "kind": "initiative_group"}
    proposed = actions.propose_organisation(by=outsider, details=details, capacity="member", at=make.NOW)
    line = Record.objects.get(verb="network.organisation_proposed")
    jobs.tell_of_the_proposal(line.pk)
    (letter,) = mail.outbox
    assert letter.to == [coordinator.email]
    assert "Tadenavas kopiena" in letter.subject
    assert proposed.get_absolute_url() in letter.body
    assert proposed_count() == 1
    client.force_login(coordinator)
    page = client.get("/mine/").content.decode()
    assert "/organisations/?state=proposed" in page
    client.force_login(outsider)
    assert "state=proposed" not in client.get("/mine/").content.decode()


@pytest.mark.parametrize("refusing", ["koordinatore@selija.test", "otra@selija.test"])
def test_a_mailbox_that_refuses_is_tried_again_and_nobody_is_told_twice(outsider, coordinator, monkeypatch, refusing):
    make.person("otra@selija.test", "Otra", roles=["coordinator"])
    line = proposed_by(outsider)
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", leaving_unless({refusing}))
        for _attempt in range(3):
            with pytest.raises(SMTPRecipientsRefused):
                jobs.tell_of_the_proposal(line.pk)
        assert len(mail.outbox) == 1
        assert mail.outbox[0].to != [refusing]
    jobs.tell_of_the_proposal(line.pk)
    jobs.tell_of_the_proposal(line.pk)
    assert sorted(letter.to for letter in mail.outbox) == [["koordinatore@selija.test"], ["otra@selija.test"]]
    told = [each.particulars["told"] for each in Record.objects.filter(verb="network.proposal_announced")]
    assert list(map(len, told)) == [1, 1]
    assert "@" not in str(told)


def test_while_every_mailbox_refuses_nothing_is_said_to_be_told(outsider, coordinator, monkeypatch):
    line = proposed_by(outsider)
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", leaving_unless({coordinator.email}))
        with pytest.raises(SMTPRecipientsRefused):
            jobs.tell_of_the_proposal(line.pk)
    assert not Record.objects.filter(verb="network.proposal_announced").exists()
    jobs.tell_of_the_proposal(line.pk)
    assert [letter.to for letter in mail.outbox] == [[coordinator.email]]


def test_who_was_told_of_one_proposal_is_told_of_the_next(outsider, coordinator):
    for name in ("Tadenavas kopiena", "Dunavas kopiena"):
        jobs.tell_of_the_proposal(proposed_by(outsider, name).pk)
    assert ["Tadenavas" in letter.subject for letter in mail.outbox] == [True, False]


def proposed_by(person, name="Tadenavas kopiena"):
    details = {"name": name, "kind": "initiative_group"}
    actions.propose_organisation(by=person, details=details, capacity="member", at=make.NOW)
    return Record.objects.filter(verb="network.organisation_proposed").latest("id")


def leaving_unless(refusing):
    leave = EmailBackend.send_messages

    def leave_or_refuse(backend, letters):
        if set(letters[0].to) & refusing:
            raise SMTPRecipientsRefused({})
        return leave(backend, letters)

    return leave_or_refuse


def test_nobody_is_told_of_a_proposal_that_was_published_meanwhile(community, coordinator):
    letters.announce_proposal(by=SYSTEM, organisation=community, at=make.NOW)
    assert mail.outbox == []


def test_nobody_is_asked_about_what_was_published_yesterday(community):
    community.contact_email, community.confirmed_at = "kopiena@example.test", None
    community.published_at = make.NOW - timedelta(days=1)
    community.save()
    assert organisations_to_ask(make.NOW) == []
    assert organisations_to_ask(make.NOW + timedelta(days=365)) == [community]
