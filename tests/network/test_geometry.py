"""From degrees to a drawn line: what must hold for any map, and a few known numbers."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from savienojums.network.geometry.earth import Sheet, degrees, haversine, metres, sheet_around
from savienojums.network.geometry.marks import Name, gather, leave_room
from savienojums.network.geometry.shapes import (
    area_of,
    box_of,
    centroid,
    clip_line,
    clip_ring,
    dots,
    fewer,
    inside,
    lines_in,
    meet,
    name_point,
    path,
    stitched,
    straightest,
    topology,
)

latitudes = st.floats(54, 59)
aside = st.floats(-2, 2)
coordinates = st.floats(-500, 500, allow_nan=False)
points = st.tuples(coordinates, coordinates)
SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]


# --- the earth ------------------------------------------------------------------


def test_a_known_point_lies_where_the_national_grid_has_it():
    # EPSG:3059 of 56.95 N, 24.1 E, its scale of 0.9996 and its false origin taken off.
    x, y = metres(56.95, 24.1, 24)
    assert x * 0.9996 + 500_000 == pytest.approx(506_082.931, abs=0.001)
    assert y * 0.9996 - 6_000_000 == pytest.approx(311_824.626, abs=0.001)


def test_the_way_along_a_meridian_is_as_long_as_the_ellipsoid_says():
    flattening = 1 / 298.257223563
    square = flattening * (2 - flattening)
    steps, end = 20_000, math.radians(56)
    whole = sum(
        6_378_137 * (1 - square) / (1 - square * math.sin((step + 0.5) / steps * end) ** 2) ** 1.5
        for step in range(steps)
    )
    assert metres(56, 26, 26)[1] == pytest.approx(whole * end / steps, abs=0.01)


@given(latitudes, aside)
def test_what_was_projected_comes_back(lat, east):
    back = degrees(*metres(lat, 26 + east, 26), 26)
    assert back == pytest.approx((lat, 26 + east), abs=1e-8)


@given(latitudes, aside, st.floats(0.001, 0.01), st.floats(0, 2 * math.pi))
def test_lengths_on_the_sheet_are_lengths_on_the_earth(lat, east, step, direction):
    one = (lat, 26 + east)
    other = (lat + step * math.sin(direction), 26 + east + step * math.cos(direction))
    drawn = math.dist(metres(*one, 26), metres(*other, 26))
    # The sphere of the haversine is wrong by up to 0.5 %, our plane by 0.01 % so near the meridian.
    assert drawn == pytest.approx(haversine(one, other), rel=0.006)


@given(points.filter(lambda at: abs(at[0]) < 90 and abs(at[1]) < 180))
def test_nothing_is_far_from_itself(place):
    assert haversine(place, place) == 0


def test_a_sheet_shows_all_its_places_with_north_up():
    sheet = sheet_around([(56.6, 25.0), (55.7, 27.4)], width=1000)
    north, south = sheet.at(56.6, 25.0), sheet.at(55.7, 27.4)
    assert 0 < north[0] < south[0] < 1000
    assert 0 < north[1] < south[1] < sheet.height


@given(latitudes, aside)
def test_a_spot_of_the_sheet_is_found_again_on_the_earth(lat, east):
    sheet = Sheet(26, -100_000, 6_300_000, 170, 1000, 700)
    assert sheet.place_at(*sheet.at(lat, 26 + east)) == pytest.approx((lat, 26 + east), abs=1e-7)


def test_a_single_place_still_gets_a_sheet():
    sheet = sheet_around([(56, 26)])
    assert sheet.at(56, 26) == pytest.approx((500, 500))
    assert sheet.metres_per_unit == pytest.approx(10)


# --- shapes ---------------------------------------------------------------------


def test_lines_are_taken_out_of_every_kind_of_geometry():
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    line = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]
    assert lines_in({"type": "LineString", "coordinates": ring}) == [line]
    assert lines_in({"type": "Polygon", "coordinates": [ring]}) == [line]
    assert lines_in({"type": "MultiPolygon", "coordinates": [[ring], [ring]]}) == [line, line]
    polygon = {"type": "Polygon", "coordinates": [ring]}
    assert lines_in({"type": "GeometryCollection", "geometries": [polygon, polygon]}) == [line, line]
    assert lines_in({"type": "Point", "coordinates": [0, 0]}) == lines_in(None) == []


@given(points)
def test_a_point_is_inside_a_square_when_its_coordinates_say_so(point):
    x, y = point
    assume(all(abs(value - edge) > 1e-9 for value in point for edge in (0, 10)))
    assert inside(point, [SQUARE]) == (0 < x < 10 and 0 < y < 10)


def test_a_hole_is_outside():
    hole = [(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0)]
    assert not inside((5, 5), [SQUARE, hole])
    assert inside((3, 5), [SQUARE, hole])


@given(points, st.floats(0.1, 50), st.floats(0.1, 50))
def test_the_middle_of_a_rectangle_is_its_middle(corner, width, height):
    x, y = corner
    ring = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    assert centroid([ring]) == pytest.approx((x + width / 2, y + height / 2), abs=1e-6)


def test_a_flat_ring_has_a_middle_too():
    assert centroid([[(0.0, 0.0), (2.0, 0.0), (4.0, 0.0)]]) == (2, 0)


def test_the_name_of_a_bent_area_stands_inside_it():
    bent = [(0.0, 0.0), (30.0, 0.0), (30.0, 4.0), (4.0, 4.0), (4.0, 30.0), (0.0, 30.0)]
    assert not inside(centroid([bent]), [bent])
    assert inside(name_point([bent]), [bent])


@given(st.lists(points, min_size=3, max_size=12), st.tuples(coordinates, coordinates), st.floats(1, 300))
def test_what_is_clipped_lies_in_the_box(ring, corner, size):
    box = (*corner, corner[0] + size, corner[1] + size)
    for x, y in clip_ring(ring, box):
        assert box[0] - 1e-6 <= x <= box[2] + 1e-6
        assert box[1] - 1e-6 <= y <= box[3] + 1e-6


def test_clipping_cuts_a_square_in_half():
    assert abs(area_of(clip_ring(SQUARE, (5, -5, 50, 50)))) == 50
    assert clip_ring(SQUARE, (20, 20, 30, 30)) == []


@given(points, points, st.floats(-499, 499))
def test_neighbours_are_cut_at_the_very_same_point(one, other, limit):
    box = (limit, -1000.0, 1000.0, 1000.0)
    there = clip_ring([one, other, (one[0] + 1, one[1] + 700)], box)
    back = clip_ring([other, one, (one[0] - 1, one[1] - 700)], box)
    if (one[0] < limit) != (other[0] < limit):
        assert {x_y for x_y in there if x_y[0] == limit} & {x_y for x_y in back if x_y[0] == limit}


def test_a_line_is_cut_to_the_pieces_near_the_box():
    line = [(-50.0, 5.0), (5.0, 5.0), (50.0, 5.0), (50.0, 50.0), (5.0, 50.0), (5.0, 8.0)]
    assert clip_line(line, (0, 0, 10, 10)) == [line[:3], line[4:]]


def test_the_straightest_piece_runs_to_the_right():
    straight = [(100.0 - 20 * at, 100.0) for at in range(6)]
    assert straightest(straight, 60) == straight[3::-1]
    assert straightest([(0.0, 0.0), (0.0, 30.0), (30.0, 30.0), (30.0, 60.0), (60.0, 60.0)], 90) == []


@given(st.lists(points, min_size=2, max_size=40), st.floats(0, 4000))
def test_fewer_points_keep_the_ends_and_their_order(line, least):
    before = dots(line, 1)
    after = fewer(before, least)
    assert (after[0], after[-1]) == (before[0], before[-1])
    assert len(after) <= len(before)
    places = iter(before)
    assert all(point in places for point in after)


@given(st.lists(points, min_size=3, max_size=30))
def test_nothing_is_dropped_for_nothing(line):
    on_grid = dots(line, 2)
    bends = [b for a, b, c in zip(on_grid, on_grid[1:], on_grid[2:], strict=False) if area_of([a, b, c])]
    assert set(bends) <= set(fewer(on_grid, 0))


# --- shared borders ---------------------------------------------------------------


def _wave(seed: int, length: int = 40) -> list[tuple[float, float]]:
    return [(50 + 9 * math.sin(seed + at / 3), 100 * at / length) for at in range(length + 1)]


@given(st.integers(0, 100), st.floats(0, 200))
def test_neighbours_stay_neighbours_with_fewer_points(seed, least):
    border = _wave(seed)
    left = [(0.0, 0.0), *border, (0.0, 100.0)]
    right = [(100.0, 0.0), (100.0, 100.0), *border[::-1]]
    cut = topology({"left": [left], "right": [right]}, grid=4)
    shared = [number for number, sides in enumerate(cut.sides) if sides == {"left", "right"}]
    assert len(shared) == 1
    drawn = set(cut.line(shared[0], least))
    for key in ("left", "right"):
        assert drawn <= set(cut.ring_dots(key, least)[0])
    whole = sum(abs(area_of(cut.ring_dots(key, least)[0])) for key in ("left", "right"))
    assert whole == pytest.approx(400 * 400)


def test_a_town_within_a_parish_shares_its_whole_ring():
    town = [(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0)]
    cut = topology({"parish": [SQUARE, town[::-1]], "town": [town]}, grid=1)
    assert sorted(cut.ring_dots("town")[0]) == sorted(cut.ring_dots("parish")[1])
    assert all(sides == {"parish", "town"} for sides, line in zip(cut.sides, cut.lines, strict=True) if (4, 4) in line)


def test_an_area_smaller_than_the_grid_vanishes():
    speck = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1)]
    assert topology({"speck": [speck]}, grid=1).ring_dots("speck") == []


def test_lines_are_stitched_to_rings_and_loose_ends_left_out():
    lines = [[(0, 0), (5, 0), (5, 5)], [(0, 0), (0, 5), (5, 5)], [(9, 9), (12, 9)]]
    (ring,) = stitched(lines)
    assert sorted(ring) == [(0, 0), (0, 5), (5, 0), (5, 5)]
    closed = [[(0, 0), (1, 0), (1, 1), (0, 0)]]
    assert stitched(closed) == [[(0, 0), (1, 0), (1, 1)]]


# --- path words -------------------------------------------------------------------


def _walk(words: str) -> list[tuple[int, int]]:
    """A little reader of path data: absolute start, relative steps."""
    numbers = [int(word) for word in words.translate(str.maketrans("Mlz", "   ")).replace("-", " -").split()]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    walked = [pairs[0]]
    for dx, dy in pairs[1:]:
        walked.append((walked[-1][0] + dx, walked[-1][1] + dy))
    return walked


@given(st.lists(st.tuples(st.integers(-9999, 9999), st.integers(-9999, 9999)), min_size=2, max_size=30))
def test_path_words_lead_through_every_point(line):
    assert _walk(path(line)) == line
    assert path(line, closed=True) == path(line) + "z"


def test_a_single_point_is_no_path():
    assert path([(3, 4)]) == ""


# --- names and marks ----------------------------------------------------------------


@given(st.lists(points, max_size=60), st.floats(1, 200))
def test_marks_keep_their_distance_and_lose_nobody(spots, apart):
    marks = gather(spots, apart)
    assert sorted(member for mark in marks for member in mark.members) == list(range(len(spots)))
    for at, one in enumerate(marks):
        for other in marks[at + 1 :]:
            assert math.hypot(one.x - other.x, one.y - other.y) >= apart


@given(st.lists(points, min_size=1, max_size=40), st.floats(1, 200))
def test_a_mark_stands_in_the_middle_of_what_it_gathered(spots, apart):
    for mark in gather(spots, apart):
        xs = [spots[member][0] for member in mark.members]
        assert min(xs) - 1e-6 <= mark.x <= max(xs) + 1e-6
        assert mark.x == pytest.approx(sum(xs) / len(xs), abs=1e-6)


def test_points_far_apart_stay_as_they_are():
    assert [mark.members for mark in gather([(0, 0), (50, 0), (0, 50)], 20)] == [(0,), (1,), (2,)]


@given(st.lists(st.tuples(points, st.text("abcdefgh", min_size=1, max_size=12)), max_size=40))
def test_names_never_stand_over_each_other_or_over_marks(wanted):
    names = [Name(text, x, y, 14) for (x, y), text in wanted]
    sheet, mark = (-500, -500, 500, 500), (-20.0, -20.0, 20.0, 20.0)
    boxes = [spot.box for spot in leave_room(names, within=sheet, around=[mark]).values()]
    for at, one in enumerate(boxes):
        assert not meet(one, mark)
        assert not any(meet(one, other) for other in boxes[at + 1 :])
        assert one[0] >= -500
        assert one[3] <= 500


def test_the_first_name_gets_the_best_side_and_the_next_one_another():
    names = [Name("Subate", 100, 100, 14), Name("Subate", 100, 100, 14)]
    placed = leave_room(names, within=(0, 0, 300, 300))
    assert [placed[0].anchor, placed[1].anchor] == ["start", "end"]


def test_a_name_without_a_gap_stands_on_its_point():
    (spot,) = leave_room([Name("LATGALE", 100, 100, 20, 0)], within=(0, 0, 300, 300)).values()
    assert (spot.anchor, spot.dx, spot.dy) == ("middle", 0, 0)


def test_nothing_has_no_box():
    assert box_of([]) is None
