"""One search over all rooms."""

from html import unescape

import pytest

from savienojums.core import search
from savienojums.network.queries.organisations import search_row
from savienojums.support.actions.indexing import index_measures
from tests import make

pytestmark = pytest.mark.django_db


def found(client, words):
    return client.get("/search/", {"q": words}).context["found"]


def told(answer):
    """What was found of each kind, by name."""
    return {kind.name: [str(getattr(one, "name", one)) for one, _reason in hits.rows] for kind, hits in answer.kinds}


def test_it_finds_measures_organisations_and_places(client):
    measure = make.measure("Rubenes fonds")
    organisation = make.organisation("Rubenes kopiena")
    make.place("Rubenes pagasts")
    search.index("measure", [(measure.pk, "Rubenes fonds", "")])
    search.index("organisation", [(organisation.pk, "Rubenes kopiena", "")])
    answer = found(client, "rubene")
    assert told(answer) == {
        "place": ["Rubenes pagasts"], "measure": ["Rubenes fonds"], "organisation": ["Rubenes kopiena"]
    }  # fmt: skip
    assert answer.total == 3


def test_what_is_hidden_is_not_found(client):
    draft = make.measure("Slepens fonds", published_at=None)
    hidden = make.organisation("Slepena kopiena", published_at=None)
    search.index("measure", [(draft.pk, "Slepens fonds", "")])
    search.index("organisation", [(hidden.pk, "Slepena kopiena", "")])
    assert found(client, "slepens").is_empty
    assert "Nekas nav atrasts" in client.get("/search/", {"q": "slepena"}).content.decode()


def test_nothing_asked_is_nothing_found_and_no_reproach(client):
    page = client.get("/search/").content.decode()
    assert "Nekas nav atrasts" not in page


@pytest.mark.parametrize("words", ['"', "AND OR NOT", "a" * 5000, "%_'--", "\x00", "🌾", "((("])
def test_any_words_may_be_typed(client, words):
    response = client.get("/search/", {"q": words})
    assert response.status_code == 200
    assert "<mark><" not in unescape(response.content.decode())


def test_the_page_says_where_the_words_stand(client):
    measure = make.measure("Atbalsts kopienām", who_text="Pieteikumu iesniedz <b>biedrība</b> vai nodibinājums.")
    index_measures([measure.pk])
    page = client.get("/search/", {"q": "biedrības"}).content.decode()
    assert "<dt>Kas drīkst pieteikties</dt>" in page
    assert "Pieteikumu iesniedz &lt;b&gt;<mark>biedrība</mark>&lt;/b&gt; vai nodibinājums." in page
    assert "cita vārda „biedrības” forma" in page


def test_a_slip_is_forgiven_aloud_and_can_be_taken_back(client):
    measure = make.measure("Atbalsts kopienām")
    index_measures([measure.pk])
    page = client.get("/search/", {"q": "kopeinām atbalsts"}).content.decode()
    assert "„kopeinām”" in page
    assert "„kopienām”" in page
    assert "?q=%22kopein%C4%81m%22%20atbalsts" in page
    exact = client.get("/search/", {"q": '"kopeinām" atbalsts'})
    assert exact.context["found"].is_empty
    assert "Nekas nav atrasts" in exact.content.decode()


def test_a_similar_word_of_something_hidden_is_not_told(client):
    hidden = make.organisation("Slepenpils kopiena", published_at=None)
    search.index("organisation", [(hidden.pk, "Slepenpils kopiena", "")])
    assert "slepenpils" not in client.get("/search/", {"q": "slepenpilss"}).content.decode().replace("slepenpilss", "")


def test_private_addresses_in_a_text_are_not_shown(client):
    organisation = make.organisation("Avoti", story="Zvejnieku biedri raksta uz anna@example.org vasarā.")
    search.index("organisation", [search_row(organisation)])
    page = client.get("/search/", {"q": "zvejnieki"}).content.decode()
    assert "<mark>Zvejnieku</mark> biedri" in page
    assert "anna@example.org" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, count):
    for number in range(count):
        index_measures([make.measure(f"Kopienu fonds {number}").pk])
        organisation = make.organisation(f"Kopiena {number}")
        search.index("organisation", [search_row(organisation)])
    client.get("/search/?q=lauki")
    with django_assert_num_queries(15):
        client.get("/search/?q=kopiena")


def test_only_a_search_in_vain_is_counted(client, monkeypatch):
    counted = []
    monkeypatch.setattr(
        "savienojums.front.views.search.count_search", lambda _request, words, _at: counted.append(words)
    )
    index_measures([make.measure("Kultūras programma").pk])
    for words in ("kultūras", "zvaigžņu kuģis", ""):
        client.get("/search/", {"q": words})
    assert counted == ["zvaigžņu kuģis"]
