"""The page of the map: what it shows, without and with a script, and to whom."""

import gzip
import json

import pytest

from savienojums.core.marks import raise_mark
from tests import make


@pytest.fixture
def rasa(land):
    return make.organisation("Biedrība „Rasa & <b>co”", place=land["rubenes-pagasts"])


def test_areas_lead_to_places_and_marks_to_organisations(client, rasa):
    text = client.get("/map/").content.decode()
    assert '<a href="/places/rubenes-pagasts/"><title>Rubenes pagasts</title>' in text
    assert f'<a href="/organisations/{rasa.slug}/" transform="translate(' in text
    assert "Rasa &amp; &lt;b&gt;co" in text
    assert "<b>co" not in text


def test_numbers_in_the_drawing_have_points_not_commas(client, rasa):
    text = client.get("/map/?around=56.2,25.2,3.7").content.decode()
    drawing = text.partition('<svg class="map-sheet')[2].partition("</svg>")[0]
    assert "matrix(" in drawing
    assert not any(f",{digit}" in drawing.partition("<title")[0] for digit in range(10))


def test_the_same_stands_below_in_words(client, rasa):
    text = client.get("/map/").content.decode()
    words = text.partition('id="map-list"')[2]
    assert "1 organizācija" in words
    assert f'href="/organisations/{rasa.slug}/"' in words
    assert 'href="/places/jekabpils-novads/"' in words
    assert 'href="/organisations/export.geojson"' in words


def test_the_filter_narrows_map_and_list_alike(client, land, rasa):
    make.organisation("Zasas bibliotēka", kind="library", place=land["zasas-pagasts"])
    text = client.get("/map/?kind=library").content.decode()
    assert "Zasas bibliotēka" in text
    assert "Rasa" not in text
    assert 'href="/organisations/?kind=library"' in text


def test_a_script_gets_only_facets_and_list(client, rasa):
    answer = client.get("/map/", headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert 'id="map-facets"' in text
    assert 'id="map-list"' in text
    assert '<svg class="map-sheet' not in text
    assert "HX-Request" in answer.headers["Vary"]


def test_the_sources_of_the_map_are_named(client, rasa):
    assert "© Zeme; © Upes; © Ceļi" in client.get("/map/").content.decode()


def test_nobody_found_says_so_and_leads_back(client, rasa):
    text = client.get("/map/?kind=museum").content.decode()
    assert "Ar šiem filtriem šeit neviena nav" in text
    assert '<a href="/map/">Parādīt visus</a>' in text


def test_without_borders_the_list_stands_alone(client, db):
    make.organisation("Biedrība „Rasa”")
    text = client.get("/map/").content.decode()
    assert "Kartes vēl nav" in text
    assert "Biedrība „Rasa”" in text


def test_what_is_not_public_stands_neither_on_the_map_nor_in_the_file(client, land, outsider):
    make.organisation("Slepenā biedrība", place=land["rubenes-pagasts"], published_at=None)
    client.force_login(outsider)
    assert "Slepenā" not in client.get("/map/").content.decode()
    assert "Slepenā" not in client.get("/map/points.json").content.decode()


def test_an_unchanged_map_is_not_sent_again(client, land, rasa):
    first = client.get("/map/")
    again = client.get("/map/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    raise_mark("registry")
    assert client.get("/map/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_the_file_of_points_comes_compressed_to_those_who_take_it_so(client, rasa):
    plain = client.get("/map/points.json")
    pressed = client.get("/map/points.json", headers={"Accept-Encoding": "gzip"})
    assert plain.headers["Content-Type"] == "application/geo+json"
    assert pressed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(pressed.content) == plain.content
    assert "Accept-Encoding" in pressed.headers["Vary"]
    assert [feature["properties"]["slug"] for feature in json.loads(plain.content)["features"]] == [rasa.slug]


def test_an_unchanged_file_of_points_is_not_sent_again(client, rasa):
    first = client.get("/map/points.json")
    assert client.get("/map/points.json", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    other = client.get("/map/points.json?kind=library", headers={"If-None-Match": first.headers["ETag"]})
    assert json.loads(other.content)["features"] == []


@pytest.mark.parametrize("address", ["/map/", "/map/points.json"])
def test_the_map_is_only_looked_at(client, db, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", ["/map/", "/map/points.json"])
def test_the_number_of_questions_does_not_grow(client, land, address, count, django_assert_num_queries):
    for number in range(count):
        make.organisation(f"Biedrība {number}", place=land["rubenes-pagasts"])
    client.get(address)
    with django_assert_num_queries(1):
        client.get(address)


def test_a_visitor_in_english_reads_english_names(client, rasa):
    client.cookies["language"] = "en"
    text = client.get("/map/").content.decode()
    assert "<title>Rubene parish</title>" in text
    assert "1 organisation" in text
