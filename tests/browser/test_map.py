"""The map in a real browser: it moves, gathers, narrows, and stands still where there is no script."""

import re

import pytest

from tests import make
from tests.front.conftest import load_small_land

pytestmark = pytest.mark.browser
NAMES = "Array.from(document.querySelectorAll('.map-marks title'), title => title.textContent)"


@pytest.fixture
def land(transactional_db):
    """The small land with organisations near to and far from each other."""
    places = load_small_land()
    parish = places["rubenes-pagasts"]
    for name, lat, lon in (("Rasa", 56.2, 25.2), ("Ausma", 56.21, 25.21), ("Saule", 56.3, 25.4)):
        make.organisation(name, place=parish, lat=lat, lon=lon)
    make.organisation("Zasas bibliotēka", kind="library", place=places["zasas-pagasts"])
    return places


def scale_of(page):
    found = re.match(r"matrix\(([\d.]+)", page.locator(".map-ground").get_attribute("transform"))
    return round(float(found[1]) * int(page.locator(".map-sheet").get_attribute("data-grid")), 2)


def marks_of(page):
    return page.locator(".map-marks a:not([hidden])").count()


def moved(page):
    """Wait until the part of the map stands in the address."""
    page.wait_for_function("() => location.search.includes('around=')")


def test_the_plus_brings_it_nearer_and_marks_come_apart(page_at, land):
    page = page_at(path="/map/")
    assert (scale_of(page), page.locator(".map-marks .many").count()) == (1, 1)
    with page.expect_response("**/map/points.json"):
        page.click("[data-step=nearer]")
    page.click("[data-step=nearer]")
    moved(page)
    assert scale_of(page) == 4
    page.click("[data-step=whole]")
    page.wait_for_function("() => !location.search.includes('around=')")
    assert scale_of(page) == 1


def test_the_part_one_looks_at_comes_back_with_its_address(page_at, land):
    page = page_at(path="/map/")
    page.click("[data-step=nearer]")
    moved(page)
    before = page.locator(".map-ground").get_attribute("transform")
    page.reload()
    numbers = [[float(word) for word in re.findall(r"-?[\d.]+", text)] for text in (
        before, page.locator(".map-ground").get_attribute("transform"),
    )]  # fmt: skip
    assert numbers[1] == pytest.approx(numbers[0], abs=1.5)


def test_the_keyboard_moves_it(page_at, land):
    page = page_at(path="/map/")
    page.focus(".map-sheet")
    page.keyboard.press("+")
    moved(page)
    assert scale_of(page) == 2
    before = page.url
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("before => location.href !== before", arg=before)
    page.keyboard.press("0")
    page.wait_for_function("() => !location.search.includes('around=')")


def test_a_plain_wheel_scrolls_the_page_and_with_ctrl_brings_it_nearer(page_at, land):
    page = page_at(path="/map/")
    page.locator(".map-sheet").hover()
    page.mouse.wheel(0, 120)
    page.wait_for_function("() => window.scrollY > 0")
    assert scale_of(page) == 1
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    moved(page)
    assert scale_of(page) > 1


def test_dragging_moves_it_and_does_not_follow_the_link_beneath(page_at, land):
    page = page_at(path="/map/?around=56.2,25.5,4")
    before = page.locator(".map-ground").get_attribute("transform")
    box = page.locator(".map-sheet").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 250, steps=4)
    page.mouse.up()
    page.wait_for_function(
        "before => document.querySelector('.map-ground').getAttribute('transform') !== before", arg=before
    )
    assert "/map/" in page.url


def test_several_in_one_mark_come_nearer_on_a_click(page_at, land):
    page = page_at(path="/map/")
    with page.expect_response("**/map/points.json"):
        page.locator(".map-sheet").hover()
    page.locator(".map-marks a.many[data-box]").click()
    moved(page)
    assert page.locator(".map-marks .many").count() == 0
    assert {"Rasa", "Ausma"} <= set(page.evaluate(NAMES)) | {
        link.get_attribute("aria-label") for link in page.locator(".map-marks a[aria-label]").all()
    }


def test_filters_narrow_map_and_list_without_a_new_page(page_at, land):
    page = page_at(path="/map/")
    page.evaluate("window.samePage = true")
    with page.expect_response("**/map/points.json?kind=library"):
        page.click("#map-facets a:has-text('Bibliotēka')")
    page.wait_for_function("() => document.querySelectorAll('.map-marks a').length === 1")
    assert page.inner_text("#map-list-title") == "1 organizācija"
    assert page.inner_text("[data-status]") == "1 organizācija"
    assert page.url.endswith("/map/?kind=library")
    assert page.evaluate("window.samePage")
    assert page.evaluate("document.activeElement.closest('#map-facets') !== null")
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('#map-list li li').length === 4")


def test_on_a_phone_marks_are_gathered_for_its_width(page_at, land, fits):
    page = page_at(360, path="/map/")
    page.wait_for_function(
        "() => Number(document.querySelector('.map-sheet').style.getPropertyValue('--map-size')) > 2"
    )
    fits(page)
    steps = page.locator(".map-steps").bounding_box()
    sheet = page.locator(".map-sheet").bounding_box()
    assert steps["y"] >= sheet["y"] + sheet["height"]


def test_the_name_of_a_mark_is_shown_at_once(page_at, land):
    page = page_at(path="/map/")
    page.locator(".map-marks a[href*='zasas-bibliot']").hover()
    assert page.inner_text(".map-tip") == "Zasas bibliotēka"


def test_without_a_script_the_ways_on_are_links(page_at, land):
    page = page_at(path="/map/", script=False)
    assert page.locator(".map-marks a").count() == 3
    page.click(".map-marks a.many")
    assert "around=56.2" in page.url
    page.click("[data-step=east]")
    page.click("[data-step=whole]")
    assert page.url.endswith("/map/")
    page.click("#map-facets a:has-text('Bibliotēka')")
    assert page.inner_text("#map-list-title") == "1 organizācija"


def test_a_script_never_asks_anybody_else(page_at, land):
    page = page_at(path="/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/map/")
    page.click("[data-step=nearer]")
    moved(page)
    assert all(address.startswith(page.url.split("/map/")[0]) for address in asked)


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1440, True)], ids=["phone by day", "desk by night"])
@pytest.mark.parametrize("path", ["/map/", "/places/rubenes-pagasts/", "/places/jekabpils-novads/", "/places/"])
@pytest.mark.usefixtures("land")
def test_no_page_of_the_land_has_a_barrier(page_at, axe, fits, path, width, dark):
    page = page_at(width, dark=dark, path=path)
    for folded in page.locator("main details").all():
        folded.evaluate("details => details.open = true")
    axe(page)
    fits(page)
