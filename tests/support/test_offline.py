"""The document as one file: narrowed in a browser that has no line, readable without script, letting nothing in."""

import re
from datetime import date, time

import pytest
from django.http import QueryDict

from savienojums.support.documents.page import page_of
from savienojums.support.queries.documents import booklet_for
from savienojums.support.queries.measures import filters_of
from savienojums.support.queries.offline import questions_for
from tests import make

pytestmark = pytest.mark.django_db
SHOWN = "() => [...document.querySelectorAll('article')].filter(e => e.checkVisibility()).map(e => e.querySelector('h3').textContent)"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://savienojums.example"


@pytest.fixture
def three():
    """Three measures, each for somebody else."""
    country = make.place("Latvija", kind="country")
    here, there = (
        make.place(name, kind="municipality", within=[country]) for name in ("Jēkabpils novads", "Līvānu novads")
    )
    rivers = make.measure(
        "Ūdeņu fonds",
        legal_forms=["association"],
        forms_certain=True,
        places_certain=True,
        place_basis="address",
        summary={"lv": "Upēm un <b>krastiem</b>."},
    )
    rivers.themes.add(make.theme())
    rivers.places.add(here)
    make.round_of(rivers, closes_on=date(2027, 3, 1), closes_hour=time(12))
    meadows = make.measure(
        "Pļavu fonds", legal_forms=["foundation"], forms_certain=True, places_certain=True, place_basis="address"
    )
    meadows.themes.add(make.theme("nature", "Daba"))
    meadows.places.add(there)
    make.measure("Visiem", places_text="Latvija").places.add(country)
    return here


def file_of(query=""):
    booklet = booklet_for(filters_of(QueryDict(query)), "theme", make.NOW)
    return page_of(booklet, questions_for(booklet, make.NOW), {}).decode()


def test_everything_is_inside_and_nothing_else_may_come_in(three):
    page = file_of()
    assert not re.findall(r"<(?:link|img|script|iframe)[^>]*(?:src|href)=", page)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#x27;", "'")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "Upēm un &lt;b&gt;krastiem&lt;/b&gt;." in page
    assert "2027. gada 1. marts, plkst. 12:00" in page


def test_a_place_is_asked_as_the_list_asks_it(three):
    booklet = booklet_for(filters_of(QueryDict("")), "theme", make.NOW)
    names = {leaf.id: leaf.name for leaf in booklet.by_pk.values()}
    questions = {question.name: question for question in questions_for(booklet, make.NOW)}
    said = {value: {names[id_] for id_ in ids} for value, ids in questions["place"].answers.items()}
    assert said == {
        "jekabpils-novads": {"Ūdeņu fonds", "Visiem"},
        "livanu-novads": {"Pļavu fonds", "Visiem"},
    }
    assert ("association", "Biedrība", 2) in questions["form"].options


def test_only_what_the_filter_leaves_is_inside(three):
    page = file_of("theme=culture")
    assert "Ūdeņu fonds" in page
    assert "Pļavu fonds" not in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_browser_without_a_line_narrows_it(three, chromium, tmp_path, axe, fits):
    file = tmp_path / "atbalsts.html"
    file.write_text(file_of(), encoding="utf-8")
    context = chromium.new_context(offline=True, viewport={"width": 360, "height": 800}, locale="lv-LV")
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(file.as_uri())
    assert page.evaluate(SHOWN) == ["Ūdeņu fonds", "Pļavu fonds", "Visiem"]
    assert page.inner_text("#count") == "Redzami 3 no 3 pasākumiem"
    page.get_by_label("Vārdi").fill("UDENU")
    assert page.evaluate(SHOWN) == ["Ūdeņu fonds"]
    page.get_by_label("Vārdi").fill("")
    page.get_by_label("Vieta").select_option("livanu-novads")
    assert page.evaluate(SHOWN) == ["Pļavu fonds", "Visiem"]
    page.get_by_label("Juridiskā forma").select_option("association")
    assert page.evaluate(SHOWN) == ["Visiem"]
    assert page.locator("tr[data-of]:visible").count() == 0
    page.get_by_label("Vārdi").fill("nekas tamlīdzīgs")
    assert page.get_by_text("Visam reizē neatbilst nekas").is_visible()
    page.get_by_role("button").click()
    page.wait_for_function("() => document.querySelectorAll('article:not([hidden])').length === 3")
    fits(page)
    context.close()
    assert faults == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_script_it_is_a_document(three, chromium, tmp_path):
    file = tmp_path / "atbalsts.html"
    file.write_text(file_of(), encoding="utf-8")
    context = chromium.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("article:visible").count() == 3
    assert page.locator("form:visible").count() == 0
    context.close()
