"""The pages about the site itself."""

import re

import pytest

pytestmark = pytest.mark.django_db
TOKEN = re.compile(rb'value="\w{64}"')


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/sources/", "Avoti un autori"),
        ("/licence/", "EUPL-1.2"),
        ("/privacy/", "Jūsu tiesības"),
        ("/contact/", "Saziņa"),
    ],
)
def test_each_is_there_and_in_every_footer(client, address, words):
    assert words in client.get(address).content.decode()
    assert f'href="{address}"' in client.get("/support/").content.decode()


def test_the_mailbox_is_shown_only_if_there_is_one(client, settings):
    assert "mailto:" not in client.get("/contact/").content.decode()
    settings.CONTACT_EMAIL = "tikls@selija.test"
    assert "mailto:tikls@selija.test" in client.get("/contact/").content.decode()


def test_no_page_asks_another_site_for_anything(client):
    for address in ("/", "/support/", "/support/fit/", "/organisations/", "/map/", "/sources/"):
        response = client.get(address)
        page = response.content.decode()
        for part in ('src="http', 'href="https://fonts', "url(http", '<link rel="stylesheet" href="http'):
            assert part not in page, address
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy


def test_a_visitor_gets_no_cookie_for_reading(client):
    for address in ("/", "/support/", "/support/fit/", "/organisations/", "/map/"):
        assert client.get(address).cookies == {}, address


def test_unknown_and_forbidden_are_the_same_page(client, outsider):
    client.force_login(outsider)
    unknown, forbidden = client.get("/nav-tada/"), client.get("/support/desk/")
    assert unknown.status_code == forbidden.status_code == 404
    # A form's token is another one on every page, and the printed foot names the address one typed.
    same = [TOKEN.sub(b"", page.content.replace(page.wsgi_request.path.encode(), b"")) for page in (unknown, forbidden)]
    assert same[0] == same[1]
