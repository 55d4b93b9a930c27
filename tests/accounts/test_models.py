"""Names, addresses and dates of people and their roles."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from savienojums.accounts.models import Person, Role, mailbox, masked
from tests import make


@pytest.mark.django_db
def test_a_person_without_a_name_is_never_called_by_their_address():
    someone = make.person("slepens.vards@selija.test")
    assert "slepens" not in str(someone)


@pytest.mark.django_db
def test_people_stand_in_latvian_order_and_those_without_a_name_last():
    for email, name in [("a@x.test", ""), ("b@x.test", "Žanis"), ("c@x.test", "Čakša"), ("d@x.test", "Cielava")]:
        make.person(email, name)
    assert [person.email for person in Person.objects.all()] == ["d@x.test", "c@x.test", "b@x.test", "a@x.test"]


@pytest.mark.django_db
def test_the_same_mailbox_in_capitals_is_the_same_person():
    make.person("ilze@selija.test")
    with pytest.raises(IntegrityError):
        make.person(" Ilze@Selija.TEST ")


@pytest.mark.django_db
def test_a_role_never_ends_before_it_began():
    role = Role(person=make.person("a@x.test"), kind="editor", since=date(2026, 5, 1))
    role.end(date(2026, 4, 1))
    assert role.until == date(2026, 5, 1)


@pytest.mark.django_db
def test_roles_are_asked_once_for_a_page_and_anew_after_a_change(django_assert_num_queries):
    someone = make.person("a@x.test", roles=["editor"])
    with django_assert_num_queries(1):
        assert someone.has_role("editor")
        assert not someone.has_role("coordinator", "administrator")
    someone.roles.update(until=date(2026, 1, 1))
    someone.forget_roles()
    assert not someone.has_role("editor")


def test_a_masked_address_is_known_again_by_its_owner_only():
    assert masked("kaspars.berzins@inbox.lv") == "k…@inbox.lv"


@given(st.emails())
def test_an_address_is_kept_in_one_form(email):
    assert mailbox(f" {email.upper()} ") == mailbox(mailbox(email.upper()))


def test_an_invitation_is_told_without_its_address():
    from savienojums.accounts.models import RoleInvitation

    invitation = RoleInvitation(email="kaspars@inbox.lv", expires_at=make.NOW + timedelta(days=1))
    assert str(invitation) == "k…@inbox.lv"
    assert invitation.is_waiting(make.NOW)
    assert not invitation.is_waiting(make.NOW + timedelta(days=1))
