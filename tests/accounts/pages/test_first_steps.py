"""What a new installation says, as long as nobody keeps it."""

import pytest
from django.urls import reverse

from savienojums.accounts import actions
from savienojums.core.system import SYSTEM
from tests import make

pytestmark = pytest.mark.django_db
PAGE = reverse("first_steps")


def test_a_new_installation_says_which_command_to_run(client, coordinator):
    text = client.get(PAGE).content.decode()
    assert "savienojums administrator" in text
    assert reverse("account_login") in text


def test_the_page_is_gone_when_somebody_is_an_administrator(client):
    actions.appoint_administrator(by=SYSTEM, email="host@selija.test", at=make.NOW)
    assert client.get(PAGE).status_code == 404


def test_other_methods_are_refused(client):
    assert client.post(PAGE).status_code == 405
