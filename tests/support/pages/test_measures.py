"""The list of measures: filters with counts, search in any word form, orders, and nothing that is not public."""

from datetime import date, timedelta
from html import unescape

import pytest

from savienojums.core import clock, search
from tests import make

pytestmark = pytest.mark.django_db


def shown(response):
    """The names of the cards, in their order."""
    return [card["name"] for card in cards(response)]


def cards(response):
    return [{"name": card.name, "url": card.url} for card in response.context["listing"].page.rows]


def options(response, facet):
    group = next(group for group in response.context["listing"].facets if group.name == facet)
    return {option.label: option.count for option in group.options}


@pytest.fixture
def land():
    """Rubene lies in Jēkabpils novads, which lies in Latvia; Demene lies elsewhere in it."""
    latvia = make.place("Latvija", kind="country")
    jekabpils = make.place("Jēkabpils novads", kind="municipality", within=[latvia])
    daugava = make.place("Augšdaugavas novads", kind="municipality", within=[latvia])
    return {
        "latvia": latvia,
        "jekabpils": jekabpils,
        "augsdaugava": daugava,
        "rubene": make.place("Rubenes pagasts", within=[jekabpils]),
        "demene": make.place("Demenes pagasts", within=[daugava]),
    }


def local_grant(land, **details):
    measure = make.measure("Jēkabpils NVO konkurss", places_certain=True, place_basis="address", **details)
    measure.places.add(land["jekabpils"])
    return measure


def test_the_list_shows_what_each_measure_gives_and_how_it_stands(client):
    soon = clock.local_day(clock.now()) + timedelta(days=10)
    measure = make.measure("Mazie projekti", amount_max=1000, own_share_percent=10, summary={"lv": "Kopienu darbiem."})
    make.round_of(measure, closes_on=soon)
    page = unescape(client.get("/support/").content.decode())
    assert "Mazie projekti" in page
    assert "līdz 1\u00a0000\u00a0EUR" in page
    assert "Kopienu darbiem." in page
    assert "Atvērts" in page
    assert "vēl nav pārbaudīts" in page


def test_drafts_and_removed_measures_are_not_in_the_list_nor_found(client):
    make.measure("Publisks")
    drafts = (
        make.measure("Slepens melnraksts", published_at=None),
        make.measure("Noņemts slepenais", removed_at=make.NOW),
    )
    search.index("measure", [(draft.pk, str(draft.name), "") for draft in drafts])
    assert shown(client.get("/support/")) == ["Publisks"]
    assert shown(client.get("/support/?q=slepens")) == []
    assert client.get(f"/support/{drafts[0].slug}/").status_code == 404


def test_a_past_date_is_never_open(client):
    measure = make.measure("Pagājušais", status="recurring", recurrence="yearly")
    make.round_of(measure, opens_on=date(2024, 2, 1), closes_on=date(2024, 3, 1))
    response = client.get("/support/")
    assert options(response, "state") == {"Gaidāms atkal": 1}
    assert shown(client.get("/support/?state=open")) == []


def test_open_comes_before_expected_before_to_be_checked_before_closed(client):
    soon = clock.local_day(clock.now()) + timedelta(days=5)
    make.measure("Slēgtais", status="closed")
    make.measure("Nezināmais", status="needs_check")
    make.measure("Gaidāmais", status="recurring", recurrence="yearly", usual_deadlines=[f"{soon:%m-%d}"])
    make.measure("Pastāvīgais", status="ongoing", recurrence="continuous")
    make.round_of(make.measure("Atvērtais"), closes_on=soon + timedelta(days=30))
    expected = ["Atvērtais", "Gaidāmais", "Pastāvīgais", "Nezināmais", "Slēgtais"]
    assert shown(client.get("/support/")) == expected


def test_the_order_by_sum_and_by_name(client):
    for name, most in (("Ābols", 500), ("Avots", None), ("Bērzs", 3000)):
        make.measure(name, amount_max=most)
    assert shown(client.get("/support/?order=sum")) == ["Bērzs", "Ābols", "Avots"]
    assert "Kārtots pēc" in client.get("/support/").content.decode()


