"""The read API: the same facts as the pages, to everyone alike, in the reader's language, bounded, and marked."""

import pytest

from savienojums.network.models import Figure, Organisation, Place
from tests import make
from tests.support.api.world import fill

pytestmark = pytest.mark.django_db
PRIVATE = ("slepena@epasts.example", "Anna Bērziņa", "29123456", "anna@epasts.example", "Melnraksts", "Melnraksta")
ONES = ("measures/{measure}", "measures/{measure}/rounds", "organisations/{organisation}", "places/rubenes-pagasts")
LISTS = ("measures", "deadlines", "providers", "fit", "organisations", "places", "themes")


def names(told):
    return [each["name"] for each in told["items"]]


def get(client, path, **headers):
    response = client.get(f"/api/{path}", headers=headers)
    assert response.status_code == 200, response.content
    return response.json()


# --- measures -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["NVO fonds", "Sēlijas kultūras programma", "Sveika, kopiena", "Teterevu fonds"]),
        ("order=name", ["NVO fonds", "Sveika, kopiena", "Sēlijas kultūras programma", "Teterevu fonds"]),
        ("state=open", ["NVO fonds"]),
        ("state=expected", ["Sēlijas kultūras programma"]),
        ("kind=advice", ["Sveika, kopiena"]),
        ("theme=youth", ["NVO fonds"]),
        ("sum=1000", ["NVO fonds"]),
        ("q=teterevi", ["Teterevu fonds"]),
        ("place=jekabpils-novads&state=open", ["NVO fonds"]),
        ("place=nekur", []),
        ("provider=sabiedribas-integracijas-fonds-sif&q=kopienas", ["Sveika, kopiena"]),
        ("provider=cits", []),
        ("size=1&page=2", ["Sēlijas kultūras programma"]),
        ("page=9999", []),
    ],
)
def test_measures_are_found_as_on_the_page(client, asked, found):
    fill()
    assert names(get(client, f"measures?{asked}")) == found


def test_a_list_tells_its_pages_and_how_it_may_be_used(client, settings):
    settings.SITE_URL = "https://selija.example"
    fill()
    told = get(client, "measures?size=2&page=2&language=en")
    assert (told["page"], told["size"], told["total"], told["pages"]) == (2, 2, 4, 2)
    assert told["next"] is None
    assert told["previous"] == "https://selija.example/api/measures?size=2&page=1&language=en"
    assert told["about"]["licence_url"] == "https://selija.example/licence/"
    assert "day of the last check" in told["about"]["licence"]
    assert get(client, "measures?size=2")["next"] == "https://selija.example/api/measures?size=2&page=2"


def test_one_measure_tells_everything(client):
    grant = fill()
    told = get(client, f"measures/{grant.slug}")
    assert told["sums"] == {
        "least": "100.00",
        "most": "800.00",
        "currency": "EUR",
        "text": "no 100\u00a0EUR līdz 800\u00a0EUR",
    }
    assert told["own_share"]["percent"] == "7.50"
    assert told["conditions"] == ["Vismaz 10 cilvēku.", "Darbojas gadu."]
    assert [(each["slug"], each["name"]) for each in told["places"]] == [
        ("jekabpils-novads", "Jēkabpils novads"), ("rubenes-pagasts", "Rubenes pagasts"),
    ]  # fmt: skip
    assert told["freshness"]["fresh"] is True
    assert told["freshness"]["source_url"] == "https://www.sif.gov.lv/lv/nvo-fonds"
    assert told["deadline"]["hour"] == "17:00"
    assert told["deadline"]["certain"] is True
    assert told["who"]["people_min"] == 10
    assert [each["open"] for each in told["rounds"]] == [True]
    assert get(client, f"measures/{grant.slug}/rounds")["items"] == told["rounds"]
    found = client.get(f"/common-grants/opportunities/{told['opportunity']}").json()["data"]
    assert found["title"] == "NVO fonds"


