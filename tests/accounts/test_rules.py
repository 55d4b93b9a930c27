"""Who may give, end and offer which role: the whole table."""

import pytest

from savienojums.accounts import rules
from savienojums.accounts.models import Role, RoleInvitation
from savienojums.core.system import SYSTEM
from tests import make

GIVES = {
    "administrator": {"coordinator", "editor", "administrator"},
    "coordinator": {"editor"},
    "editor": set(),
    "contact": set(),
    "outsider": set(),
}


@pytest.mark.django_db
@pytest.mark.parametrize("who", GIVES)
@pytest.mark.parametrize("kind", ["coordinator", "editor", "administrator"])
def test_who_gives_ends_and_offers_which_role(who, kind, request):
    person = request.getfixturevalue(who)
    may = kind in GIVES[who]
    other = Role(person=make.person("other@selija.test"), kind=kind)
    invitation = RoleInvitation(kind=kind, email="new@selija.test")
    assert rules.may_give_role(person, kind) is may
    assert rules.may_invite_to_role(person, kind) is may
    assert rules.may_end_role(person, other) is may
    assert rules.may_renew_invitation(person, invitation) is may
    assert rules.may_withdraw_invitation(person, invitation) is may


@pytest.mark.django_db
def test_everyone_may_step_back_from_their_own_role(editor, coordinator):
    for person in (editor, coordinator):
        assert rules.may_end_role(person, person.roles.get())


@pytest.mark.django_db
def test_what_is_ones_own_is_nobody_elses(administrator, contact):
    for rule in (
        rules.may_change_profile,
        rules.may_change_email,
        rules.may_end_other_sessions,
        rules.may_export_person,
        rules.may_erase_person,
    ):
        assert rule(contact, contact)
        assert not rule(administrator, contact)
        assert not rule(None, contact)
        assert not rule(SYSTEM, contact)


@pytest.mark.django_db
def test_only_the_house_itself_opens_accounts_appoints_sends_and_forgets(administrator):
    invitation = RoleInvitation(kind="editor", email="new@selija.test")
    for rule, about in (
        (rules.may_open_account, ()),
        (rules.may_appoint_administrator, ()),
        (rules.may_send_invitation, (invitation,)),
        (rules.may_forget_invitation, (invitation,)),
    ):
        assert rule(SYSTEM, *about)
        assert not rule(administrator, *about)
        assert not rule(None, *about)


@pytest.mark.django_db
def test_an_invitation_is_accepted_only_under_the_invited_address(contact, administrator):
    invitation = RoleInvitation(kind="editor", email=contact.email)
    assert rules.may_accept_invitation(contact, invitation)
    assert not rules.may_accept_invitation(administrator, invitation)
    assert not rules.may_accept_invitation(None, invitation)
    assert not rules.may_accept_invitation(SYSTEM, invitation)


def test_neither_the_house_nor_a_visitor_gives_roles():
    for nobody in (None, SYSTEM):
        assert not rules.may_give_role(nobody, "editor")
