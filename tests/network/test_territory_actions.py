"""Loading a territory: what is taken, what told twice, and what is refused."""

from dataclasses import replace
from decimal import Decimal

import pytest

from savienojums.core.marks import marks
from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.network.actions.places import (
    FigureRow,
    LayerRow,
    LyingRow,
    PlaceRow,
    TerritoryRows,
    TerritoryUnclear,
    load_territory,
)
from savienojums.network.models import Containment, Figure, MapLayer, Place
from savienojums.network.queries.places import atlas
from tests import make

ROWS = TerritoryRows(
    places=[
        PlaceRow("selija", "Sēlija", "historical_land"),
        PlaceRow("rubenes-pagasts", "Rubenes pagasts", "parish", "LV0031540", area_km2=Decimal("182.054")),
    ],
    lying=[LyingRow("rubenes-pagasts", "selija", "part", "likumi.lv")],
    figures=[FigureRow("rubenes-pagasts", "population", "2026-01-01", Decimal(722), "CSP IRD081", "persons")],
    layers=[LayerRow("river", [{"type": "Feature", "properties": {"name": "Daugava"}, "geometry": None}], "© Upes")],
)


def load(rows=ROWS):
    return load_territory(by=SYSTEM, rows=rows, at=make.NOW)


@pytest.mark.django_db
def test_places_figures_and_layers_are_taken():
    assert load() == 5
    parish = Place.objects.get(slug="rubenes-pagasts")
    assert (parish.name, parish.kind, parish.code, parish.area_km2) == (
        "Rubenes pagasts", "parish", "LV0031540", Decimal("182.05"),
    )  # fmt: skip
    assert parish.sort_name
    selija = Place.objects.get(slug="selija")
    assert atlas().partly(parish.pk, selija.pk)
    assert Containment.objects.get().source == "likumi.lv"
    assert Figure.objects.get().value == 722
    assert MapLayer.objects.get().features == ROWS.layers[0].features


@pytest.mark.django_db
def test_told_twice_nothing_changes():
    load()
    before = marks("places", "registry")
    assert load() == 0
    assert marks("places", "registry") == before
    assert Record.objects.filter(verb="network.territory_loaded").count() == 1


@pytest.mark.django_db
def test_the_journal_tells_it_of_the_widest_place():
    load()
    line = Record.objects.get(verb="network.territory_loaded")
    assert (line.subject_name, line.by_system, line.audience, line.particulars) == (
        "Sēlija", True, "editors", {"changed": 5},
    )  # fmt: skip


@pytest.mark.django_db
def test_a_new_table_changes_what_it_tells_and_keeps_the_rest():
    load()
    key = Place.objects.get(slug="rubenes-pagasts").public_id
    changed = replace(ROWS, places=[replace(ROWS.places[1], name="Rubenes novads")], lying=[], figures=[], layers=[])
    assert load(changed) == 2  # the name, and the containment the table no longer tells
    parish = Place.objects.get(slug="rubenes-pagasts")
    assert (parish.name, parish.public_id) == ("Rubenes novads", key)
    assert Place.objects.filter(slug="selija").exists()
    assert not Containment.objects.exists()
    assert Figure.objects.count() == MapLayer.objects.count() == 1


@pytest.mark.django_db
def test_a_loaded_territory_is_known_at_once():
    assert atlas().by_slug == {}
    load()
    assert set(atlas().by_slug) == {"selija", "rubenes-pagasts"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"places": [ROWS.places[0], ROWS.places[0]], "lying": [], "figures": []}, "selija"),
        ({"lying": [LyingRow("rubenes-pagasts", "nekur")]}, "nekur"),
        ({"figures": [FigureRow("kaut-kur", "population", "2026", Decimal(1), "CSP")]}, "kaut-kur"),
    ],
)
def test_an_unclear_table_is_refused_by_name_and_nothing_is_written(wrong, named):
    with pytest.raises(TerritoryUnclear, match=named):
        load(replace(ROWS, **wrong))
    assert not Place.objects.exists()
    assert not Record.objects.exists()


def test_nobody_but_the_program_itself_loads_a_territory(coordinator, administrator):
    for person in (coordinator, administrator, None):
        with pytest.raises(NotAllowed):
            load_territory(by=person, rows=ROWS, at=make.NOW)
    assert not Place.objects.exists()