def test_deadlines_are_announced_or_expected(client):
    fill()
    told = get(client, "deadlines")["items"]
    assert [(each["measure"]["name"], each["certain"]) for each in told] == [
        ("NVO fonds", True), ("Sēlijas kultūras programma", False),
    ]  # fmt: skip
    assert len(get(client, "deadlines?only=announced")["items"]) == 1
    assert get(client, "deadlines?since=2024-01-01&until=2024-12-31&only=announced")["items"][0]["past"] is True
    for far in ("since=0001-01-01", "until=9999-12-31", "since=9999-12-31", "until=0001-01-01"):
        get(client, f"deadlines?{far}")


def test_providers_are_those_of_public_measures(client):
    fill()
    make.provider("Noslēpumains fonds")
    assert [(each["name"], each["measures"]) for each in get(client, "providers")["items"]] == [
        ("Sabiedrības integrācijas fonds (SIF)", 4),
    ]


def test_what_fits_has_three_answers_with_reasons(client):
    fill()
    told = get(client, "fit?place=rubenes-pagasts&form=association&sum=500")
    assert sum(told["counts"].values()) == 4
    assert told["counts"]["no"] == 1
    refused = get(client, "fit?place=rubenes-pagasts&form=association&sum=900&list=no")
    reasons = {each["measure"]["name"]: each["reasons"][0] for each in refused["items"]}
    assert reasons["NVO fonds"]["answer"] == "no"
    assert reasons["NVO fonds"]["text"] == "Piešķir ne vairāk kā 800\u00a0EUR."
    unsure = get(client, "fit?place=rubenes-pagasts&form=association&sum=500&list=unknown")
    (grant,) = [each for each in unsure["items"] if each["measure"]["name"] == "NVO fonds"]
    keys = [each["key"] for each in grant["reasons"] if each["key"]]
    assert len(keys) == 2
    met = "&".join(f"met={key}" for key in keys)
    assert (
        get(client, f"fit?place=rubenes-pagasts&form=association&people=12&{met}")["counts"]["yes"]
        == told["counts"]["yes"] + 1
    )
    assert get(client, "fit?page=9999")["items"] == []


def test_composed_conditions_are_told_part_by_part(client):
    ten = {"is": "people", "least": 10, "of": [], "says": "Vismaz desmit iedzīvotāju.", "where": "4.2. punkts"}
    measure = make.measure(rule={"any": [ten, {"is": "form", "forms": ["association"], "certain": True}]})
    (clause,) = get(client, f"measures/{measure.slug}")["clauses"]
    assert [(each["quote"], each["where"]) for each in clause["parts"]] == [
        ("Vismaz desmit iedzīvotāju.", "4.2. punkts"), ("", ""),
    ]  # fmt: skip
    (judged,) = get(client, "fit?people=3&form=informal&list=no")["items"]
    (reason,) = [each for each in judged["reasons"] if each["parts"]]
    assert [each["answer"] for each in reason["parts"]] == ["no", "no"]


def test_a_local_version_and_the_wider_measure_name_each_other(client, settings):
    settings.SITE_URL = "https://selija.example"
    wider = make.measure("Valsts programma")
    make.measure("Novada versija", wider=wider)
    local, whole = sorted(get(client, "fit?list=unknown")["items"], key=lambda each: each["measure"]["name"])
    assert local["wider"] == {"name": "Valsts programma", "url": f"https://selija.example/support/{wider.slug}/"}
    assert [each["name"] for each in whole["local"]] == ["Novada versija"]


# --- the registry ---------------------------------------------------------------


def test_organisations_tell_public_facts_only(client):
    fill()
    told = get(client, "organisations")
    assert names(told) == ["Biedrība „Ūdenszīmes”"]
    one = told["items"][0]
    assert one["point"] == {"lat": 56.1, "lon": 25.9, "approximate": True}
    assert one["story"] == "Zvani [kontakts izlaists] vai raksti [kontakts izlaists]."
    assert get(client, f"organisations/{one['slug']}") == one
    assert names(get(client, "organisations?kind=library")) == []
    assert names(get(client, "organisations?place=rubenes-pagasts&kind=library&kind=association")) == names(told)


