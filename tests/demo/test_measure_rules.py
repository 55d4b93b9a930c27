"""The conditions composed for the demo: only what the table says, and nothing that nobody could meet."""

import pytest

from savienojums.core.system import SYSTEM
from savienojums.demo.measures import measure_rows, measure_rules
from savienojums.demo.tables import rows
from savienojums.support import ruletree, sound
from savienojums.support.actions.loading import load_measures
from savienojums.support.models import Measure
from savienojums.support.queries.conditions import rule_of
from tests import make

RULES = {each["slug"]: each for each in measure_rules()}


def test_every_rule_was_read_from_words_of_the_table():
    readings = {reading["slug"]: reading for reading in rows("measure_readings.csv")}
    facts = {fact["name_lv"]: fact for fact in rows("support_measures.csv")}
    for slug, told in RULES.items():
        fact = facts[readings[slug]["name_lv"]]
        assert told["from"]["text"] in fact[told["from"]["column"]]
        for _path, part in ruletree.walk(told["rule"]):
            assert any(part.get("says", "") in cell for cell in fact.values())
        for sentence in told["instead_of"]:
            assert sentence in readings[slug]["conditions_lv"]


def test_what_the_rule_says_is_not_asked_twice():
    loaded = {row.slug: row.fields for row in measure_rows()}
    assert loaded["leader-aizkraukle-10-karta"]["conditions"] == ""
    assert (
        loaded["kraslavas-iedzivotaji-veido-savu-vidi"]["rule"]
        == RULES["kraslavas-iedzivotaji-veido-savu-vidi"]["rule"]
    )
    assert sum(bool(fields["rule"]) for fields in loaded.values()) == len(RULES)


@pytest.mark.django_db
def test_each_can_be_met_and_is_read():
    load_measures(by=SYSTEM, rows=[row for row in measure_rows() if row.slug in RULES], at=make.NOW)
    for measure in Measure.objects.all():
        said = {
            name: getattr(measure, name)
            for name in ("legal_forms", "forms_certain", "people_min", "people_for", "rule")
        }
        assert list(sound.problems_of_rule(said)) == []
        assert rule_of(measure)
    assert load_measures(by=SYSTEM, rows=[row for row in measure_rows() if row.slug in RULES], at=make.NOW) == 0


def test_what_the_maker_of_the_table_noted_for_themselves_is_not_shown():
    told = {row.slug: row.fields["notes"] for row in measure_rows()}
    assert any("[" in fact["notes"] for fact in rows("support_measures.csv"))
    assert [notes for notes in told.values() if "[" in notes or "]" in notes] == []
    assert "Kopā 179 120 EUR vienā no konkursiem." in told.values()
