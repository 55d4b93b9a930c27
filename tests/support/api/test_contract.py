"""The contract: our document says what CommonGrants 0.4.0 says, our answers say what our document says."""

import copy
import json
import shutil
import subprocess

import jsonschema
import pytest

from savienojums.support.api import common_grants
from tests.support.api.comparison import closed, differences
from tests.support.api.world import fill

OPPORTUNITIES, ONE = "/common-grants/opportunities", "/common-grants/opportunities/{oppId}"
SEARCH = "/common-grants/opportunities/search"


@pytest.fixture
def document():
    return copy.deepcopy(common_grants.document())


def schema_of(document, path, method, status="200"):
    return document["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]


def test_our_document_is_the_protocol(document):
    assert differences(document) == []


def test_a_prefix_of_the_servers_and_a_further_query_parameter_do_no_harm(document):
    document["servers"] = [{"url": "https://example.org/prefix"}]
    document["paths"][OPPORTUNITIES]["get"]["parameters"].append(
        {"name": "language", "in": "query", "required": False, "schema": {"type": "string"}}
    )
    assert differences(document) == []


def without_search(document):
    del document["paths"][SEARCH]


def a_route_more(document):
    document["paths"]["/common-grants/deadlines"] = copy.deepcopy(document["paths"][OPPORTUNITIES])


def a_property_more_in_an_answer(document):
    document["components"]["schemas"]["Opportunity"]["properties"]["ownShare"] = {"type": "number"}


def a_field_of_a_later_version(document):
    document["components"]["schemas"]["Opportunity"]["properties"]["funders"] = {"type": "array", "items": {}}


def a_property_more_in_a_request(document):
    document["components"]["schemas"]["Filters"]["properties"]["territory"] = {"type": "string"}


def an_enum_value_more(document):
    document["components"]["schemas"]["Status"]["properties"]["value"]["enum"].append("needs_check")


def an_enum_value_less(document):
    document["components"]["schemas"]["ApplicantType"]["properties"]["value"]["enum"].remove("custom")


def an_optional_field_required(document):
    document["components"]["schemas"]["Opportunity"]["required"].append("funding")


def a_required_field_optional(document):
    document["components"]["schemas"]["Opportunity"]["required"].remove("status")


def another_name_in_the_path(document):
    path = document["paths"].pop(ONE)
    path["get"]["parameters"][0]["name"] = "id"
    document["paths"][ONE.replace("oppId", "id")] = path


def another_name_of_the_parameter_only(document):
    document["paths"][ONE]["get"]["parameters"][0]["name"] = "id"


def no_404(document):
    del document["paths"][ONE]["get"]["responses"]["404"]


def a_number_for_an_integer(document):
    document["components"]["schemas"]["PaginationInfo"]["properties"]["totalItems"]["type"] = "number"


def a_number_for_an_integer_in_the_query(document):
    document["paths"][OPPORTUNITIES]["get"]["parameters"][0]["schema"]["type"] = "number"


def a_float_for_a_sum(document):
    document["components"]["schemas"]["Money"]["properties"]["amount"] = {"type": "number"}


def no_page_size(document):
    document["paths"][OPPORTUNITIES]["get"]["parameters"].pop()


def a_required_query_parameter_more(document):
    document["paths"][OPPORTUNITIES]["get"]["parameters"].append(
        {"name": "key", "in": "query", "required": True, "schema": {"type": "string"}}
    )


def a_reference_to_nowhere(document):
    document["components"]["schemas"]["Opportunity"]["properties"]["funding"] = {"$ref": "#/components/schemas/Gone"}


def one_answer_without_its_envelope(document):
    schema = schema_of(document, ONE, "get")
    schema.clear()
    schema["$ref"] = "#/components/schemas/Opportunity"


def errors_without_their_list(document):
    del document["components"]["schemas"]["Error"]["properties"]["errors"]


def another_kind_of_event(document):
    document["components"]["schemas"]["SingleDate"]["properties"]["eventType"]["enum"] = ["deadline"]


@pytest.mark.parametrize(
    "spoil",
    [
        without_search, a_route_more, a_property_more_in_an_answer, a_field_of_a_later_version,
        a_property_more_in_a_request, an_enum_value_more, an_enum_value_less, an_optional_field_required,
        a_required_field_optional, another_name_in_the_path, another_name_of_the_parameter_only, no_404,
        a_number_for_an_integer, a_number_for_an_integer_in_the_query, a_float_for_a_sum, no_page_size,
        a_required_query_parameter_more, a_reference_to_nowhere, one_answer_without_its_envelope,
        errors_without_their_list, another_kind_of_event,
    ],
    ids=lambda spoil: spoil.__name__,
)  # fmt: skip
def test_whatever_breaks_the_protocol_is_seen(document, spoil):
    spoil(document)
    assert len(differences(document)) >= 1


def checked(document, path, method, response):
    """The answer of the program against the document, with nothing in it that is not named."""
    schema = closed(document, schema_of(document, path, method, str(response.status_code)))
    jsonschema.validate(response.json(), schema, format_checker=jsonschema.FormatChecker(["uuid", "date"]))
    return response.json()


@pytest.mark.django_db
def test_every_answer_is_as_the_document_says_and_holds_nothing_else(client, document):
    fill()
    listed = checked(document, OPPORTUNITIES, "get", client.get(OPPORTUNITIES))
    assert [each["title"] for each in listed["items"]] == [
        "Sveika, kopiena", "Teterevu fonds", "Sēlijas kultūras programma", "NVO fonds",
    ]  # fmt: skip
    for each in listed["items"]:
        assert checked(document, ONE, "get", client.get(f"{OPPORTUNITIES}/{each['id']}"))["data"] == each
    checked(document, ONE, "get", client.get(f"{OPPORTUNITIES}/00000000-0000-4000-8000-000000000000"))
    asked = document["paths"][SEARCH]["post"]["requestBody"]["content"]["application/json"]["example"]
    for body in ({}, asked, {"filters": {"nonsense": 1}, "sorting": {"sortBy": "custom", "customSortBy": "checkedOn"}}):
        checked(document, SEARCH, "post", client.post(SEARCH, body, content_type="application/json"))
    for body, status in (
        ("{", 400),
        ("[]", 422),
        ('{"search": 5}', 422),
        ("x" * 70_000, 413),
        ('{"search": "\\ud800"}', 400),
        ("[" * 60_000, 400),
        ('{"pagination": {"page": NaN}}', 400),
    ):
        response = client.post(SEARCH, body, content_type="application/json")
        assert response.status_code == status
        checked(document, SEARCH, "post", response)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "operator", "value", "found"),
    [
        ("kind", "eq", "advice", ["Sveika, kopiena"]),
        ("kind", "neq", "grant", ["Sveika, kopiena"]),
        ("theme", "in", ["youth", "culture"], ["Sēlijas kultūras programma", "NVO fonds"]),
        ("legalForm", "eq", "person", ["Sveika, kopiena", "Teterevu fonds", "Sēlijas kultūras programma", "NVO fonds"]),
        ("territory", "notIn", ["jekabpils-novads"], []),
        ("territory", "eq", "nowhere", []),
        ("provider", "eq", "sabiedribas-integracijas-fonds-sif", ["Sveika, kopiena", "Teterevu fonds", "Sēlijas kultūras programma", "NVO fonds"]),
        ("provider", "in", ["\x00", "cits"], []),
    ],
)  # fmt: skip
def test_our_own_filters(client, name, operator, value, found):
    fill()
    body = {"filters": {"customFilters": {name: {"operator": operator, "value": value}}}}
    told = client.post(SEARCH, body, content_type="application/json").json()
    assert [each["title"] for each in told["items"]] == found
    assert told["filterInfo"] == {**body, "errors": []}


