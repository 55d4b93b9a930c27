"""The real Sēlija as the demo loads it: complete, with its figures, and light enough for a weak line."""

import gzip
import re
from decimal import Decimal

import pytest

from savienojums.core.system import SYSTEM
from savienojums.demo.territory import territory_rows
from savienojums.front.queries.ground import ground
from savienojums.network.actions.places import load_territory
from savienojums.network.geometry.shapes import inside
from savienojums.network.models import Figure
from savienojums.network.queries.places import atlas, latest_figures
from tests import make


@pytest.fixture
def selija(db):
    load_territory(by=SYSTEM, rows=territory_rows(), at=make.NOW)
    return atlas().region


def weight(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


def test_the_land_of_the_law_is_there_whole_and_in_part(selija):
    known = atlas()
    units = [place for place in known.by_pk.values() if place.is_inhabited and known.in_region(place.pk)]
    assert len(units) == 51
    cut = {str(place) for place in units if known.partly(place.pk, selija.pk)}
    assert cut == {"Aizkraukle", "Daugavpils valstspilsēta", "Jēkabpils", "Krāslava"}


def test_the_figures_of_parishes_make_those_of_their_municipality(selija):
    known, residents = atlas(), latest_figures("population")
    for slug in ("aizkraukles-novads", "jekabpils-novads"):
        whole = known.by_slug[slug]
        units = [pk for pk in known.parts_of(whole.pk) if known.by_pk[pk].is_inhabited]
        assert sum(residents[pk].value for pk in units) == residents[whole.pk].value


def test_no_figure_is_without_its_time_and_source(selija):
    assert Figure.objects.filter(period="").count() == Figure.objects.filter(source="").count() == 0
    rubene = Figure.objects.get(place__slug="rubenes-pagasts", indicator="population")
    assert (rubene.value, rubene.period) == (Decimal(722), "2026-01-01")


def test_of_two_parishes_of_one_name_each_is_known_by_its_municipality(selija):
    names = {atlas().full_name(place.pk) for place in atlas().by_pk.values() if place.name == "Pilskalnes pagasts"}
    assert names == {"Pilskalnes pagasts (Aizkraukles novads)", "Pilskalnes pagasts (Augšdaugavas novads)"}


def test_every_unit_but_one_without_an_outline_is_an_area_on_the_map(selija):
    known, drawn = atlas(), ground()
    units = {place.slug for place in known.by_pk.values() if place.is_inhabited and known.in_region(place.pk)}
    assert units == {area.place.slug for area in ground("small").areas.values()}
    assert units <= {area.place.slug for area in drawn.areas.values()}
    assert all(inside((area.x, area.y), area.rings) for area in drawn.areas.values())


def test_the_daugava_has_its_name_and_the_corner_left_free_is_used(selija):
    assert "Daugava" in {river.text for river in ground().rivers}
    assert ground().corner == "bottom-left"


def test_the_map_is_light_enough_for_a_weak_line(client, selija):
    parish = atlas().by_slug["rubenes-pagasts"]
    for number in range(40):
        make.organisation(f"Biedrība {number}", place_id=parish.pk, lat=56.1 + number / 200, lon=25.9)
    assert weight(client.get("/map/").content.decode()) <= 45_000
    home = client.get("/").content.decode()
    figure = re.search(r'<figure class="map.*?</figure>', home, re.DOTALL)
    assert weight(figure[0]) <= 12_500
