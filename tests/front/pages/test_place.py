"""The pages of places: what they lie in, who is there, their numbers with year and source."""

import json
import re

import pytest

from savienojums.network.models import Containment, Figure
from tests import make


@pytest.fixture
def rasa(land):
    return make.organisation("Rasas kopiena", kind="initiative_group", place=land["rubenes-pagasts"])


def page_of(client, slug, **parameters):
    return client.get(f"/places/{slug}/", parameters).content.decode()


def test_it_tells_what_it_lies_in_and_whether_only_in_part(client, land):
    parish, municipality = page_of(client, "rubenes-pagasts"), page_of(client, "jekabpils-novads")
    for whole in ("jekabpils-novads", "selija", "latvija"):
        assert f'href="/places/{whole}/"' in parish
    assert '<a href="/places/selija/">Sēlija</a> (daļēji)' in municipality
    assert "(daļēji)" not in parish


def test_each_number_stands_with_its_year_and_source(client, land):
    text = re.sub(r"<[^>]+>", " ", page_of(client, "rubenes-pagasts"))
    text = " ".join(text.split())
    assert "722 Iedzīvotāji CSP IRD081, 2026. gada sākumā" in text
    assert "53,2 gadi Vecuma mediāna CSP IRD081 (aprēķināts no publicētiem skaitļiem)" in text


def test_older_numbers_are_told_with_their_note_written_as_in_latvia(client, land):
    older = page_of(client, "rubenes-pagasts").partition('id="sources"')[2]
    assert "1\u00a0472" in older
    assert "CSP TSG11-07" in older
    assert '<span lang="en">census count</span>' in older


def test_communities_stand_before_the_others(client, land, rasa):
    make.organisation("Ausmas biedrība", place=land["rubenes-pagasts"])
    text = page_of(client, "rubenes-pagasts")
    assert text.index("Rasas kopiena</a></h3>") < text.index("Ausmas biedrība</a></h3>")
    assert "2 organizācijas šeit" in text
    assert 'href="/organisations/?place=rubenes-pagasts"' in text


def test_it_leads_to_the_support_meant_for_it(client, land):
    assert 'href="/support/?place=rubenes-pagasts"' in page_of(client, "rubenes-pagasts")


def test_its_picture_has_the_neighbours_as_links(client, land):
    drawing = page_of(client, "rubenes-pagasts").partition('<svg class="map-sheet')[2].partition("</svg>")[0]
    assert 'href="/places/zasas-pagasts/"' in drawing
    assert 'class="m-here"' in drawing


def test_a_place_without_anybody_invites_to_propose_somebody(client, land):
    text = page_of(client, "variesu-pagasts")
    assert "Šeit reģistrā vēl neviena nav" in text
    assert "/organisations/proposal/" in text


def test_a_place_without_numbers_says_so(client, land):
    assert "Par šo vietu skaitļi nav zināmi." in page_of(client, "variesu-pagasts")


def test_the_parts_of_a_municipality_stand_in_a_table_that_can_be_sorted(client, land, rasa):
    def rows(**parameters):
        table = page_of(client, "jekabpils-novads", **parameters).partition("<tbody>")[2].partition("</tbody>")[0]
        return re.findall(r'<th scope="row"><a href="/places/([a-z-]+)/"', table)

    assert rows() == ["rubenes-pagasts", "variesu-pagasts", "zasas-pagasts"]
    assert rows(sort="population") == ["rubenes-pagasts", "zasas-pagasts", "variesu-pagasts"]
    assert rows(sort="organisations")[0] == "rubenes-pagasts"
    assert rows(sort="nonsense") == rows()
    text = page_of(client, "jekabpils-novads", sort="population")
    assert '<th scope="col" class="number" aria-sort="descending">' in text
    assert "nav zināms" in text
    assert "Iedzīvotāji: 2026. gada sākumā, CSP IRD081." in text


def test_a_script_gets_only_the_table(client, land):
    text = client.get("/places/jekabpils-novads/?sort=population", headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith('<section id="parts"')
    assert "<html" not in text


def test_a_town_partly_in_the_region_says_that_its_numbers_are_of_the_whole(client, land):
    town = make.place("Jēkabpils", kind="town", within=[land["jekabpils-novads"]])
    Containment.objects.create(part=town, whole=land["selija"], extent="part")
    Figure.objects.create(place=town, indicator="population", period="2026-01-01", value=20685, source="CSP")
    assert "skaitļi ir par visu vietu" in page_of(client, "jekabpils")


def test_machines_read_it_as_an_administrative_area(client, land):
    text = page_of(client, "rubenes-pagasts")
    told = json.loads(text.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert (told["@type"], told["name"], told["identifier"]) == ("AdministrativeArea", "Rubenes pagasts", "LV0031540")
    assert {whole["name"] for whole in told["containedInPlace"]} == {"Jēkabpils novads", "Sēlija", "Latvija"}
    assert told["geo"] == {"@type": "GeoCoordinates", "latitude": 56.2, "longitude": 25.2}


def test_a_name_cannot_break_out_of_the_words_for_machines(client, db):
    make.place("</script><b>Vieta", slug="vieta")
    text = page_of(client, "vieta")
    assert "</script><b>" not in text


def test_an_unpublished_organisation_is_not_told_of(client, land, outsider):
    make.organisation("Slepenā biedrība", place=land["rubenes-pagasts"], published_at=None)
    client.force_login(outsider)
    text = page_of(client, "rubenes-pagasts")
    assert "Slepenā" not in text
    assert "0 organizāciju šeit" in text


def test_an_unknown_place_does_not_exist(client, land):
    assert client.get("/places/nekur/").status_code == 404


def test_places_are_only_looked_at(client, land):
    assert client.post("/places/rubenes-pagasts/").status_code == 405
    assert client.post("/places/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_questions_does_not_grow(client, land, count, django_assert_num_queries):
    for number in range(count):
        make.organisation(f"Biedrība {number}", place=land["rubenes-pagasts"])
    client.get("/places/jekabpils-novads/")
    with django_assert_num_queries(4):
        client.get("/places/jekabpils-novads/")


def test_the_index_has_every_place_under_its_municipality(client, land, rasa):
    text = client.get("/places/").content.decode()
    group = text.partition('id="place-jekabpils-novads"')[2]
    names = re.findall(r'<li><a href="/places/([a-z-]+)/"', group)
    assert names == ["rubenes-pagasts", "variesu-pagasts", "zasas-pagasts"]
    assert "1 organizācija" in group
    assert text.index('href="/places/selija/"') < text.index('id="place-jekabpils-novads"')


def test_an_index_without_places_says_so(client, db):
    assert "Vietas vēl nav ievadītas" in client.get("/places/").content.decode()


def test_an_unchanged_place_is_not_sent_again(client, land):
    first = client.get("/places/rubenes-pagasts/")
    again = client.get("/places/rubenes-pagasts/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
