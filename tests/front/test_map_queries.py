"""The map as a picture: who stands where, what one sees of it, and the ways on."""

import gzip
import json

import pytest

from savienojums.core.marks import one_reading
from savienojums.front.queries.ground import ground
from savienojums.front.queries.map import map_picture, place_picture
from savienojums.front.queries.map_words import map_page
from savienojums.front.queries.points import points_file, standings
from savienojums.front.queries.view import View, view_around, view_of
from savienojums.network.queries.organisations import Filter, filter_of
from tests import make


def everything(person=None):
    return {spot.entry.name: spot for spot in standings(person, Filter())[0]}


# --- who stands where -------------------------------------------------------------


def test_an_organisation_stands_at_its_own_point(land):
    make.organisation("Biedrība „Rasa”", place=land["rubenes-pagasts"], lat=56.3, lon=25.4)
    spot = everything()["Biedrība „Rasa”"]
    assert (spot.lat, spot.lon, spot.approximate) == (56.3, 25.4, False)
    assert (spot.x, spot.y) == pytest.approx(ground().sheet.at(56.3, 25.4), abs=0.06)


def test_one_without_a_point_stands_in_the_middle_of_its_place(land):
    make.organisation("Biedrība „Rasa”", place=land["rubenes-pagasts"])
    spot = everything()["Biedrība „Rasa”"]
    assert (spot.lat, spot.lon, spot.approximate) == (56.2, 25.2, True)


def test_a_point_outside_its_parish_is_not_believed(land):
    make.organisation("Biedrība „Rasa”", place=land["rubenes-pagasts"], lat=56.2, lon=25.7)
    spot = everything()["Biedrība „Rasa”"]
    area = ground().areas[land["rubenes-pagasts"].pk]
    assert (spot.x, spot.y) == pytest.approx((area.x, area.y), abs=0.06)
    assert spot.approximate


def test_a_point_outside_its_municipality_is_brought_in_over_the_nearest_edge(land):
    make.organisation("Biedrība „Rasa”", place=land["jekabpils-novads"], lat=55.95, lon=25.52)
    spot = everything()["Biedrība „Rasa”"]
    assert spot.approximate
    assert 56 < spot.lat < 56.05
    assert 25.4 < spot.lon < 25.6


def test_one_without_place_and_point_is_only_counted(land):
    make.organisation("Biedrība „Rasa”")
    found, without = standings(None, Filter())
    assert (found, without) == ([], 1)


def test_the_map_shows_a_visitor_only_what_is_public(land, coordinator):
    make.organisation("Biedrība „Rasa”", place=land["rubenes-pagasts"])
    make.organisation("Slepenā biedrība", place=land["rubenes-pagasts"], published_at=None)
    assert set(everything()) == {"Biedrība „Rasa”"}
    assert set(everything(coordinator)) == {"Biedrība „Rasa”", "Slepenā biedrība"}
    assert "Slepenā" not in points_file(None, Filter())[0].decode()


def test_the_points_file_is_geojson_in_degrees(land):
    make.organisation("Biedrība „Rasa”", place=land["rubenes-pagasts"], lat=56.3, lon=25.4)
    plain, pressed = points_file(None, Filter())
    assert gzip.decompress(pressed) == plain
    whole = json.loads(plain)
    (feature,) = whole["features"]
    assert whole["type"] == "FeatureCollection"
    assert feature["geometry"] == {"type": "Point", "coordinates": [25.4, 56.3]}
    properties = feature["properties"]
    assert (properties["name"], properties["kind"], properties["place"]) == (
        "Biedrība „Rasa”", "association", "rubenes-pagasts",
    )  # fmt: skip


# --- the picture ------------------------------------------------------------------


def test_those_close_together_get_one_mark_with_their_number(land):
    for name in ("Rasa", "Ausma", "Saule"):
        make.organisation(name, place=land["rubenes-pagasts"])
    make.organisation("Zari", place=land["zasas-pagasts"])
    marks = map_picture(None).marks
    assert sorted(mark.count for mark in marks) == [1, 3]
    assert sum(mark.count for mark in marks) == map_picture(None).count


def test_a_mark_of_one_leads_to_its_page_and_tells_its_kind(land):
    one = make.organisation("Rasa", place=land["rubenes-pagasts"], kind="library")
    (mark,) = map_picture(None).marks
    assert (mark.title, mark.kind, mark.href) == ("Rasa", "library", f"/organisations/{one.slug}/")


def test_a_mark_of_several_leads_nearer_and_at_one_spot_to_their_list(land):
    make.organisation("Rasa", place=land["rubenes-pagasts"], lat=56.2, lon=25.2)
    make.organisation("Ausma", place=land["rubenes-pagasts"], lat=56.2001, lon=25.2001)
    (mark,) = map_picture(None, filter_of({"kind": "association"})).marks
    assert mark.href.startswith("/map/?kind=association&around=56.2")
    (mark,) = map_picture(None, around="56.2,25.2,10").marks
    assert mark.href == "/organisations/?place=rubenes-pagasts"


def test_nearer_means_marks_come_apart(land):
    make.organisation("Rasa", place=land["rubenes-pagasts"], lat=56.2, lon=25.2)
    make.organisation("Ausma", place=land["rubenes-pagasts"], lat=56.21, lon=25.21)
    assert len(map_picture(None).marks) == 1
    assert len(map_picture(None, around="56.205,25.205,8").marks) == 2


