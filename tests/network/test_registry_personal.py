"""What the registry holds about a person, and what of it goes when the person goes."""

import pytest

from savienojums.core.system import SYSTEM
from savienojums.network import actions, personal
from savienojums.network.models import ConfirmationRequest, Letter, MemberInvitation, Membership, Organisation, Photo
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(community, contact, outsider):
    """A contact who invited, was invited, added a photo, confirmed, wrote."""
    other = make.organisation("Cita biedrība", contact_email="Kontakts@selija.test", caretaker=contact)
    make.membership(outsider, other)
    actions.confirm_organisation(by=contact, organisation=community, at=make.NOW)
    invitation = actions.invite_member(by=outsider, organisation=other, email=contact.email, role="editor", at=make.NOW)
    actions.write_letter(by=contact, organisation=other, name="K", email=contact.email, text="Labdien!", at=make.NOW)
    actions.ask_confirmation(by=SYSTEM, organisation=other, email=contact.email, at=make.NOW)
    Photo.objects.create(organisation=community, file="x", width=1, height=1, alt="Talka", added_by=contact)
    return invitation


def rows(person):
    return {part.key: [next(iter(row.values())) for row in part.rows] for part in personal.held(person)}


def test_everything_held_is_told(life, contact):
    assert rows(contact) == {
        "memberships": ["Elkšņu kopiena"],
        "care": ["Cita biedrība"],
        "member_invitations": ["Cita biedrība"],
        "photos": ["Elkšņu kopiena"],
        "confirmed": ["Elkšņu kopiena"],
        "letters": ["Cita biedrība"],
    }
    assert all(set(row) == set(part.labels) for part in personal.held(contact) for row in part.rows)


def test_nothing_of_others_is_told(life, outsider):
    assert rows(outsider)["letters"] == rows(outsider)["member_invitations"] == rows(outsider)["photos"] == []


def test_who_goes_leaves_no_address_behind(life, contact):
    personal.forget(contact, make.NOW)
    contact.delete()
    assert not MemberInvitation.objects.exists()
    assert not ConfirmationRequest.objects.exists()
    assert not Letter.objects.exists()
    assert not Membership.objects.filter(organisation__name="Elkšņu kopiena").exists()
    assert Organisation.objects.get(name="Cita biedrība").contact_email == ""
    assert Organisation.objects.get(name="Cita biedrība").caretaker is None
    kept = Organisation.objects.get(name="Elkšņu kopiena")
    assert (kept.confirmed_by, kept.confirmed_as, kept.confirmed_at) == (None, "member", make.NOW)
    assert Photo.objects.get().added_by is None
