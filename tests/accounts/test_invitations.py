"""Invitations by e-mail: sent once, good for a fortnight, accepted by the one who was asked and by nobody else."""

from datetime import timedelta

import pytest
from django.core import mail

from savienojums.accounts import actions, invitations, jobs, queries
from savienojums.accounts.models import RoleInvitation, digest_of
from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from tests import make
from tests.accounts.steps import found, verbs

pytestmark = pytest.mark.django_db
NOW = make.NOW
OVER = NOW + timedelta(days=14)


@pytest.fixture
def invitation(coordinator):
    return actions.invite_to_role(by=coordinator, email="Jauna@Selija.test", kind="editor", at=NOW)


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    def send(invitation, at=NOW):
        with django_capture_on_commit_callbacks(execute=True):
            actions.send_invitation(by=SYSTEM, invitation=invitation, at=at)

    return send


def token_in(letter):
    return found(r"/accounts/invitations/([\w-]+)/", letter.body)


def test_an_invitation_holds_who_asked_what_and_until_when(invitation, coordinator):
    assert (invitation.email, invitation.kind, invitation.invited_by) == ("jauna@selija.test", "editor", coordinator)
    assert (invitation.expires_at, invitation.sent_at) == (OVER, None)
    line = Record.objects.get()
    assert (line.verb, line.subject_name, line.audience) == ("accounts.invitation_made", "j…@selija.test", "editors")


def test_the_letter_opens_the_invitation_and_the_house_keeps_no_key(invitation, send):
    send(invitation)
    letter = mail.outbox[0]
    assert letter.to == ["jauna@selija.test"]
    assert "Koordinatore" in letter.body
    token = token_in(letter)
    assert queries.invitation_with(token) == invitation
    stored = str(RoleInvitation.objects.values().get()) + str(
        list(Record.objects.values_list("subject_name", "particulars", "on_behalf"))
    )
    assert token not in stored
    assert digest_of(token) in stored


def test_the_letter_is_sent_once_however_often_the_worker_asks(invitation, send):
    for _again in range(3):
        send(invitation)
    assert len(mail.outbox) == 1
    assert verbs(by_system=True) == ["accounts.invitation_sent"]


def test_a_letter_that_could_not_leave_is_tried_again(invitation, send, monkeypatch):
    def broken(*_words, **_more):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("savienojums.core.mail.EmailMultiAlternatives.send", broken)
        with pytest.raises(ConnectionRefusedError):
            send(invitation)
    invitation.refresh_from_db()
    assert invitation.sent_at is None
    send(invitation)
    assert len(mail.outbox) == 1


