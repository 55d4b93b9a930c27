"""What only a browser can break in the editors' rooms: the keyboard, the paper, the looks."""

import re

import pytest
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.demo.measures import measure_rows
from savienojums.demo.organisations import theme_names
from savienojums.demo.territory import territory_rows
from savienojums.network.actions.loading import load_themes
from savienojums.network.actions.places import load_territory
from savienojums.support.actions.loading import load_measures
from savienojums.support.models import Measure
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = re.compile(rb"/Type\s*/Page[^s]")
SHEET = """() => {
    const sheet = document.querySelector(".sheet").getBoundingClientRect();
    const last = document.querySelector(".sheet-foot").getBoundingClientRect();
    const facts = document.querySelector(".sheet-facts");
    return [last.bottom <= sheet.bottom + 1, facts.scrollHeight <= facts.clientHeight + 1];
}"""


@pytest.fixture
def selija(db):
    """The real measures of Sēlija."""
    load_territory(by=SYSTEM, rows=territory_rows(), at=now())
    load_themes(by=SYSTEM, names=theme_names(), at=now())
    load_measures(by=SYSTEM, rows=measure_rows(), at=now())


@pytest.fixture
def editors_page(page_at, signed_in_as, editor):
    """A page of someone who keeps the document."""

    def open_page(*size, **looks):
        page = page_at(*size, **looks)
        signed_in_as(page, editor)
        return page

    return open_page


def paper(page):
    """How many sheets of A4 the page takes."""
    return len(PAGES.findall(page.pdf(prefer_css_page_size=True)))


def test_every_real_measure_fits_onto_one_sheet(selija, page_at):
    page = page_at(path="/support/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    spilling = []
    for measure in Measure.objects.all():
        page.goto(reverse("sheet", args=[measure.slug]))
        if page.evaluate(SHEET) != [True, True]:
            spilling.append(measure.slug)
    assert spilling == []


def test_the_longest_sheet_and_the_year_take_one_page_of_paper(selija, page_at):
    longest = max(
        Measure.objects.all(), key=lambda each: len(f"{each.name}{each.conditions}{each.terms}{each.way_in_text}")
    )
    page = page_at(path=reverse("sheet", args=[longest.slug]))
    assert paper(page) == 1
    page.goto(reverse("year"))
    assert paper(page) == 1


def test_an_editor_works_through_the_desk_with_the_keyboard(editors_page):
    make.measure("Ezeru fonds", status="recurring")
    make.measure("Upes fonds", status="recurring")
    page = editors_page()
    page.goto(reverse("desk"))
    row = page.locator("#entry-" + Measure.objects.get(sort_name="ezeru fonds").slug)
    row.get_by_role("button", name="Joprojām pareizi").focus()
    page.keyboard.press("Enter")
    state = row.get_by_text("Pārbaudīts šodien, Dokumenta redaktore")
    state.wait_for()
    assert state.evaluate("found => found === document.activeElement")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    row.get_by_role("button", name="Joprojām pareizi").wait_for()
    assert Measure.objects.get(sort_name="ezeru fonds").checked_on is None
    assert page.get_by_role("listitem").filter(has_text="Upes fonds").count() == 1


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_editors_pages_are_open_to_everyone_and_fit(editors_page, axe, fits, width, dark):
    place = make.place("Jēkabpils novads", kind="municipality")
    measure = make.measure("Upes fonds", status="recurring", recurrence="yearly", usual_deadlines=["03-01"])
    measure.places.add(place)
    make.theme()
    make.round_of(measure, closes_on=make.TODAY)
    page = editors_page(width, dark=dark)
    names = ("measure_editing", "measure_history", "measure_removal", "measure_rounds", "sheet")
    addresses = [reverse("desk"), reverse("new_measure"), reverse("year")]
    for address in addresses + [reverse(name, args=[measure.slug]) for name in names]:
        page.goto(address)
        axe(page)
        fits(page)
