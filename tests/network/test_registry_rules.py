"""Who may do what in the registry: the cast and every act."""

import pytest

from savienojums.core.system import SYSTEM
from savienojums.network import rules
from savienojums.network.models import ConfirmationRequest, Letter, MemberInvitation, Membership, Photo
from tests import make

pytestmark = pytest.mark.django_db

CAST = ("visitor", "outsider", "member", "contact", "caretaker", "coordinator", "administrator", "system")
ORGANISATION = {
    "publish_organisation": {"coordinator"},
    "change_organisation": {"member", "contact", "caretaker", "coordinator", "administrator"},
    "archive_organisation": {"coordinator"},
    "restore_organisation": {"coordinator"},
    "set_evidence": {"coordinator"},
    "confirm_organisation": {"member", "contact", "caretaker", "coordinator"},
    "invite_member": {"contact", "caretaker", "coordinator"},
    "set_caretaker": {"coordinator"},
    "end_care": {"caretaker", "coordinator"},
    "add_photo": {"member", "contact", "caretaker", "coordinator", "administrator"},
    "write_letter": set(CAST),
    "ask_confirmation": {"system"},
    "send_proposal": {"system"},
}
ALONE = {
    "add_organisation": {"coordinator"},
    "propose_organisation": {"outsider", "member", "contact", "caretaker", "coordinator", "administrator"},
    "export_organisations": {"outsider", "member", "contact", "caretaker", "coordinator", "administrator"},
}
EDITORS = {"member", "contact", "caretaker", "coordinator", "administrator"}


@pytest.fixture
def cast(outsider, member, contact, caretaker, coordinator, administrator):
    people = (None, outsider, member, contact, caretaker, coordinator, administrator, SYSTEM)
    return dict(zip(CAST, people, strict=True))


def those_who_may(cast, act, *about):
    return {name for name, person in cast.items() if getattr(rules, f"may_{act}")(person, *about)}


@pytest.mark.parametrize(("act", "who"), ORGANISATION.items())
def test_who_may_do_what_with_an_organisation(act, who, cast, community):
    assert those_who_may(cast, act, community) == who


@pytest.mark.parametrize(("act", "who"), ALONE.items())
def test_who_may_begin_something(act, who, cast):
    assert those_who_may(cast, act) == who


@pytest.mark.parametrize("act", ["change_photo", "move_photo", "delete_photo"])
def test_who_may_change_the_organisation_may_change_its_photos(act, cast, community):
    assert those_who_may(cast, act, Photo(organisation=community)) == EDITORS


def test_a_contact_a_caretaker_and_a_coordinator_end_memberships_of_others(cast, community, member, contact):
    editors, contacts = (Membership.objects.get(person=person) for person in (member, contact))
    assert those_who_may(cast, "end_membership", editors) == {"contact", "caretaker", "coordinator"}
    assert those_who_may(cast, "end_membership", contacts) == {"caretaker", "coordinator"}
    assert those_who_may(cast, "leave_organisation", editors) == {"member"}


def test_only_a_contacts_task_is_handed_over(cast, community, member, contact):
    editors, contacts = (Membership.objects.get(person=person) for person in (member, contact))
    assert those_who_may(cast, "hand_over_membership", contacts) == {"contact", "coordinator"}
    assert those_who_may(cast, "hand_over_membership", editors) == set()


def test_an_invitation_is_withdrawn_by_those_who_invite_and_accepted_by_the_invited(cast, community):
    invitation = MemberInvitation(organisation=community, email="svesinieks@selija.test")
    assert those_who_may(cast, "withdraw_invitation", invitation) == {"contact", "caretaker", "coordinator"}
    assert those_who_may(cast, "accept_invitation", invitation) == {"outsider"}
    assert those_who_may(cast, "send_invitation", invitation) == {"system"}


def test_time_alone_carries_letters_and_asks(cast, community):
    letter, request = Letter(organisation=community), ConfirmationRequest(organisation=community)
    assert those_who_may(cast, "deliver_letter", letter) == {"system"}
    assert those_who_may(cast, "forget_letter", letter) == {"system"}
    assert those_who_may(cast, "send_confirmation", request) == {"system"}


def test_whoever_holds_the_yearly_link_answers_it(cast, community):
    request = ConfirmationRequest(organisation=community)
    assert those_who_may(cast, "answer_confirmation", request) == set(CAST)
    assert those_who_may(cast, "propose_change", request) == set(CAST)


def test_nobody_writes_to_what_is_not_public(cast, community):
    community.published_at = None
    assert those_who_may(cast, "write_letter", community) == set()


def test_a_membership_that_ended_gives_nothing(community, contact):
    Membership.objects.filter(person=contact).update(until="2026-01-01")
    assert not rules.may_change_organisation(contact, community)


def test_a_member_of_another_organisation_has_no_say_here(community, outsider):
    make.membership(outsider, make.organisation("Cita biedrība"), "contact")
    assert not rules.may_change_organisation(outsider, community)
    assert not rules.may_invite_member(outsider, community)
    assert rules.speaks_for(outsider, community) is None


def test_in_whose_name_somebody_acts(community, contact, caretaker, coordinator):
    assert rules.speaks_for(contact, community) == community
    assert rules.speaks_for(caretaker, community) == community
    assert rules.speaks_for(coordinator, community) is None
