"""The page of those who act for an organisation, and the links they get by e-mail."""

import pytest

from savienojums.network import actions
from savienojums.network.actions.people import INVITATION_NOUN
from savienojums.network.models import MemberInvitation, Membership, Organisation
from tests import make

pytestmark = pytest.mark.django_db
QUERIES = 6


@pytest.fixture
def address(community):
    return f"/organisations/{community.slug}/people/"


def invited(by, organisation, email="jauna@selija.test"):
    return actions.invite_member(by=by, organisation=organisation, email=email, role="editor", at=make.NOW)


def link_of(mailoutbox, capture, by, organisation, email="jauna@selija.test"):
    from savienojums.core.system import SYSTEM

    with capture(execute=True):
        actions.send_invitation(by=SYSTEM, invitation=invited(by, organisation, email), at=make.NOW)
    line = next(line for line in mailoutbox[-1].body.splitlines() if "/member-invitations/" in line)
    return "/member-invitations/" + line.rsplit("/member-invitations/", 1)[1]


def test_it_shows_who_acts_and_who_was_asked(client, address, community, contact, member):
    invited(contact, community)
    client.force_login(contact)
    content = client.get(address).content.decode()
    for words in (contact.name, member.name, "jauna@selija.test", "Nosūtīt uzaicinājumu", "Nodot", "Izbeigt"):
        assert words in content, words


def test_an_editor_sees_people_but_no_addresses_of_invited_ones(client, address, community, contact, member):
    invited(contact, community)
    client.force_login(member)
    content = client.get(address).content.decode()
    assert contact.name in content
    assert "jauna@selija.test" not in content
    assert "Nosūtīt uzaicinājumu" not in content


def test_strangers_find_nothing(client, address, outsider, contact):
    client.force_login(outsider)
    response = client.get(address)
    assert response.status_code == 404
    assert contact.name not in response.content.decode()
    assert client.post(address, {"email": "a@b.test", "role": "editor"}).status_code == 404
    assert not MemberInvitation.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_the_same_few_queries_for_one_and_for_three(
    number, client, address, community, contact, django_assert_num_queries
):
    for which in range(number):
        make.membership(make.person(f"p{which}@x.test", f"Cilvēks {which}"), community, "editor")
        invited(contact, community, f"jauna{which}@selija.test")
    client.force_login(contact)
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)


def test_a_contact_invites_from_the_page(client, address, contact):
    client.force_login(contact)
    response = client.post(address, {"email": "Jauna@selija.test", "role": "contact"})
    assert response.headers["Location"] == address
    invitation = MemberInvitation.objects.get()
    assert (invitation.email, invitation.role) == ("jauna@selija.test", "contact")


def test_what_cannot_be_is_told_at_the_field(client, address, contact, member):
    client.force_login(contact)
    wrong = client.post(address, {"email": "nav", "role": "editor"})
    already = client.post(address, {"email": member.email, "role": "editor"})
    assert (wrong.status_code, already.status_code) == (422, 422)
    assert "jau darbojas organizācijas vārdā" in already.content.decode()


def test_an_invitation_is_withdrawn(client, address, community, contact, outsider):
    invitation = invited(contact, community)
    row = f"/organisations/{community.slug}/invitations/{invitation.public_id}/"
    client.force_login(outsider)
    assert client.post(row, {"_method": "DELETE"}).status_code == 404
    client.force_login(contact)
    assert client.get(row).status_code == 405
    client.post(row, {"_method": "DELETE"})
    assert MemberInvitation.objects.get().withdrawn_at is not None


def test_a_membership_is_ended_after_asking_once_more(client, address, community, contact, member):
    held = Membership.objects.get(person=member)
    client.force_login(contact)
    assert "Lapas labotāja vairs nedarbosies" in client.get(f"{address}{held.public_id}/").content.decode()
    assert Membership.objects.get(person=member).until is None
    response = client.post(f"{address}{held.public_id}/", {"_method": "DELETE"}, follow=True)
    assert "vairs nedarbojas šīs organizācijas vārdā" in response.content.decode()
    assert Membership.objects.get(person=member).until is not None