def test_what_lies_outside_the_picture_is_not_drawn(land):
    make.organisation("Rasa", place=land["rubenes-pagasts"])
    make.organisation("Zari", place=land["zasas-pagasts"])
    assert [mark.title for mark in map_picture(None, around="56.2,25.2,8").marks] == ["Rasa"]


@pytest.mark.parametrize(
    "nonsense", ["", "x", "56,25", "56,25,0", "nan,25,4", "56,25,inf", "99,25,4", "56,999,4", "1," * 80]
)
def test_nonsense_shows_all_of_it(land, nonsense):
    assert view_of(nonsense, ground()) == View()


def test_the_picture_never_leaves_the_sheet(land):
    sheet = ground().sheet
    for x, y in ((0, 0), (1000, sheet.height), (500, 300)):
        left, top, right, bottom = view_around(x, y, 4, ground()).seen(sheet)
        assert left >= 0
        assert top >= 0
        assert right <= sheet.width + 0.1
        assert bottom <= sheet.height + 0.1
    assert view_around(500, 300, 99, ground()).scale == 10


def test_the_ways_on_lead_nearer_farther_and_to_the_winds(land):
    steps = map_picture(None, around="56.2,25.5,4").steps
    assert set(steps) == {"nearer", "farther", "whole", "north", "south", "east", "west"}
    assert steps["nearer"].endswith(",8")
    assert steps["farther"].endswith(",2")
    assert steps["whole"] == "/map/"
    lat, lon = (float(word) for word in steps["north"].partition("around=")[2].split(",")[:2])
    assert lat > 56.2
    assert lon == pytest.approx(25.5, abs=0.01)


def test_at_the_ends_there_is_no_way_on(land):
    assert "farther" not in map_picture(None).steps
    assert "nearer" not in map_picture(None, around="56.2,25.5,10").steps


def test_the_scale_bar_is_a_round_number_of_kilometres(land):
    picture = map_picture(None)
    kilometres, length = picture.scale_bar
    assert str(kilometres)[0] in "125"
    assert length * picture.ground.sheet.metres_per_unit == pytest.approx(kilometres * 1000, rel=0.01)


def test_names_stand_in_the_picture_and_others_wait(land):
    names = {name.text: name for name in map_picture(None).names}
    assert names["Rubeņi"].anchor
    assert not names["Rubenes pagasts"].anchor
    assert {name.text for name in map_picture(None, detail="small").names} == {"Rubeņi"}


def test_the_legend_names_only_the_kinds_that_are_there(land):
    make.organisation("Rasa", place=land["rubenes-pagasts"], kind="museum")
    make.organisation("Ausma", place=land["rubenes-pagasts"], kind="association")
    assert [kind for kind, _words in map_picture(None).legend] == ["association", "museum"]


def test_a_place_is_pictured_with_its_neighbours_and_only_its_own_organisations(land):
    make.organisation("Rasa", place=land["rubenes-pagasts"])
    make.organisation("Zari", place=land["zasas-pagasts"])
    picture = place_picture(None, land["rubenes-pagasts"].pk)
    assert [mark.title for mark in picture.marks] == ["Rasa"]
    assert {"rubenes-pagasts", "zasas-pagasts"} <= {area.place.slug for area in picture.ground.areas.values()}
    assert picture.here == ground().areas[land["rubenes-pagasts"].pk].path
    assert not picture.is_movable


def test_a_country_has_no_picture(land):
    assert place_picture(None, land["latvija"].pk) is None


# --- in words ---------------------------------------------------------------------


def test_the_list_says_the_same_place_by_place(land):
    make.organisation("Rasa", place=land["rubenes-pagasts"])
    make.organisation("Ausma", place=land["rubenes-pagasts"])
    make.organisation("Bez vietas")
    shown = map_page(None, Filter())
    told = [
        (str(group.municipality), [(str(line.place), [entry.name for entry in line.entries]) for line in group.lines])
        for group in shown.municipalities
    ]
    assert told == [
        ("Jēkabpils novads", [("Rubenes pagasts", ["Ausma", "Rasa"])]),
        ("None", [("None", ["Bez vietas"])]),
    ]
    assert shown.count == sum(group.count for group in shown.municipalities) == 3


def test_the_same_filter_leads_to_list_file_and_points(land):
    make.organisation("Rasa", place=land["rubenes-pagasts"])
    shown = map_page(None, filter_of({"kind": "association", "place": "rubenes-pagasts"}))
    end = "?kind=association&place=rubenes-pagasts"
    assert shown.list_href == f"/organisations/{end}"
    assert shown.export_href == f"/organisations/export.geojson{end}"
    assert shown.points_href == f"/map/points.json{end}"


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_asks_as_often_for_one_as_for_three(land, count, django_assert_num_queries):
    for number in range(count):
        make.organisation(f"Biedrība {number}", place=land["rubenes-pagasts"])
    map_page(None, Filter())
    # Each of what is kept looks at its mark; within a request the marks are read once.
    with one_reading(), django_assert_num_queries(1):
        map_page(None, Filter())
