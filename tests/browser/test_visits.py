"""What has changed since one was here: the browser remembers, the site does not."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from savienojums.core.clock import now
from savienojums.support.actions import measures, rounds
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = 24 * 60 * 60 * 1000
MOVED = "Termiņš pārcelts par 14 dienām agrāk"


@pytest.fixture
def measure(editor):
    found = make.measure("Upes fonds")
    moved = make.round_of(found, closes_on=date(2037, 3, 1))
    at = now()
    details = {"amount_max": Decimal(500)}
    measures.change_measure(by=editor, measure=found, details=details, at=at - timedelta(days=9))
    details = {"closes_on": date(2037, 2, 15)}
    rounds.change_round(by=editor, round_=moved, details=details, at=at - timedelta(days=2))
    return found


def visited(page, measure, days):
    """As if one had been here so many days ago."""
    key = f"savienojums.visit.{measure.public_id}"
    page.evaluate(f"localStorage.setItem('{key}', JSON.stringify({{at: Date.now() - {days * DAY}, before: 0}}))")
    page.reload()


def test_the_browser_marks_what_is_new_since_the_last_visit(page_at, measure):
    page = page_at(path=measure.get_absolute_url())
    assert page.locator("[data-visits]").is_hidden()
    assert page.locator(".lately-row.is-new").count() == 0
    visited(page, measure, 5)
    assert page.locator("[data-visits]").is_visible()
    assert "Kopš Jūsu pēdējā apmeklējuma" in page.locator("[data-visits]").inner_text()
    marked = page.locator(".lately-row.is-new")
    assert marked.count() == 1
    assert MOVED in marked.inner_text()
    page.reload()
    assert page.locator(".lately-row.is-new").count() == 1
    visited(page, measure, 1)
    assert page.locator("[data-visits]").is_hidden()


def test_nothing_of_the_visit_is_sent(page_at, measure):
    page = page_at(path=measure.get_absolute_url())
    visited(page, measure, 5)
    assert [cookie["name"] for cookie in page.context.cookies() if cookie["name"] != "csrftoken"] == []


def test_a_browser_that_keeps_nothing_or_nonsense_shows_the_page_as_to_everyone(page_at, measure):
    page = page_at(path=measure.get_absolute_url())
    page.evaluate(f"localStorage.setItem('savienojums.visit.{measure.public_id}', '{{\"at\": \"x\"}}')")
    page.reload()
    assert page.locator("[data-visits]").is_hidden()
    page.evaluate(f"localStorage.setItem('savienojums.visit.{measure.public_id}', 'nonsense')")
    page.reload()
    assert page.locator("[data-visits]").is_hidden()


def test_without_script_a_link_does_the_same(page_at, measure):
    since = (now() - timedelta(days=5)).date().isoformat()
    page = page_at(path=f"{measure.get_absolute_url()}?since={since}", script=False)
    assert page.locator(".lately-row.is-new").count() == 1
    assert page.locator(".lately-new:visible").count() == 1
