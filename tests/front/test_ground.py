"""The drawn ground: what is on it, and when it is drawn anew."""

from dataclasses import replace

import pytest

from savienojums.core.marks import raise_mark
from savienojums.front.queries.ground import ground
from savienojums.network.models import MapLayer, Place


def kinds(drawn):
    return {line.kind for line in drawn.lines if line.pieces}


def test_parishes_are_areas_in_alphabetical_order(land):
    names = [area.place.name for area in ground().areas.values()]
    assert names == ["Rubenes pagasts", "Variešu pagasts", "Zasas pagasts"]
    assert all(area.path.startswith("M") and area.path.endswith("z") for area in ground().areas.values())


def test_a_small_map_has_only_the_parishes_of_the_region(land):
    assert [area.place.name for area in ground("small").areas.values()] == ["Rubenes pagasts", "Zasas pagasts"]


def test_the_layers_become_lines(land):
    assert kinds(ground()) == {"trunk", "great-river", "state", "municipality"}
    assert ground().lakes.path
    assert [river.text for river in ground().rivers] == ["Daugava"]


def test_the_border_between_municipalities_is_drawn_once(land):
    (border,) = [line for line in ground().lines if line.kind == "municipality"]
    # Cut where parishes meet it, and each piece once.
    assert len(border.pieces) == len({words for _box, words in border.pieces}) == 3


def test_neighbouring_parishes_share_their_border_to_the_dot(land):
    drawn = ground()
    rubene, zasa = drawn.areas[land["rubenes-pagasts"].pk], drawn.areas[land["zasas-pagasts"].pk]
    assert rubene.box[2] == pytest.approx(zasa.box[0])


def test_the_sources_are_told_once_each(land):
    assert ground().sources == ("© Zeme", "© Upes", "© Ceļi")


def test_towns_come_before_parishes_when_names_ask_for_room(land):
    assert [name.kind for name in ground().names][:2] == ["town", "parish"]


def test_what_lies_outside_the_box_is_left_out(land):
    drawn = ground()
    area = drawn.areas[land["rubenes-pagasts"].pk]
    left, top, right, bottom = area.box
    near = drawn.within((left + 5, top + 5, right - 5, bottom - 5))
    assert list(near.areas) == [land["rubenes-pagasts"].pk]
    assert not near.is_whole
    assert drawn.is_whole


def test_it_is_drawn_once_and_anew_after_a_change(land, django_assert_num_queries):
    ground()
    with django_assert_num_queries(1):
        ground()
    MapLayer.objects.filter(kind="road").delete()
    raise_mark("places")
    assert "trunk" not in kinds(ground())


def test_without_outlines_there_is_no_map(db):
    assert ground().is_empty


def test_without_a_region_everything_is_shown(land, settings):
    settings.REGION_PLACE = "nowhere"
    assert ground().region == ""
    assert len(ground().areas) == 3


def test_a_place_without_an_outline_is_no_area(land):
    Place.objects.filter(slug="zasas-pagasts").update(outline=None)
    raise_mark("places")
    assert [area.place.slug for area in ground().areas.values()] == ["rubenes-pagasts", "variesu-pagasts"]


def test_the_name_of_the_map_stands_where_the_region_leaves_room(land):
    # The region lies at the left of everything drawn, so its corners are taken alike; the first one is chosen.
    assert replace(ground()).corner in {"bottom-left", "bottom-right", "top-left"}