def test_the_worker_sends_what_was_invited_and_nothing_for_what_is_gone(
    invitation, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(jobs, "now", lambda: NOW)
    line = Record.objects.get()
    for _again in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            jobs.send_the_invitation(line.pk)
    assert [letter.to for letter in mail.outbox] == [["jauna@selija.test"]]
    RoleInvitation.objects.all().delete()
    jobs.send_the_invitation(line.pk)
    assert len(mail.outbox) == 1


def test_no_letter_goes_out_for_an_invitation_that_is_over(invitation, coordinator, send):
    send(invitation, at=OVER)
    actions.withdraw_invitation(by=coordinator, invitation=invitation, at=NOW)
    send(invitation)
    assert not mail.outbox


def test_the_letter_is_in_the_language_of_the_invited_if_known_else_of_the_inviter(coordinator, send):
    make.person("john@selija.test", language="en")
    coordinator.language = "ru"
    coordinator.save()
    for email, word in (("john@selija.test", "Invitation:"), ("kto@selija.test", "Приглашение:")):
        send(actions.invite_to_role(by=coordinator, email=email, kind="editor", at=NOW))
        assert mail.outbox[-1].subject.startswith(word)


def test_an_invitation_is_sent_again_under_the_same_link_for_another_fortnight(invitation, coordinator, send):
    send(invitation)
    invitation.refresh_from_db()
    later = OVER + timedelta(days=3)
    actions.renew_invitation(by=coordinator, invitation=invitation, at=later)
    assert (invitation.expires_at, invitation.sent_at) == (later + timedelta(days=14), None)
    send(invitation, at=later)
    assert token_in(mail.outbox[0]) == token_in(mail.outbox[1])
    assert "accounts.invitation_renewed" in verbs(by=coordinator)


def test_the_invited_person_accepts_and_has_the_role_from_the_one_who_asked(invitation, coordinator):
    person = make.person("jauna@selija.test", "Jauna")
    actions.accept_invitation(by=person, invitation=invitation, at=NOW)
    role = person.roles.get()
    assert (role.kind, role.since, role.given_by) == ("editor", make.TODAY, coordinator)
    assert person.has_role("editor")
    invitation.refresh_from_db()
    assert (invitation.accepted_at, invitation.accepted_by) == (NOW, person)
    assert verbs(by=person) == ["accounts.invitation_accepted"]


def test_nobody_else_accepts_even_with_the_link_in_hand(invitation, outsider, administrator):
    for person in (outsider, administrator):
        with pytest.raises(NotAllowed):
            actions.accept_invitation(by=person, invitation=invitation, at=NOW)
        assert not person.roles.filter(kind="editor").exists()


def test_who_has_got_the_role_meanwhile_accepts_without_harm(invitation, coordinator):
    person = make.person("jauna@selija.test")
    actions.give_role(by=coordinator, person=person, kind="editor", at=NOW)
    actions.accept_invitation(by=person, invitation=invitation, at=NOW)
    assert person.roles.count() == 1


def test_an_invitation_that_is_over_says_why(invitation, coordinator):
    person = make.person("jauna@selija.test")
    stale = RoleInvitation.objects.get()
    with pytest.raises(invitations.InvitationOver, match=r"derīgs līdz 7\.12\.2026\. Lūdziet"):
        actions.accept_invitation(by=person, invitation=invitation, at=OVER)
    actions.accept_invitation(by=person, invitation=invitation, at=NOW)
    with pytest.raises(invitations.InvitationOver, match=r"pieņemts 23\.11\.2026\."):
        # Read before the first click was stored: only the database knows.
        actions.accept_invitation(by=person, invitation=stale, at=NOW)
    for act in (actions.withdraw_invitation, actions.renew_invitation):
        with pytest.raises(invitations.InvitationOver):
            act(by=coordinator, invitation=invitation, at=NOW)


def test_a_withdrawn_invitation_is_not_accepted_and_not_renewed(invitation, coordinator):
    person = make.person("jauna@selija.test")
    actions.withdraw_invitation(by=coordinator, invitation=invitation, at=NOW)
    with pytest.raises(invitations.InvitationOver, match="atsaukts"):
        actions.accept_invitation(by=person, invitation=invitation, at=NOW)
    with pytest.raises(invitations.InvitationOver, match="atsaukts"):
        actions.renew_invitation(by=coordinator, invitation=invitation, at=NOW)
    assert not person.roles.exists()
    assert verbs()[-1] == "accounts.invitation_withdrawn"


def test_the_same_question_is_not_asked_twice_but_another_one_may_be(invitation, administrator):
    with pytest.raises(invitations.InvitationWaits):
        actions.invite_to_role(by=administrator, email="JAUNA@selija.test", kind="editor", at=NOW)
    actions.invite_to_role(by=administrator, email="jauna@selija.test", kind="coordinator", at=NOW)
    actions.invite_to_role(by=administrator, email="jauna@selija.test", kind="editor", at=OVER)
    assert RoleInvitation.objects.count() == 3


def test_who_has_the_role_is_not_asked_to_take_it(administrator, editor):
    with pytest.raises(actions.AlreadyHeld):
        actions.invite_to_role(by=administrator, email=editor.email.upper(), kind="editor", at=NOW)


def test_a_coordinator_invites_editors_only_and_an_outsider_nobody(coordinator, outsider, invitation):
    for by, kind in ((coordinator, "administrator"), (coordinator, "coordinator"), (outsider, "editor")):
        with pytest.raises(NotAllowed):
            actions.invite_to_role(by=by, email="x@selija.test", kind=kind, at=NOW)
    for act in (actions.renew_invitation, actions.withdraw_invitation):
        with pytest.raises(NotAllowed):
            act(by=outsider, invitation=invitation, at=NOW)


def test_an_unknown_link_opens_nothing(invitation):
    for token in ("", "x", invitation.token_digest, invitation.public_id):
        with pytest.raises(NotFound):
            queries.invitation_with(token)


def test_addresses_of_those_who_did_not_answer_do_not_stay(invitation, administrator, coordinator):
    taken = actions.invite_to_role(by=administrator, email="cita@selija.test", kind="editor", at=NOW)
    actions.accept_invitation(by=make.person("cita@selija.test"), invitation=taken, at=NOW)
    assert queries.invitations_to_forget(OVER + timedelta(days=29)) == []
    gone = OVER + timedelta(days=30)
    assert queries.invitations_to_forget(gone) == [invitation]
    actions.forget_invitation(by=SYSTEM, invitation=invitation, at=gone)
    assert list(RoleInvitation.objects.all()) == [taken]
    assert "jauna@selija.test" not in str(list(Record.objects.values_list("subject_name", "particulars", "on_behalf")))
    assert verbs()[-1] == "accounts.invitation_forgotten"


def test_the_nightly_chore_forgets_old_invitations(invitation, monkeypatch):
    monkeypatch.setattr(jobs, "now", lambda: OVER + timedelta(days=31))
    jobs.forget_old_invitations()
    assert not RoleInvitation.objects.exists()


def test_the_list_shows_what_waits_and_what_has_just_run_out_to_those_who_may_give_the_role(
    invitation, administrator, coordinator, outsider
):
    boss = actions.invite_to_role(by=administrator, email="boss@selija.test", kind="administrator", at=NOW)
    assert queries.invitations_for(coordinator, OVER + timedelta(days=1)) == [invitation]
    assert set(queries.invitations_for(administrator, NOW)) == {invitation, boss}
    assert queries.invitations_for(outsider, NOW) == []
    assert queries.invitation_for(coordinator, invitation.public_id) == invitation
    with pytest.raises(NotFound):
        queries.invitation_for(coordinator, boss.public_id)