@pytest.mark.django_db
def test_nothing_new_of_one_opportunity_is_an_empty_304(client):
    fill()
    address = f"{OPPORTUNITIES}/{client.get(OPPORTUNITIES).json()['items'][0]['id']}"
    again = client.get(address, headers={"If-None-Match": client.get(address)["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.django_db
def test_a_search_comes_as_json(client):
    assert client.post(SEARCH, {"search": "fonds"}).status_code == 415
    assert client.post(SEARCH, "{}", content_type="application/vnd.api+json").status_code == 200


@pytest.mark.django_db
def test_a_float_or_a_null_would_be_noticed(client, document):
    fill()
    told = client.get(OPPORTUNITIES).json()
    schema = closed(document, schema_of(document, OPPORTUNITIES, "get"))
    for spoil in (
        lambda each: each["funding"]["maxAwardAmount"].update(amount=800.0),
        lambda each: each.update(source=None),
        lambda each: each.update(ownShare=10),
        lambda each: each["status"].update(value="needs_check"),
    ):
        spoilt = copy.deepcopy(told)
        spoil(spoilt["items"][-1])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(spoilt, schema)


@pytest.mark.skipif(shutil.which("cg") is None, reason="The checker of the protocol is not available on this machine.")
def test_the_checker_of_the_protocol_says_so_too(document, tmp_path):
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    done = subprocess.run(
        ["cg", "check", "spec", str(file), "--protocol-version", "0.4.0"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
