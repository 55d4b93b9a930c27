"""The main job, walked in a real browser: a visitor finds what fits, an editor marks it true, a coordinator imports."""

import re

import pytest

from savienojums.demo.world import fill
from savienojums.journal.models import Record
from savienojums.network.models import Organisation
from savienojums.support.models import Measure

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLE = (
    "Nosaukums;Veids;Pagasts;Novads;Apraksts\nSlates mantinieki;biedrība;Rubenes pagasts;Jēkabpils novads;Kopj parku.\n"
)


@pytest.fixture
def selija(transactional_db):
    fill()


def sign_in(page, email, mailoutbox):
    """By the code that came by e-mail, as people do."""
    page.goto("/accounts/sign-in/")
    page.fill("input[name=email]", email)
    page.locator("main form button").first.click()
    page.wait_for_selector("input[name=code]")
    code = re.search(r"\b(\d{3})\s?(\d{3})\b", mailoutbox[-1].body)
    page.fill("input[name=code]", "".join(code.groups()))
    page.locator("main form:has(input[name=code]) button").first.click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", [360, 1440])
def test_a_visitor_says_who_and_where_they_are_and_learns_what_fits_and_why(page_at, selija, script, width):
    page = page_at(width, script=script)
    page.select_option("#home-place", label="Rubenes pagasts (Jēkabpils novads)")
    page.select_option("#home-form", label="Biedrība")
    page.click("text=Parādīt, kas der")
    assert page.locator("#result .fit-tab.yes b").inner_text() == "22"
    fitting = page.locator("#result li:has(h3:has-text('Sēlijas kultūras programma 2026'))")
    assert "Jūsu vieta ietilpst teritorijā: Sēlija." in fitting.inner_text()
    page.click("#result .fit-tab.no")
    page.wait_for_selector("#result .fit-tab.no[aria-current]")
    assert "Tikai šai teritorijai: Daugavpils valstspilsēta." in page.locator("#result").inner_text()
    page.click("#result .fit-tab.yes")
    page.click("text=Sēlijas kultūras programma 2026")
    page.wait_for_url("**/support/selijas-kulturas-programma/")
    assert "6. aprīlis, plkst. 23:59" in page.locator(".measure-aside").inner_text()
    assert "vēl nav izsludināts" in page.locator(".measure-aside").inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_editor_signs_in_by_code_and_marks_a_measure_still_true(page_at, selija, mailoutbox, script):
    page = page_at(1440, script=script)
    sign_in(page, "redaktore@selija.example", mailoutbox)
    page.goto("/mine/")
    page.click("text=Redaktoru galds")
    row = page.locator(".desk-row").first
    address = row.locator(".desk-name a").get_attribute("href")
    row.locator("button:has-text('Joprojām')").click()
    page.wait_for_selector("text=/[Pp]ārbaudīts šodien/")
    measure = Measure.objects.get(slug=address.strip("/").rpartition("/")[2])
    assert str(measure.checked_by) == "Dokumenta redaktore"
    line = Record.objects.about(measure).first()
    assert (line.verb, str(line.by)) == ("support.measure_confirmed", "Dokumenta redaktore")
    page.goto(address)
    assert "Dokumenta redaktore" in page.locator(".page-head").inner_text()


def test_a_coordinator_imports_a_file_and_takes_it_back(page_at, selija, mailoutbox):
    page = page_at(1440)
    sign_in(page, "koordinatore@selija.example", mailoutbox)
    page.goto("/mine/")
    page.click("text=Ienest tabulu")
    upload = {"name": "kopienas.csv", "mimeType": "text/csv", "buffer": TABLE.encode("windows-1257")}
    page.set_input_files("input[type=file]", upload)
    page.locator("main form:has(input[type=file]) button").first.click()
    page.wait_for_url("**/organisations/imports/*/")
    assert "Slates mantinieki" in page.locator("main").inner_text()
    assert not Organisation.objects.filter(name="Slates mantinieki").exists()
    page.locator("form[action$='/confirmation/'] button").click()
    page.wait_for_selector("form[action$='/confirmation/'] input[value=DELETE]", state="attached")
    made = Organisation.objects.get(name="Slates mantinieki")
    assert (made.place.name, made.summary) == ("Rubenes pagasts", {"lv": "Kopj parku."})
    done = page.url
    page.goto("/organisations/?q=mantinieku")
    assert "Slates mantinieki" in page.locator("main").inner_text()
    page.goto(done)
    page.locator("details:has(form[action$='/confirmation/']) > summary").click()
    page.locator("form[action$='/confirmation/']:has(input[value=DELETE]) button").click()
    page.wait_for_load_state()
    assert not Organisation.objects.public().filter(name="Slates mantinieki").exists()
