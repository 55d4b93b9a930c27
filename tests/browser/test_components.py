import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("width", [360, 1440])
def test_no_component_has_a_barrier(page_at, axe, fits, width, dark):
    page = page_at(width, dark=dark, path="/components/?hidden")
    for folded in page.locator("main details").all():
        folded.evaluate("details => details.open = true")
    # Side by side, the examples of one landmark cannot all have names of their own.
    axe(page, without=["landmark-unique"])
    fits(page)


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
def test_the_page_for_missing_things_has_no_barrier(page_at, axe, fits, dark):
    page = page_at(360, dark=dark, path="/no-such-address/")
    axe(page)
    fits(page)


def test_the_first_tab_skips_to_the_content(page_at):
    page = page_at(path="/components/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Pāriet uz saturu"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_all_of_the_head_is_reached_by_keyboard_and_shows_where_one_is(page_at):
    page = page_at(path="/components/")
    reached = []
    for _stop in range(11):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert reached[1:] == [
        "Sēlijas salas", "Atbalsts", "Kas der mums?", "Notikumi", "Viedokļi", "Kopienas un NVO", "Karte", "LV", "EN", "RU",
    ]  # fmt: skip


def test_the_menu_opens_and_closes_by_keyboard(page_at, signed_in_as, contact):
    page = page_at(path="/components/")
    signed_in_as(page, contact)
    page.reload()
    menu = page.locator("details.menu")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.locator("h1").click()
    assert menu.get_attribute("open") is None


def test_what_can_be_touched_is_large_enough(page_at):
    page = page_at(360, path="/components/")
    small = page.evaluate(
        """() => [...document.querySelectorAll('header a, header button, footer a, .button, .facets a, input, select')]
            .filter(one => one.offsetParent && one.type !== 'hidden')
            .map(one => [one.className || one.textContent.trim(), one.getBoundingClientRect()])
            .filter(([, box]) => box.width > 1 && box.height < 24)
            .map(([name]) => name)"""
    )
    assert small == []


def test_letters_come_from_us_and_russian_ones_only_to_russian_pages(page_at):
    page = page_at(path="/components/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_function("document.fonts.status === 'loaded'")
    fonts = sorted(address.rsplit("/", 1)[1].rsplit("-", 1)[0] for address in asked if address.endswith(".woff2"))
    assert fonts == ["literata-italic", "literata-regular", "literata-semibold"]
    assert all(address.startswith(page.url.split("/components/")[0]) for address in asked)


def test_the_shell_works_without_script(page_at):
    page = page_at(path="/components/", script=False)
    page.get_by_role("button", name="EN: English").click()
    assert page.locator("h1").inner_text() == "Components"
    assert page.locator("button[data-print]").count() == 0


def test_paper_shows_no_navigation_and_says_where_it_came_from(page_at):
    page = page_at(path="/components/?hidden")
    page.emulate_media(media="print")
    assert not page.locator(".site-nav").is_visible()
    assert page.locator(".site-foot .only-print").is_visible()
