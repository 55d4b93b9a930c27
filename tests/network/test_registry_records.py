"""How the registry's records call themselves, and what they know of themselves."""

from datetime import timedelta

import pytest

from savienojums.core.system import SYSTEM
from savienojums.network import actions
from savienojums.network.models import Membership, Organisation, Photo
from tests import make

pytestmark = pytest.mark.django_db


def test_records_call_themselves_without_telling_an_address(community, contact):
    letter = actions.write_letter(
        by=None, organisation=community, name="Anna", email="anna@x.test", text="Labdien!", at=make.NOW
    )
    request = actions.ask_confirmation(by=SYSTEM, organisation=community, email="anna@x.test", at=make.NOW)
    photo = Photo(organisation=community, alt="Talka")
    named = [str(each) for each in (community, make.theme(), Membership.objects.get(), letter, request, photo)]
    assert named[:3] == ["Elkšņu kopiena", "Kultūra", "Kopienas kontakts, Elkšņu kopiena"]
    assert named[5] == "Talka"
    assert not [name for name in named if "anna" in name.lower()]


def test_what_takes_letters(community):
    silent = make.organisation("Klusā")
    assert community.takes_letters
    assert not silent.takes_letters
    make.membership(make.person("a@x.test"), silent)
    assert silent.takes_letters


def test_a_confirmation_grows_old(community):
    assert not community.is_confirmed(make.NOW, timedelta(days=365))
    community.confirmed_at = make.NOW - timedelta(days=366)
    assert not community.is_confirmed(make.NOW, timedelta(days=365))
    assert community.is_confirmed(make.NOW, timedelta(days=366))


def test_those_one_acts_for_now(community, contact, outsider):
    assert list(Organisation.objects.of(contact)) == [community]
    assert list(Organisation.objects.of(outsider)) == []
