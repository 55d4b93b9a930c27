"""Residents' proposals are found by the search of the whole site: what is shown, nothing else."""

import pytest

from savienojums.voices.actions.initiatives_moderating import hide_initiative, show_initiative
from savienojums.worker import work_off
from tests import make

pytestmark = pytest.mark.django_db


def found(client, words):
    return client.get("/search/", {"q": words}).content.decode()


def test_a_proposal_is_found_in_every_form_of_its_words_once_it_is_shown(client, coordinator):
    one = make.initiative("Soliņš pie autobusa pieturas", state="waiting", shown_at=None)
    work_off()
    assert f"/voices/initiatives/{one.number}/" not in found(client, "soliņi pieturās")
    show_initiative(by=coordinator, initiative=one, at=make.NOW)
    work_off()
    page = found(client, "soliņi pieturās")
    assert f"/voices/initiatives/{one.number}/" in page
    assert "Iedzīvotāju priekšlikumi" in page
    hide_initiative(by=coordinator, initiative=one, hidden_for="personal", why="", at=make.NOW)
    work_off()
    assert f"/voices/initiatives/{one.number}/" not in found(client, "soliņi pieturās")


def test_addresses_of_people_in_the_text_are_not_found(client, coordinator):
    one = make.initiative(
        "Soliņš", text="Zvaniet Annai 29123456, anna@selija.test.", email="slepena@selija.test", state="waiting"
    )
    show_initiative(by=coordinator, initiative=one, at=make.NOW)
    work_off()
    assert f"/voices/initiatives/{one.number}/" in found(client, "soliņš")
    for words in ("29123456", "anna@selija.test", "slepena@selija.test"):
        assert f"/voices/initiatives/{one.number}/" not in found(client, words)