def test_a_member_steps_back(client, address, community, member):
    held = Membership.objects.get(person=member)
    client.force_login(member)
    assert "Vai atkāpties?" in client.get(f"{address}{held.public_id}/").content.decode()
    client.post(f"{address}{held.public_id}/", {"_method": "DELETE"})
    assert Membership.objects.get(person=member).until is not None


def test_the_last_one_is_warned(client, address, community, contact):
    held = Membership.objects.get(person=contact)
    client.force_login(contact)
    assert "Jūs esat pēdējais" in client.get(f"{address}{held.public_id}/").content.decode()


def test_an_editor_ends_nobody(client, address, contact, member):
    held = Membership.objects.get(person=contact)
    client.force_login(member)
    assert client.get(f"{address}{held.public_id}/").status_code == 404
    assert client.post(f"{address}{held.public_id}/", {"_method": "DELETE"}).status_code == 404
    assert client.get(f"{address}tadasnav22/").status_code == 404
    assert Membership.objects.get(person=contact).until is None


def test_the_contacts_task_is_handed_over(client, address, contact, member):
    own, theirs = (Membership.objects.get(person=person) for person in (contact, member))
    client.force_login(contact)
    assert member.name in client.get(f"{address}{own.public_id}/successor/").content.decode()
    assert client.post(f"{address}{own.public_id}/successor/", {"to": "nekas"}).status_code == 422
    client.post(f"{address}{own.public_id}/successor/", {"to": theirs.public_id})
    assert Membership.objects.held().get().person == member
    assert Membership.objects.held().get().role == "contact"


def test_an_editor_hands_nothing_over(client, address, contact, member):
    own = Membership.objects.get(person=contact)
    client.force_login(member)
    assert client.get(f"{address}{own.public_id}/successor/").status_code == 404


def test_a_coordinator_sets_a_caretaker_by_address(client, community, coordinator, outsider):
    care = f"/organisations/{community.slug}/caretaker/"
    client.force_login(coordinator)
    unknown = client.post(care, {"email": "neviens@x.test"})
    assert unknown.status_code == 422
    assert "vēl neviens nav ienācis" in unknown.content.decode()
    client.post(care, {"email": outsider.email})
    assert Organisation.objects.get().caretaker == outsider
    client.post(care, {"_method": "DELETE"})
    assert Organisation.objects.get().caretaker is None
    assert client.get(care).status_code == 405


def test_a_contact_sets_no_caretaker(client, community, contact, outsider):
    client.force_login(contact)
    assert client.post(f"/organisations/{community.slug}/caretaker/", {"email": outsider.email}).status_code == 404
    assert Organisation.objects.get().caretaker is None


# --- the link in the letter ---------------------------------------------------------


def test_the_link_tells_a_visitor_what_it_is_about(
    client, community, contact, mailoutbox, django_capture_on_commit_callbacks
):
    link = link_of(mailoutbox, django_capture_on_commit_callbacks, contact, community)
    content = client.get(link).content.decode()
    assert "Elkšņu kopiena" in content
    assert "Ienākt un piekrist" in content
    assert f"next={link}" in content


def test_the_invited_person_accepts(client, community, contact, mailoutbox, django_capture_on_commit_callbacks):
    link = link_of(mailoutbox, django_capture_on_commit_callbacks, contact, community)
    newcomer = make.person("jauna@selija.test", "Jaunā")
    client.force_login(newcomer)
    assert "Jā, piekrītu" in client.get(link).content.decode()
    assert not Membership.objects.filter(person=newcomer).exists()
    assert client.post(link).headers["Location"] == community.get_absolute_url()
    assert Membership.objects.get(person=newcomer).role == "editor"
    again = client.post(link)
    assert again.status_code == 409
    assert "Jā, piekrītu" not in again.content.decode()


def test_somebody_else_gets_nothing_from_the_link(
    client, community, contact, outsider, mailoutbox, django_capture_on_commit_callbacks
):
    link = link_of(mailoutbox, django_capture_on_commit_callbacks, contact, community)
    client.force_login(outsider)
    assert "ar citu adresi" in client.get(link).content.decode()
    assert client.post(link).status_code == 404
    assert not Membership.objects.filter(person=outsider).exists()


def test_a_wrong_link_does_not_exist(client):
    assert client.get("/member-invitations/nekas/").status_code == 404
    assert INVITATION_NOUN == "member_invitation"
