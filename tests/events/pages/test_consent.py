"""The page on which each person of a party agrees to take part."""

import pytest

from savienojums.events.models import MixCell
from tests import make
from tests.events.focus import NAMES, focus_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(contact):
    return focus_group(contact, *NAMES).event.registrations.get()


def test_by_the_link_alone_people_agree_and_take_it_back(client, party):
    cell = MixCell.objects.create(focus_group=party.event.focus_group, wanted=2, kind="skolēni")
    address = f"/events/registrations/{party.token}/consent/"
    page = client.get(address)
    shown = page.content.decode()
    assert "noindex" in shown
    assert page["Cache-Control"].startswith("max-age=0")
    assert all(name in shown for name in NAMES)
    first, *_others = party.people.order_by("pk")
    told = {
        f"agrees_{first.public_id}": "on",
        f"age_{first.public_id}": "young",
        f"cell_{first.public_id}": cell.public_id,
    }
    assert client.post(address, told).status_code == 302
    first.refresh_from_db()
    assert (first.consented_by, first.age_band, first.mix_choice.cell) == ("web", "young", cell)
    assert "piekrišana: " in client.get(address).content.decode()
    client.post(address, {})
    first.refresh_from_db()
    assert first.consented_at is None


def test_a_wrong_link_leads_nowhere(client, party):
    other = make.registration(make.event(), "Zane Liepa")
    for token in (f"{party.token}x", party.public_id, other.token):
        page = client.get(f"/events/registrations/{token}/consent/")
        assert page.status_code == 404
        assert "Ozola" not in page.content.decode()
    assert client.put(f"/events/registrations/{party.token}/consent/").status_code == 405


def test_a_line_nobody_offered_is_answered_with_a_sentence(client, party, contact):
    MixCell.objects.create(focus_group=party.event.focus_group, wanted=2, kind="skolēni")
    other = MixCell.objects.create(focus_group=focus_group(contact), wanted=2)
    first = party.people.first()
    told = {f"cell_{first.public_id}": other.public_id}
    assert client.post(f"/events/registrations/{party.token}/consent/", told).status_code == 422


def test_the_registration_leads_there(client, party):
    page = client.get(f"/events/registrations/{party.token}/").content.decode()
    assert f"/events/registrations/{party.token}/consent/" in page
