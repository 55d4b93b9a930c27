"""The demo is the real Sēlija: every fact as it was found, and told twice it changes nothing."""

import csv
from collections import Counter
from datetime import date

import pytest

from savienojums.accounts.models import Person
from savienojums.demo.tables import FOLDER
from savienojums.demo.world import COLLECTED, fill
from savienojums.journal.models import Record
from savienojums.network.models import Figure, Organisation, Place
from savienojums.support.kinds import Standing
from savienojums.support.models import Measure, Round, Source
from savienojums.support.queries.sources import sources_due

pytestmark = pytest.mark.django_db


def table(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def world():
    fill()


def test_everything_is_there_once_however_often_it_is_told(world):
    def counted():
        kinds = (Organisation, Measure, Round, Place, Figure, Person, Record)
        return {kind.__name__: kind.objects.count() for kind in kinds}

    before = counted()
    assert (before["Organisation"], before["Measure"], before["Place"]) == (118, 68, 95)
    fill()
    after = counted()
    assert {**after, "Record": 0} == {**before, "Record": 0}


def test_facts_are_kept_and_an_empty_cell_stays_unknown(world):
    measures = {measure.name["lv"]: measure for measure in Measure.objects.prefetch_related("rounds")}
    for fact in table("support_measures.csv"):
        measure = measures[fact["name_lv"]]
        assert str(measure.amount_max or "").partition(".")[0] == fact["amount_max_eur"]
        assert str(measure.amount_min or "").partition(".")[0] == fact["amount_min_eur"]
        # Of the notes only what was written for readers.
        assert measure.notes == fact["notes"].partition(" [")[0]
        assert measure.who_text == fact["who_may_apply"]
        assert measure.url == fact["url"]
        assert measure.checked_on is None, "nobody has checked it"
        deadlines = {each.closes_on for each in measure.rounds.all() if each.closes_on}
        assert deadlines == ({date.fromisoformat(fact["deadline"])} if fact["deadline"] else set())


def test_no_measure_of_the_past_is_open(world):
    open_now = [
        measure
        for measure in Measure.objects.prefetch_related("rounds")
        if measure.standing(COLLECTED) == Standing.OPEN
    ]
    assert {measure.recurrence for measure in open_now} == {"continuous"}


def test_organisations_stand_where_the_table_says(world):
    known = {organisation.name: organisation for organisation in Organisation.objects.select_related("place")}
    for fact in table("communities.csv"):
        organisation = known[fact["name"]]
        assert organisation.summary == ({"lv": fact["description_lv"]} if fact["description_lv"] else {})
        assert str(organisation.lat or "") == (str(float(fact["lat"])) if fact["lat"] else "")
    assert Counter(organisation.evidence for organisation in known.values()) == {
        "none": 80, "signed": 21, "listed": 11, "to_confirm": 6,
    }  # fmt: skip


def test_the_people_are_roles(world):
    assert {str(person) for person in Person.objects.all()} == {
        "Administrators", "Koordinatore", "Dokumenta redaktore", "Kopienas kontakts",
    }  # fmt: skip


def test_sources_are_named_and_nothing_is_fetched(world):
    fill()
    assert sorted(Source.objects.values_list("kind", flat=True)) == ["page", "table"]
    assert sources_due(COLLECTED) == []
    assert not Source.objects.filter(asked_at__isnull=False).exists()


def test_every_published_event_of_the_demo_is_found(world, client):
    for words in ("forums", "Kaldabruņas", "ideju tirgus"):
        shown = client.get("/events/", {"q": words, "from": "2020-01-01"}).content.decode()
        assert "calendar-line" in shown, words