def test_places_tell_what_lies_in_what(client):
    region = make.place("Sēlija", kind="historical_land")
    municipality = make.place("Jēkabpils novads", kind="municipality", within=[region])
    make.place("Rubenes pagasts", within=[municipality])
    assert names(get(client, "places")) == ["Jēkabpils novads", "Rubenes pagasts", "Sēlija"]
    assert names(get(client, "places?within=selija&kind=parish")) == ["Rubenes pagasts"]
    assert names(get(client, "places?within=nekur")) == []
    assert names(get(client, "places?q=Rubenē")) == ["Rubenes pagasts"]
    Figure.objects.create(
        place=Place.objects.get(slug="rubenes-pagasts"),
        indicator="population",
        period="2026",
        value="812",
        source="CSP",
    )
    told = get(client, "places/rubenes-pagasts")
    assert told["figures"] == [
        {"indicator": "population", "period": "2026", "value": "812", "unit": "", "source": "CSP", "source_url": None}
    ]
    assert told["municipality"] == {"slug": "jekabpils-novads", "name": "Jēkabpils novads"}
    assert [each["name"] for each in told["lies_in"]] == ["Jēkabpils novads", "Sēlija"]
    assert [each["name"] for each in get(client, "places/selija")["holds"]] == ["Jēkabpils novads", "Rubenes pagasts"]


def test_nothing_private_is_in_any_answer(client, coordinator):
    fill()
    client.force_login(coordinator)
    slugs = [f"organisations/{each['slug']}" for each in get(client, "organisations")["items"]]
    everything = (
        "".join(
            client.get(f"/api/{path}").content.decode() for path in (*LISTS, *slugs, "organisations?state=proposed")
        )
        + client.get("/common-grants/opportunities").content.decode()
    )
    assert [word for word in PRIVATE if word in everything] == []
    assert client.get("/api/organisations/melnraksta-biedriba").status_code == 404


# --- for all of it ----------------------------------------------------------------


def test_the_address_and_the_header_choose_the_language_and_no_cookie(client):
    fill()
    client.cookies["language"] = "ru"

    def summary(path="measures?state=open", **headers):
        return get(client, path, **headers)["items"][0]["summary"]

    assert summary() == "Atbalsts biedrībām."
    assert summary(**{"Accept-Language": "en-GB,en;q=0.8"}) == "Support for associations."
    assert summary("measures?state=open&language=lv", **{"Accept-Language": "en"}) == "Atbalsts biedrībām."
    assert summary(**{"Accept-Language": "xx, *;q=0.1"}) == "Atbalsts biedrībām."
    response = client.get("/api/themes?language=en")
    assert response["Content-Language"] == "en"
    assert response["Vary"].startswith("Accept-Language")


