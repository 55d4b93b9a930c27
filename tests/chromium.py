"""A real Chromium: pages at any width, by day and by night, and axe to look at them."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

AXE = Path(__file__).parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = "/usr/bin/chromium"
LAWS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The browser comes last: its event loop stays in the thread, and tests with a loop of their own need it free."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def chromium():
    """One browser for the whole run: the system's; where there is none, these tests are left out and say so."""
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page_at(chromium, live_server):
    """Opens pages: `page_at(360, dark=True, path="/")`; every fault of a script fails the test."""
    contexts, faults = [], []

    def open_page(width=1440, *, dark=False, path="/", script=True, height=900):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="lv-LV",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def signed_in_as(client, live_server):
    """Lets a page act for a person: `signed_in_as(page, person)`, then go where you like."""

    def sign_in(page, person):
        client.force_login(person)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )

    return sign_in


@pytest.fixture
def axe():
    """Asserts that axe finds nothing on a page: `axe(page)`; `without` names rules that cannot hold there."""

    def look(page, *, without=()):
        # Evaluated by the debugger, so our strict policy for scripts need not be loosened.
        page.evaluate(AXE.read_text(encoding="utf-8") + ";null")
        found = page.evaluate(
            "([laws, off]) => axe.run({runOnly: laws, rules: Object.fromEntries(off.map(r => [r, {enabled: false}]))})",
            [LAWS, list(without)],
        )
        told = [
            f"{fault['id']}: {node['target'][0]}: {node['failureSummary']}"
            for fault in found["violations"]
            for node in fault["nodes"]
        ]
        assert not told, "\n".join(told)

    return look


@pytest.fixture
def fits():
    """Asserts that nothing makes a page wider than its window: `fits(page)`."""

    def look(page):
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= page.viewport_size["width"]

    return look