def test_a_place_leaves_what_its_territory_does_not_rule_out(client, land):
    local_grant(land)
    national = make.measure("NVO fonds", places_certain=True)
    national.places.add(land["latvia"])
    make.measure("Nezināma teritorija")
    assert set(shown(client.get("/support/?place=rubenes-pagasts"))) == {
        "Jēkabpils NVO konkurss",
        "NVO fonds",
        "Nezināma teritorija",
    }
    assert set(shown(client.get("/support/?place=demenes-pagasts"))) == {"NVO fonds", "Nezināma teritorija"}
    assert options(client.get("/support/"), "place") == {"Augšdaugavas novads": 2, "Jēkabpils novads": 3}


def test_an_unknown_place_leaves_nothing_and_says_how_to_go_on(client):
    make.measure("NVO fonds")
    page = client.get("/support/?place=nekurienes-pagasts").content.decode()
    assert "Rādīt visus pasākumus" in page
    assert "NVO fonds" not in page


def test_counts_tell_what_each_choice_would_leave(client):
    culture, youth = make.theme("culture", "Kultūra"), make.theme("youth", "Jaunatne")
    for name, kind, themes in (("A", "grant", [culture]), ("B", "grant", [youth]), ("C", "loan", [culture, youth])):
        make.measure(name, kind=kind).themes.set(themes)
    assert options(client.get("/support/"), "theme") == {"Kultūra": 2, "Jaunatne": 2}
    chosen = client.get("/support/?kind=grant")
    assert options(chosen, "theme") == {"Kultūra": 1, "Jaunatne": 1}
    assert options(chosen, "kind") == {"Grants": 2, "Aizdevums": 1}
    assert shown(client.get("/support/?kind=grant&theme=youth")) == ["B"]


@pytest.mark.parametrize("words", ["kopiena", "kopienām", "kopienam", "KOPIENU", "kopienu atbalsts"])
def test_search_knows_word_forms_with_and_without_diacritics(client, words):
    measure = make.measure("Atbalsts kopienām")
    make.measure("Aizdevums uzņēmumiem")
    search.index("measure", [(measure.pk, "Atbalsts kopienām", "Darbīgās kopienas laukos")])
    assert shown(client.get("/support/", {"q": words})) == ["Atbalsts kopienām"]


def test_the_filtered_address_can_be_shared(client):
    make.measure("Grants", kind="grant")
    response = client.get("/support/?kind=grant&order=sum&q=")
    assert response.context["filters"].query() == "kind=grant&order=sum"


@pytest.mark.parametrize(
    "nonsense", ["page=-1", "page=99999999999999999999", "page=x", "order=;drop", "kind=%00", "sum=zz"]
)
def test_nonsense_in_the_address_breaks_nothing(client, nonsense):
    make.measure("NVO fonds")
    assert client.get(f"/support/?{nonsense}").status_code == 200


def test_twenty_on_a_page_and_the_rest_on_the_next(client):
    for number in range(21):
        make.measure(f"Pasākums {number:02}")
    assert len(shown(client.get("/support/?order=name"))) == 20
    assert shown(client.get("/support/?order=name&page=2")) == ["Pasākums 20"]


def test_with_htmx_only_the_list_comes(client):
    make.measure("NVO fonds")
    part = client.get("/support/", headers={"HX-Request": "true"}).content.decode()
    assert "NVO fonds" in part
    assert "<html" not in part


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, count):
    for number in range(count):
        measure = make.measure(f"Pasākums {number}")
        measure.themes.add(make.theme())
        make.round_of(measure, closes_on=date(2027, 3, 1))
    # Marks; themes; the shelf (measures, rounds, themes, places); places; what lies in what; the cards.
    with django_assert_num_queries(11):
        client.get("/support/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_shown_before_asks_only_whether_something_changed(client, django_assert_num_queries, count):
    for number in range(count):
        make.measure(f"Pasākums {number}")
    client.get("/support/")
    with django_assert_num_queries(1):
        client.get("/support/")


def test_an_unchanged_page_is_not_sent_again_and_a_changed_one_is(client):
    make.measure("NVO fonds")
    first = client.get("/support/")
    again = client.get("/support/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make.measure("Jauns")
    assert client.get("/support/", headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get("/support/?kind=grant", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_someone_signed_in_always_gets_the_page_anew(client, contact):
    make.measure("NVO fonds")
    mark = client.get("/support/")["ETag"]
    client.force_login(contact)
    response = client.get("/support/", headers={"If-None-Match": mark})
    assert response.status_code == 200
    assert "ETag" not in response


def test_the_wrong_method_is_refused(client):
    assert client.post("/support/").status_code == 405


def test_an_empty_document_says_so(client):
    assert "Savienojuma dokuments vēl ir tukšs" in client.get("/support/").content.decode()