@pytest.mark.parametrize(
    "path",
    [
        *(f"/api/{path}" for path in (*LISTS, *ONES)),
        "/common-grants/opportunities",
        "/api/openapi.json",
        "/api/common-grants.json",
    ],
)
def test_nothing_new_is_an_empty_304_until_something_changes(client, path):
    grant = fill()
    path = path.format(measure=grant.slug, organisation=Organisation.objects.public().get().slug)
    first = client.get(path)
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    if not path.endswith(".json"):
        make.measure("Jauns"), make.organisation("Jauna", kind="library")
        assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/api/measures", "/api/openapi.json", "/common-grants/opportunities", "/api/nav", "/common-grants/nav"]
)
def test_every_site_may_read_and_no_cookie_is_touched(client, outsider, path):
    client.force_login(outsider)
    response = client.get(path, headers={"Origin": "https://cits.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")


def test_a_session_is_not_even_asked_for(client, outsider, django_assert_num_queries):
    make.measure()
    client.force_login(outsider)
    client.get("/api/measures")
    with django_assert_num_queries(COUNTS["measures"]):
        client.get("/api/measures")


def test_a_browser_may_ask_before_it_asks(client):
    asked = {"Origin": "https://cits.example", "Access-Control-Request-Method": "POST"}
    response = client.options("/common-grants/opportunities/search", headers=asked)
    assert (response.status_code, response["Access-Control-Allow-Methods"]) == (204, "POST")
    assert "Content-Type" in response["Access-Control-Allow-Headers"]
    assert client.options("/api/measures", headers=asked)["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Access-Control-Allow-Origin" not in client.post("/api/measures")
    assert "Access-Control-Allow-Origin" not in client.get("/support/")


@pytest.mark.parametrize(
    ("method", "path", "status", "where"),
    [
        ("get", "nekas", 404, []),
        ("get", "measures/nekas", 404, []),
        ("get", "organisations/nekas", 404, []),
        ("get", "places/nekas", 404, []),
        ("get", "measures/", 404, []),
        ("get", "measures/Ā", 422, ["path.slug"]),
        ("get", "measures?page=0&size=101", 422, ["query.page", "query.size"]),
        ("get", "measures?page=9223372036854775808", 422, ["query.page"]),
        ("get", f"measures?page={'9' * 5000}", 422, ["query.page"]),
        ("get", "measures?kind=nauda", 422, ["query.kind"]),
        ("get", "measures?language=de", 422, ["query.language"]),
        ("get", "deadlines?since=1", 422, ["query.since"]),
        ("get", "deadlines?since=2026-02-30", 422, ["query.since"]),
        ("get", "fit?people=-1", 422, ["query.people"]),
        ("post", "measures", 405, []),
        ("delete", "openapi.json", 405, []),
        ("put", "nekas", 404, []),
    ],
)
def test_every_error_has_one_shape(client, method, path, status, where):
    response = getattr(client, method)(f"/api/{path}")
    told = response.json()
    assert (response.status_code, told["status"]) == (status, status)
    assert [each["where"] for each in told["errors"]] == where
    assert sorted(told) == ["errors", "message", "status"]
    assert response["Content-Type"].startswith("application/json")
    if status == 405:
        assert response["Allow"] == "GET, HEAD"


def test_a_null_byte_in_the_words_is_a_space(client):
    fill()
    assert names(get(client, "measures?q=NVO%00fonds")) == ["NVO fonds"]
    assert names(get(client, "organisations?q=nekas%00cits")) == []
    assert client.get("/api/measures?theme=%00").status_code == 422


def test_head_is_answered(client):
    assert client.head("/api/measures").status_code == 200


COUNTS = {
    "measures": 5,
    "deadlines": 4,
    "providers": 2,
    "organisations": 2,
    "places": 1,
    "themes": 1,
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), COUNTS.items())
def test_more_rows_cost_no_more_questions(client, django_assert_num_queries, count, path, queries):
    place, theme = make.place(), make.theme()
    for number in range(count):
        measure = make.measure(f"Fonds {number}", provider=make.provider(f"Devējs {number}"), usual_deadlines=["04-06"])
        make.round_of(measure, closes_on=make.TODAY.replace(year=2027))
        measure.places.add(place), measure.themes.add(theme)
        make.organisation(f"Kopiena {number}", place=place)
        make.place(f"Vieta {number}")
    client.get("/api/fit"), client.get("/api/themes")
    with django_assert_num_queries(queries):
        told = get(client, f"{path}?size={100}")
    assert len(told["items"]) >= count or path == "themes"


@pytest.mark.parametrize("count", [1, 3])
def test_the_protocol_asks_no_more_for_more_rows(client, django_assert_num_queries, count):
    for number in range(count):
        make.round_of(make.measure(f"Fonds {number}"), closes_on=make.TODAY)
    client.get("/common-grants/opportunities")
    with django_assert_num_queries(5):
        assert len(client.get("/common-grants/opportunities").json()["items"]) == count
    with django_assert_num_queries(5):
        found = client.post("/common-grants/opportunities/search", {}, content_type="application/json")
    assert len(found.json()["items"]) == count
