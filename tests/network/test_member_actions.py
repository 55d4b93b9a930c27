"""Acts on the people of an organisation."""

from datetime import date, timedelta

import pytest

from savienojums.accounts.invitations import InvitationOver, InvitationWaits
from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.network import actions, jobs, queries
from savienojums.network.models import MemberInvitation, Membership, Organisation
from tests import make

pytestmark = pytest.mark.django_db


def invited(by, organisation, email="jauna@selija.test", role="editor"):
    return actions.invite_member(by=by, organisation=organisation, email=email, role=role, at=make.NOW)


def last_line():
    return Record.objects.order_by("-id").first()


def held(organisation):
    return {(each.person.name, each.role) for each in organisation.memberships.held()}


def test_a_contact_invites_and_the_journal_keeps_no_address(community, contact):
    invitation = invited(contact, community, "Jauna@Selija.test")
    line = last_line()
    assert (invitation.email, invitation.role) == ("jauna@selija.test", "editor")
    assert (line.verb, line.subject, line.on_behalf["name"]) == ("network.member_invited", community, "Elkšņu kopiena")
    assert "jauna" not in f"{line.particulars} {line.subject_name}"


def test_an_editor_does_not_invite(community, member):
    with pytest.raises(NotAllowed):
        invited(member, community)


def test_the_letter_goes_out_once_with_a_link(community, contact, mailoutbox, django_capture_on_commit_callbacks):
    invited(contact, community)
    line = last_line()
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            jobs.send_the_invitation(line.pk)
    letter = mailoutbox[0]
    assert len(mailoutbox) == 1
    assert letter.to == ["jauna@selija.test"]
    assert "Elkšņu kopiena" in letter.subject
    assert "/member-invitations/" in letter.body
    assert last_line().verb == "network.invitation_sent"


def test_only_time_sends_letters(community, contact):
    invitation = invited(contact, community)
    with pytest.raises(NotAllowed):
        actions.send_invitation(by=contact, invitation=invitation, at=make.NOW)


def test_nobody_is_asked_twice_at_once(community, contact):
    invited(contact, community)
    with pytest.raises(InvitationWaits):
        invited(contact, community, "JAUNA@selija.test")


def test_who_acts_already_is_not_invited(community, contact, member):
    with pytest.raises(actions.AlreadyMember):
        invited(contact, community, member.email)


def test_the_invited_person_takes_the_task_up_once(community, contact):
    invitation = invited(contact, community, role="contact")
    newcomer = make.person("jauna@selija.test", "Jaunā")
    membership = actions.accept_invitation(by=newcomer, invitation=invitation, at=make.NOW)
    assert (membership.role, membership.since, membership.given_by) == ("contact", make.TODAY, contact)
    assert (last_line().verb, last_line().on_behalf["name"]) == ("network.invitation_accepted", "Elkšņu kopiena")
    with pytest.raises(InvitationOver):
        actions.accept_invitation(by=newcomer, invitation=invitation, at=make.NOW)


def test_a_forwarded_link_gives_nothing(community, contact, outsider):
    invitation = invited(contact, community)
    with pytest.raises(NotAllowed):
        actions.accept_invitation(by=outsider, invitation=invitation, at=make.NOW)
    assert not Membership.objects.filter(person=outsider).exists()


def test_who_has_joined_by_another_way_is_told_so(community, contact):
    invitation = invited(contact, community)
    newcomer = make.person("jauna@selija.test", "Jaunā")
    make.membership(newcomer, community)
    with pytest.raises(actions.AlreadyMember):
        actions.accept_invitation(by=newcomer, invitation=invitation, at=make.NOW)


def test_an_old_or_withdrawn_invitation_gives_nothing(community, contact):
    newcomer = make.person("jauna@selija.test", "Jaunā")
    invitation = invited(contact, community)
    with pytest.raises(InvitationOver):
        actions.accept_invitation(by=newcomer, invitation=invitation, at=make.NOW + timedelta(days=15))
    actions.withdraw_invitation(by=contact, invitation=invitation, at=make.NOW)
    assert last_line().verb == "network.invitation_withdrawn"
    with pytest.raises(InvitationOver):
        actions.accept_invitation(by=newcomer, invitation=invitation, at=make.NOW)


