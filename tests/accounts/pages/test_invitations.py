"""Inviting by e-mail, the waiting list, and the page the link opens."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from savienojums.accounts import actions
from savienojums.accounts.models import Person, RoleInvitation
from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from tests import make
from tests.accounts.steps import found, last_code, type_code

pytestmark = pytest.mark.django_db
LIST = reverse("role_invitations")


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def link(desk, django_capture_on_commit_callbacks):
    """The link in the letter of a waiting invitation, as a path."""
    desk.post(LIST, {"email": "jauna@selija.test", "kind": "editor"})
    invitation = RoleInvitation.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        actions.send_invitation(by=SYSTEM, invitation=invitation, at=now())
    return found(r"/accounts/invitations/\S+", mail.outbox[-1].body)


def row(invitation):
    return reverse("role_invitation_row", args=[invitation.public_id])


def test_a_coordinator_invites_and_sees_the_invitation_wait(desk):
    answer = desk.post(LIST, {"email": "Jauna@selija.test", "kind": "editor"})
    assert answer.headers["Location"] == LIST
    text = desk.get(LIST).content.decode()
    assert "Uzaicinājums ir ceļā uz Jauna@selija.test." in text
    assert "<strong>jauna@selija.test</strong>" in text
    assert "Vēstule ir ceļā." in text


@pytest.mark.parametrize(
    "wrong", [{"email": "nav", "kind": "editor"}, {"email": "a@b.lv", "kind": "administrator"}, {}]
)
def test_what_cannot_be_sent_gets_a_sentence(desk, wrong):
    assert desk.post(LIST, wrong).status_code == 422
    assert not RoleInvitation.objects.exists()


def test_asking_the_same_twice_is_refused_with_a_sentence(desk):
    for expected in (302, 409):
        answer = desk.post(LIST, {"email": "jauna@selija.test", "kind": "editor"})
        assert answer.status_code == expected
    assert "jau ir nosūtīts" in answer.content.decode()


def test_an_invitation_is_sent_again_or_withdrawn_from_the_list(desk, link):
    invitation = RoleInvitation.objects.get()
    assert desk.post(row(invitation)).headers["Location"] == LIST
    invitation.refresh_from_db()
    assert invitation.sent_at is None
    assert desk.post(row(invitation), {"_method": "DELETE"}).headers["Location"] == LIST
    desk.get(LIST)
    assert "jauna@selija.test" not in desk.get(LIST).content.decode()
    assert "atsaukts" in Client().get(link).content.decode()


def test_an_invitation_that_is_not_theirs_to_give_is_missing_for_a_coordinator(desk, administrator):
    invitation = actions.invite_to_role(by=administrator, email="b@selija.test", kind="administrator", at=now())
    assert "b@selija.test" not in desk.get(LIST).content.decode()
    assert desk.post(row(invitation)).status_code == 404
    assert desk.post(row(invitation), {"_method": "DELETE"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(desk, coordinator, count, django_assert_num_queries):
    for number in range(count):
        actions.invite_to_role(by=coordinator, email=f"p{number}@selija.test", kind="editor", at=now())
    # Session, person, their roles, invitations.
    with django_assert_num_queries(4):
        desk.get(LIST)


def test_someone_new_comes_by_the_link_signs_in_and_accepts(link, coordinator):
    new = Client()
    text = new.get(link).content.decode()
    assert "Koordinatore aicina Jūs" in text
    way = found(r'href="(/accounts/sign-in/\?[^"]+)"', text).replace("&amp;", "&")
    page = new.get(way).content.decode()
    assert 'value="jauna@selija.test"' in page
    new.post(reverse("account_login"), {"email": "jauna@selija.test", "next": link})
    answer = type_code(new, last_code())
    assert answer.headers["Location"].endswith(link.replace("/", "%2F"))
    assert "Piekrītu" in new.get(link).content.decode()
    assert new.post(link).headers["Location"] == "/mine/"
    role = Person.objects.get(email="jauna@selija.test").roles.get()
    assert (role.kind, role.given_by) == ("editor", coordinator)


def test_a_forwarded_letter_gives_nothing_to_another(link, outsider):
    other = Client()
    other.force_login(outsider)
    text = other.get(link).content.decode()
    assert "sūtīts uz jauna@selija.test, bet Jūs izmantojat kontu svesinieks@selija.test" in text
    assert "Piekrītu" not in text
    assert other.post(link).status_code == 404
    assert not outsider.roles.exists()


def test_nobody_accepts_without_signing_in(link):
    assert Client().post(link).status_code == 404
    assert RoleInvitation.objects.get().accepted_at is None


def test_an_accepted_invitation_says_so(link):
    person = make.person("jauna@selija.test", "Jauna")
    theirs = Client()
    theirs.force_login(person)
    theirs.post(link)
    assert "Šis uzaicinājums ir pieņemts" in theirs.get(link).content.decode()
    assert theirs.post(link).status_code == 409


def test_an_invitation_whose_inviter_has_gone_still_reads_well(link, coordinator):
    coordinator.delete()
    assert "Jūs aicina uzņemties šo lomu reģionā" in Client().get(link).content.decode()


def test_a_wrong_link_is_missing(client):
    assert client.get("/accounts/invitations/nothing/").status_code == 404
    assert client.post("/accounts/invitations/nothing/").status_code == 404


@pytest.mark.parametrize("address", [LIST, "/accounts/people/invitations/x/", "/accounts/invitations/x/"])
def test_other_methods_are_refused(desk, address):
    assert desk.put(address).status_code == 405
