"""One search over all rooms."""

from html import unescape

import pytest

from savienojums.core import search
from tests import make

pytestmark = pytest.mark.django_db


def found(client, words):
    return client.get("/search/", {"q": words}).context["found"]


def test_it_finds_measures_organisations_and_places(client):
    measure = make.measure("Rubenes fonds")
    organisation = make.organisation("Rubenes kopiena")
    make.place("Rubenes pagasts")
    search.index("measure", [(measure.pk, "Rubenes fonds", "")])
    search.index("organisation", [(organisation.pk, "Rubenes kopiena", "")])
    answer = found(client, "rubene")
    assert [card.name for card in answer.measures] == ["Rubenes fonds"]
    assert [str(card.name) for card in answer.organisations] == ["Rubenes kopiena"]
    assert [str(place) for place in answer.places] == ["Rubenes pagasts"]


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
