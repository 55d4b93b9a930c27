"""The pages of portals."""

import re

import pytest

from savienojums.core import search
from savienojums.support.actions import portals as actions
from savienojums.support.models import Portal
from tests import make

pytestmark = pytest.mark.django_db
PORTALS = "/support/portals/"
NEW = f"{PORTALS}new/"
FORM = {"name_lv": "Aizdevumi", "query": "?kind=loan", "is_public": "on"}


@pytest.fixture
def portal(editor):
    make.measure("Upes aizdevums", kind="loan")
    make.measure("Dotācija", kind="grant")
    details = {
        "name": "Aizdevumi",
        "query": "kind=loan",
        "is_public": True,
        "introduction": "**Mums** <script>x</script>",
    }
    return actions.add_portal(by=editor, details=details, at=make.NOW)


def test_everyone_reads_the_portal(client, portal):
    page = client.get(portal.get_absolute_url()).content.decode()
    assert "<h1>Aizdevumi</h1>" in page
    assert "<strong>Mums</strong>" in page
    assert "<script>x" not in page
    assert "Upes aizdevums" in page
    assert "Dotācija" not in page
    assert "/support/document.pdf?portal=aizdevumi" in page
    assert "/support/embedding/?portal=aizdevumi" in page
    assert "/support/feed.atom?portal=aizdevumi" in page
    assert "Mainīt šo portālu" not in page


def test_with_htmx_only_the_list_comes(client, portal):
    whole = client.get(portal.get_absolute_url()).content.decode()
    part = client.get(portal.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "Upes aizdevums" in part
    assert len(part) < len(whole)
    assert "<h1" not in part


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_portal_says_why_a_measure_was_found_and_what_was_shown_instead(client, portal, headers):
    loan, grant = (
        make.measure(f"Laivas {kind}", kind=kind, who_text="Laivas drīkst pieteikt nodibinājums.")
        for kind in ("loan", "grant")
    )
    search.index("measure", [(each.pk, str(each.name), each.who_text) for each in (loan, grant)])
    address = portal.get_absolute_url()
    page = client.get(address, {"q": "nodibnājums"}, headers=headers).content.decode()
    assert "Laivas loan" in page
    assert "Laivas grant" not in page
    assert re.search(
        r'<dl class="found-in">.*<dt>Kas drīkst pieteikties</dt>.*<mark>nodibinājums</mark>', page, re.DOTALL
    )
    assert "Vārda „nodibnājums” nav nevienā tekstā." in page
    assert re.search(rf'class="found-instead".*<a href="{address}\?q=%22nodibn%C4%81jums%22"', page)
    assert "found-in" not in client.get(address, headers=headers).content.decode()


def test_what_a_portal_highlights_stands_first_and_is_marked(client, portal, editor):
    chosen = make.measure("Zvejas aizdevums", kind="loan")
    actions.change_portal(by=editor, portal=portal, details={"highlighted": [chosen]}, at=make.NOW)
    page = client.get(portal.get_absolute_url()).content.decode()
    assert page.count("Vispirms ieskatieties šeit") == 1
    assert page.index("Vispirms ieskatieties šeit") < page.index("Zvejas aizdevums") < page.index("Upes aizdevums")
    assert "Vispirms ieskatieties šeit" not in client.get("/support/").content.decode()


def test_the_list_with_a_portal_in_its_address_leads_to_the_portal(client, portal):
    response = client.get("/support/", {"portal": "aizdevumi", "theme": "culture"})
    assert (response.status_code, response["Location"]) == (302, "/support/portals/aizdevumi/?theme=culture")


def test_own_colours_come_as_a_style_sheet(client, portal, editor):
    assert "colours.css" not in client.get(portal.get_absolute_url()).content.decode()
    actions.change_portal(by=editor, portal=portal, details={"colours": {"forest": "#402060"}}, at=make.NOW)
    assert f"{portal.get_absolute_url()}colours.css" in client.get(portal.get_absolute_url()).content.decode()
    response = client.get(f"{portal.get_absolute_url()}colours.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "--forest:#402060;" in response.content.decode()


def test_an_unchanged_portal_is_not_sent_again(client, portal, editor):
    mark = client.get(portal.get_absolute_url())["ETag"]
    assert client.get(portal.get_absolute_url(), headers={"If-None-Match": mark}).status_code == 304
    actions.change_portal(by=editor, portal=portal, details={"name": "Citi"}, at=make.NOW)
    assert client.get(portal.get_absolute_url(), headers={"If-None-Match": mark}).status_code == 200


def test_an_editor_opens_changes_removes_and_brings_back(client, editor):
    make.measure("Upes aizdevums", kind="loan", slug="upes")
    client.force_login(editor)
    page = client.get(NEW, {"kind": "loan"}).content.decode()
    assert 'value="?kind=loan"' in page
    assert "Upes aizdevums" in page
    response = client.post(NEW, {**FORM, "highlighted": ["upes"], "colour_forest": "#402060"})
    assert response["Location"] == "/support/portals/aizdevumi/"
    portal = Portal.objects.get()
    assert (portal.query, portal.colours, portal.highlighted.get().slug) == ("kind=loan", {"forest": "#402060"}, "upes")
    editing = f"{PORTALS}aizdevumi/editing/"
    assert 'value="#402060"' in client.get(editing).content.decode()
    client.post(editing, {**FORM, "name_lv": "Citi aizdevumi"})
    assert str(Portal.objects.get()) == "Citi aizdevumi"
    client.post(f"{PORTALS}aizdevumi/removal/")
    assert client.get(f"{PORTALS}aizdevumi/").status_code == 404
    assert "Atgriezt" in client.get(PORTALS).content.decode()
    client.post(f"{PORTALS}aizdevumi/removal/", {"_method": "DELETE"})
    assert client.get(f"{PORTALS}aizdevumi/").status_code == 200


def test_who_acts_for_an_organisation_opens_a_portal_of_it_alone(client, contact):
    ours, theirs = make.organisation("Ūdenszīmes"), make.organisation("Citi")
    make.membership(contact, ours)
    client.force_login(contact)
    assert client.post(NEW, {**FORM, "owner": theirs.slug}).status_code == 422
    assert client.post(NEW, {**FORM, "owner": ours.slug}).status_code == 302
    assert Portal.objects.get().owner == ours


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name_lv": ""}, "Nosaukums latviski"),
        ({"colour_forest": "#e0d8c0"}, "pārāk līdzīgas"),
        ({"colour_forest": "zaļš"}, "Rakstiet krāsu"),
        ({"highlighted": ["upes"], "excluded": ["upes"]}, "reizē būt pirmais un izlaists"),
    ],
)
def test_what_cannot_be_is_said_beside_the_form(client, editor, wrong, sentence):
    make.measure("Upes aizdevums", kind="loan", slug="upes")
    client.force_login(editor)
    response = client.post(f"{NEW}?kind=loan", {**FORM, **wrong})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Portal.objects.exists()


