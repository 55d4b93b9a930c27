"""The page of one organisation: what it tells, to whom, and what it never tells."""

import json
import re

import pytest

from savienojums.core.marks import raise_mark
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.network import actions
from savienojums.network.models import Organisation, Photo
from tests import make

pytestmark = pytest.mark.django_db
QUERIES = 4
QUERIES_OF_A_CONTACT = 14


@pytest.fixture
def told(community, land):
    """The community with everything there is to tell."""
    Organisation.objects.update(
        place=land, locality="Elkšņi", summary={"lv": "Silabriežu krastā"}, story="# Sākums\n\n<script>x</script> 26123456",
        offers="Zāle", looks_for="Muzikanti", languages=["lv", "ru"], people_count=25, founded_year=2007,
        website="https://elksni.test/", registration_number="40008012345", evidence="signed", evidence_note="Memorands",
        to_verify="Vai vēl darbojas?", source_url="https://selija.com/elksni", contact_role="Bibliotekāre",
    )  # fmt: skip
    community = Organisation.objects.get()
    community.themes.add(make.theme())
    return community


def page_of(client, organisation, person=None):
    if person:
        client.force_login(person)
    return client.get(organisation.get_absolute_url()).content.decode()


def test_it_tells_everything_that_is_public(client, told):
    content = page_of(client, told)
    for words in (
        "Elkšņu kopiena", "Kopienas iniciatīvas grupa", "Tīklā „Sēlijas salas”", "Silabriežu krastā", "<h3>Sākums</h3>",
        "Zāle", "Muzikanti", "Kultūra", "latviešu, krievu", "25", "2007", "elksni.test", "40008012345", "Memorands",
        "Vai vēl darbojas?", "selija.com/elksni", "Bibliotekāre", "Vēl nav apstiprināta.", "Rubenes pagasts",
        f'href="/support/fit/?organisation={told.slug}"', f'href="/organisations/{told.slug}/letter/"',
    ):  # fmt: skip
        assert words in content, words


def test_no_private_address_number_or_script_is_in_its_source(client, told):
    content = page_of(client, told)
    assert "noslepums" not in content
    assert "mailto:" not in content
    assert not re.search(r"[\w.]+@[\w.]+", content)
    assert "26123456" not in content
    assert "<script>x" not in content


def test_visitors_and_outsiders_see_tasks_and_no_names(client, told, contact, caretaker, outsider):
    for person in (None, outsider):
        content = page_of(client, told, person)
        assert "Kontaktpersona" in content
        assert contact.name not in content
        assert caretaker.name not in content


def test_people_of_the_network_see_names(client, told, contact, caretaker):
    fellow = make.person("cita@selija.test", "Cita kontakts")
    make.membership(fellow, make.organisation("Cita biedrība"))
    content = page_of(client, told, fellow)
    assert contact.name in content
    assert caretaker.name in content
    assert "Labot šo lapu" not in content


def test_the_words_for_machines(client, told):
    content = page_of(client, told)
    words = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', content, re.DOTALL)[1])
    assert (words["name"], words["@type"], words["address"]["addressLocality"]) == (
        "Elkšņu kopiena", "Organization", "Rubenes pagasts",
    )  # fmt: skip


def test_hidden_and_missing_are_the_same_page(client, community, outsider):
    missing = client.get("/organisations/tadas-nav/")
    Organisation.objects.update(published_at=None)
    for person in (None, outsider):
        if person:
            client.force_login(person)
            missing = client.get("/organisations/tadas-nav/")
        hidden = client.get(community.get_absolute_url())
        assert hidden.status_code == missing.status_code == 404
        assert _plain(hidden, community.slug) == _plain(missing, "tadas-nav")
        assert "Elkšņu" not in hidden.content.decode()


def _plain(response, slug):
    return re.sub(r'value="[\w-]{60,}"', "", response.content.decode().replace(slug, ""))


def test_nobody_writes_to_the_page(client, community):
    assert client.post(community.get_absolute_url()).status_code == 405


