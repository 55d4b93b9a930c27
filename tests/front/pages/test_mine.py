"""One's own page: for whom I act, and what waits for me."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def tasks(client):
    return [task.href for task in client.get("/mine/").context["mine"].tasks]


def test_a_stranger_is_asked_to_sign_in_and_comes_back(client):
    response = client.get("/mine/")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/sign-in/?next=/mine/"


def test_a_member_sees_their_organisations_and_nobody_elses(client, contact, outsider):
    organisation = make.organisation("Slates kopiena")
    make.membership(contact, organisation)
    client.force_login(contact)
    page = client.get("/mine/").content.decode()
    assert "Slates kopiena" in page
    assert f"/support/fit/?organisation={organisation.slug}" in page
    client.force_login(outsider)
    assert "Slates kopiena" not in client.get("/mine/").content.decode()


def test_an_organisation_that_nobody_confirmed_for_a_year_asks_for_it(client, contact):
    make.membership(contact, make.organisation("Senā"))
    fresh = make.organisation("Svaigā", confirmed_at=make.NOW)
    make.membership(contact, fresh)
    client.force_login(contact)
    own = client.get("/mine/").context["mine"].organisations
    assert {str(each.organisation): each.asks for each in own} == {"Senā": True, "Svaigā": False}


def test_each_role_finds_its_work(client, editor, coordinator, administrator, outsider):
    make.measure("Jāpārbauda")
    client.force_login(outsider)
    assert tasks(client) == []
    client.force_login(editor)
    assert tasks(client) == ["/support/desk/"]
    assert "Jāpārbauda 1 pasākums." in client.get("/mine/").content.decode()
    for person in (coordinator, administrator):
        client.force_login(person)
        assert tasks(client) == ["/support/desk/", "/organisations/imports/", "/accounts/people/"]