@pytest.mark.parametrize("path", ["new/", "aizdevumi/editing/"])
def test_forms_are_for_those_who_may(client, outsider, portal, path):
    assert client.get(PORTALS + path).status_code == 302
    client.force_login(outsider)
    response = client.get(PORTALS + path)
    assert response.status_code == 404
    assert "kind=loan" not in response.content.decode()
    assert client.post(f"{PORTALS}aizdevumi/removal/").status_code == 404
    assert Portal.objects.get().removed_at is None


def test_a_portal_that_is_not_public_is_nobody_elses(client, outsider, editor, portal):
    actions.change_portal(by=editor, portal=portal, details={"is_public": False}, at=make.NOW)
    for address in (portal.get_absolute_url(), f"{portal.get_absolute_url()}colours.css"):
        response = client.get(address)
        assert response.status_code == 404
        assert "Aizdevumi" not in response.content.decode()
    assert "Aizdevumi" not in client.get(PORTALS).content.decode()
    client.force_login(editor)
    assert "vēl nav publisks" in client.get(PORTALS).content.decode()
    assert "Upes aizdevums" in client.get(portal.get_absolute_url()).content.decode()


def test_the_wrong_method_is_refused(client, editor, portal):
    client.force_login(editor)
    assert client.post(PORTALS).status_code == client.post(portal.get_absolute_url()).status_code == 405
    assert client.get(f"{portal.get_absolute_url()}removal/").status_code == 405


def test_without_portals_the_page_says_what_they_are(client):
    assert "Portālu vēl nav" in client.get(PORTALS).content.decode()