def test_an_unchanged_page_is_not_sent_again_to_a_visitor(client, community):
    first = client.get(community.get_absolute_url())
    again = client.get(community.get_absolute_url(), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    raise_mark("registry")
    assert client.get(community.get_absolute_url(), headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_the_same_few_queries_for_one_and_for_three(number, client, told, django_assert_num_queries):
    _fill(told, number)
    client.get(told.get_absolute_url())
    with django_assert_num_queries(QUERIES):
        client.get(told.get_absolute_url())


@pytest.mark.parametrize("number", [1, 3])
def test_a_contact_costs_no_more_for_three(number, client, told, contact, django_assert_num_queries):
    _fill(told, number)
    for _ in range(number):
        actions.confirm_organisation(by=contact, organisation=told, at=make.NOW)
    client.force_login(contact)
    client.get(told.get_absolute_url())
    with django_assert_num_queries(QUERIES_OF_A_CONTACT):
        client.get(told.get_absolute_url())


def _fill(organisation, number):
    for which in range(number):
        organisation.themes.add(make.theme(f"t{which}", f"Tēma {which}"))
        make.membership(make.person(f"p{which}@x.test", f"Cilvēks {which}"), organisation)
        Photo.objects.create(organisation=organisation, file=f"f{which}", width=10, height=10, alt=f"Foto {which}")


def test_the_history_is_for_those_who_act_for_it(client, community, contact, outsider):
    details = {"offers": "Telts", "place": None, "kind": "library"}
    actions.change_organisation(by=contact, organisation=community, details=details, at=make.NOW)
    content = page_of(client, community, contact)
    assert "Kas noticis ar šo lapu" in content
    assert "Lapa labota." in content
    assert "Kopienas kontakts" in content
    assert "<ins>Bibliotēka</ins>" in content
    assert "Kas noticis ar šo lapu" not in page_of(client, community, outsider)


def test_the_history_tells_a_proposed_change(client, community, contact):
    request = actions.ask_confirmation(by=SYSTEM, organisation=community, email="a@b.test", at=make.NOW)
    actions.propose_change(by=None, request=request, text="Jauna bibliotekāre", at=make.NOW)
    content = page_of(client, community, contact)
    assert "Ieteikts labojums." in content
    assert "<ins>Jauna bibliotekāre</ins>" in content
    assert "Kāds ar saiti" in content


# --- confirming, publishing, archiving --------------------------------------------


def test_one_click_confirms(client, community, contact):
    content = page_of(client, community, contact)
    assert "Joprojām pareizi" in content
    response = client.post(f"/organisations/{community.slug}/confirmation/")
    assert response.headers["Location"] == community.get_absolute_url()
    assert "apstiprināja Kopienas kontakts" in client.get(community.get_absolute_url()).content.decode()


def test_with_htmx_only_the_line_changes(client, community, contact):
    client.force_login(contact)
    response = client.post(f"/organisations/{community.slug}/confirmation/", headers={"HX-Request": "true"})
    content = response.content.decode().strip()
    assert content.startswith('<div id="confirmation"')
    assert "apstiprināja Kopienas kontakts" in content
    assert "<html" not in content


@pytest.mark.parametrize("noun", ["confirmation", "publication"])
def test_a_state_is_changed_by_post_alone(noun, client, community, contact):
    client.force_login(contact)
    assert client.get(f"/organisations/{community.slug}/{noun}/").status_code == 405


@pytest.mark.parametrize("noun", ["confirmation", "publication", "archive"])
def test_a_stranger_changes_no_state(noun, client, community, outsider):
    client.force_login(outsider)
    response = client.post(f"/organisations/{community.slug}/{noun}/")
    assert response.status_code == 404
    assert not Record.objects.exists()


def test_a_coordinator_publishes_from_the_page(client, community, coordinator):
    Organisation.objects.update(published_at=None)
    assert "Publicēt" in page_of(client, community, coordinator)
    client.post(f"/organisations/{community.slug}/publication/")
    assert Organisation.objects.get().is_public
    again = client.post(f"/organisations/{community.slug}/publication/")
    assert again.status_code == 409
    assert "jau ir reģistrā" in again.content.decode()


def test_archiving_asks_once_more_and_can_be_undone(client, community, coordinator):
    client.force_login(coordinator)
    address = f"/organisations/{community.slug}/archive/"
    assert "Vai ielikt šo organizāciju arhīvā?" in client.get(address).content.decode()
    assert Organisation.objects.get().is_public
    response = client.post(address, follow=True)
    assert "Atgriezt" in response.content.decode()
    assert not Organisation.objects.get().is_public
    client.post(address, {"_method": "DELETE"})
    assert Organisation.objects.get().is_public


def test_a_contact_is_not_even_asked(client, community, contact):
    client.force_login(contact)
    assert client.get(f"/organisations/{community.slug}/archive/").status_code == 404
    assert client.get(f"/organisations/{community.slug}/evidence/").status_code == 404


def test_a_coordinator_notes_membership(client, community, coordinator):
    client.force_login(coordinator)
    address = f"/organisations/{community.slug}/evidence/"
    assert "Dalība tīklā" in client.get(address).content.decode()
    assert client.post(address, {"evidence": "nonsense"}).status_code == 422
    client.post(address, {"evidence": "listed", "note": "Karte 2024"})
    kept = Organisation.objects.get()
    assert (kept.evidence, kept.evidence_note) == ("listed", "Karte 2024")
