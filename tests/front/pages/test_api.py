"""The page about the open API: every operation, an example that works, and what it answers just now."""

import json
import re
from html import unescape

import jsonschema
import pytest
from django.urls import reverse

from savienojums.front.api import rooms
from savienojums.support.api import common_grants
from tests import make
from tests.support.api.world import fill

OPERATIONS = {
    operation["operationId"]
    for told in (rooms.document(), common_grants.document())
    for path in told["paths"].values()
    for operation in path.values()
}


def shown(client, language="lv"):
    response = client.get("/api/", headers={"Accept-Language": language})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
def test_every_operation_has_its_place_and_a_true_example(client, settings):
    settings.SITE_URL = "http://testserver"
    fill()
    page = shown(client)
    assert set(re.findall(r'<article class="api-operation" id="(\w+)"', page)) == OPERATIONS
    examples = [unescape(each) for each in re.findall(r'class="api-curl"[^>]*><code>(.*?)</code>', page, re.DOTALL)]
    assert len(examples) == len(OPERATIONS)
    for example in examples:
        address = re.search(r"curl 'http://testserver([^']*)'", example)[1]
        body = re.search(r"-d '(.*)'$", example, re.DOTALL)
        response = client.post(address, body[1], "application/json") if body else client.get(address)
        assert response.status_code == 200, example


@pytest.mark.django_db
def test_the_answers_are_those_of_now_in_the_language_of_the_page(client):
    fill()
    for language, words in (("lv", "Atbalsts biedrībām."), ("en", "Support for associations."), ("lv", "biedrībām")):
        page = unescape(shown(client, language))
        assert words in page
        assert '"title": "NVO fonds"' in page
    make.measure("Pavisam jauns", checked_on=make.TODAY.replace(year=2027))
    assert '"name": "Pavisam jauns"' in unescape(shown(client))


@pytest.mark.django_db
def test_an_empty_site_shows_addresses_without_answers(client):
    page = shown(client)
    assert "/api/measures/{slug}" in page
    assert "/common-grants/opportunities/{oppId}" in page


@pytest.mark.django_db
def test_the_foot_of_every_page_leads_here(client):
    assert 'href="/api/"' in client.get("/licence/").content.decode()


@pytest.mark.django_db
def test_only_looking_is_possible(client):
    assert client.post(reverse("api")).status_code == 405


def test_the_document_says_everything_of_every_operation():
    told = rooms.document()
    assert told["openapi"] == "3.1.0"
    for path, methods in told["paths"].items():
        for operation in methods.values():
            assert operation["summary"], path
            assert operation["description"], path
            assert {"200", "304", "422"} <= {str(status) for status in operation["responses"]}, path
            assert ("404" in {str(status) for status in operation["responses"]}) == ("{" in path)
            assert json.dumps(operation).count('"example') >= 1, path
            for parameter in operation["parameters"]:
                assert parameter.get("description"), (path, parameter["name"])
                assert "null" not in json.dumps(parameter["schema"]), (path, parameter["name"])
                if parameter["schema"].get("type") == "integer":
                    assert {"minimum", "maximum"} <= set(parameter["schema"]), (path, parameter["name"])


def test_every_operation_has_an_example_answer_of_its_own_shape():
    told = rooms.document()
    for path in told["paths"].values():
        for method, operation in path.items():
            content = operation["responses"][200]["content"]["application/json"]
            schema = {**content["schema"], "components": told["components"]}
            jsonschema.validate(content["example"], schema)
            assert method == "get"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "dark"), [(360, False), (1440, True)])
def test_it_reads_well_on_a_phone_and_at_night(page_at, axe, fits, width, dark):
    fill()
    page = page_at(width, dark=dark, path="/api/")
    for each in page.query_selector_all(".api-operation details"):
        each.evaluate("each => each.open = true")
    axe(page)
    fits(page)