def test_an_editor_does_not_withdraw_invitations(community, contact, member):
    invitation = invited(contact, community)
    with pytest.raises(NotAllowed):
        actions.withdraw_invitation(by=member, invitation=invitation, at=make.NOW)


def test_a_contact_ends_an_editors_membership_once(community, contact, member):
    membership = Membership.objects.get(person=member)
    actions.end_membership(by=contact, membership=membership, at=make.NOW)
    assert Membership.objects.get(person=member).until == make.TODAY
    assert (last_line().verb, last_line().particulars["role"]) == ("network.membership_ended", "editor")
    with pytest.raises(actions.AlreadyEnded):
        actions.end_membership(by=contact, membership=membership, at=make.NOW)


def test_an_editor_ends_nobodys_membership(community, contact, member):
    with pytest.raises(NotAllowed):
        actions.end_membership(by=member, membership=Membership.objects.get(person=contact), at=make.NOW)
    with pytest.raises(NotAllowed):
        actions.leave_organisation(by=member, membership=Membership.objects.get(person=contact), at=make.NOW)


def test_a_member_steps_back_in_the_name_of_the_organisation(community, member):
    actions.leave_organisation(by=member, membership=Membership.objects.get(person=member), at=make.NOW)
    assert held(community) == {("Kopienas kontakts", "contact")}
    assert (last_line().verb, last_line().on_behalf["name"]) == ("network.organisation_left", "Elkšņu kopiena")


def test_a_membership_does_not_end_before_it_began(community, member):
    Membership.objects.filter(person=member).update(since=date(2027, 1, 1))
    actions.leave_organisation(by=member, membership=Membership.objects.get(person=member), at=make.NOW)
    assert Membership.objects.get(person=member).until == date(2027, 1, 1)


def test_a_contact_hands_the_task_over_and_steps_back(community, contact, member):
    own, theirs = (Membership.objects.get(person=person) for person in (contact, member))
    actions.hand_over_membership(by=contact, membership=own, to=theirs, at=make.NOW)
    assert held(community) == {("Lapas labotāja", "contact")}
    assert last_line().verb == "network.membership_handed_over"


def test_a_task_goes_to_nobody_from_outside(community, contact, member, outsider):
    own = Membership.objects.get(person=contact)
    stranger = make.membership(outsider, make.organisation("Cita"))
    gone = Membership.objects.get(person=member)
    actions.end_membership(by=contact, membership=gone, at=make.NOW)
    for to in (stranger, gone, own):
        with pytest.raises(actions.NotTheirs):
            actions.hand_over_membership(by=contact, membership=own, to=to, at=make.NOW)
    assert held(community) == {("Kopienas kontakts", "contact")}


def test_a_coordinator_sets_a_caretaker_who_may_step_back(community, coordinator, outsider):
    with pytest.raises(NotAllowed):
        actions.set_caretaker(by=outsider, organisation=community, caretaker=outsider, at=make.NOW)
    actions.set_caretaker(by=coordinator, organisation=community, caretaker=outsider, at=make.NOW)
    assert Organisation.objects.get().caretaker == outsider
    assert last_line().verb == "network.caretaker_set"
    actions.end_care(by=outsider, organisation=community, at=make.NOW)
    assert Organisation.objects.get().caretaker is None
    assert last_line().verb == "network.care_ended"
    with pytest.raises(NotAllowed):
        actions.end_care(by=outsider, organisation=community, at=make.NOW)


def test_who_belongs_to_the_network(community, contact, caretaker, coordinator, outsider):
    belonging = [
        person for person in (contact, caretaker, coordinator, outsider, None) if queries.is_of_network(person)
    ]
    assert belonging == [contact, caretaker, coordinator]


def test_a_job_for_an_invitation_that_is_gone_does_nothing(community, contact, mailoutbox):
    invited(contact, community)
    line = last_line()
    MemberInvitation.objects.all().delete()
    jobs.send_the_invitation(line.pk)
    assert mailoutbox == []
    assert SYSTEM.pk is None
