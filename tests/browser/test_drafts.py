"""What one writes into a long form survives a reload and the way back, until it is saved or thrown away."""

import pytest

from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editing(page_at, signed_in_as, editor):
    measure = make.measure("Mazie granti", summary={"lv": "Kopienām."}, legal_forms=["association"])
    page = page_at(360)
    signed_in_as(page, editor)
    page.goto(f"/support/{measure.slug}/editing/")
    return page


def write(page):
    page.fill("[name=summary_lv]", "Kopienām un biedrībām.")
    page.evaluate("document.querySelector('[name=legal_forms][value=informal]').click()")
    page.wait_for_function("() => Object.keys(sessionStorage).some(name => name.startsWith('savienojums.draft'))")


def test_a_reload_loses_nothing(editing):
    write(editing)
    editing.reload()
    assert editing.input_value("[name=summary_lv]") == "Kopienām un biedrībām."
    assert editing.is_checked("[name=legal_forms][value=informal]")
    assert editing.is_checked("[name=legal_forms][value=association]")
    assert "Te atkal ir tas, ko jau bijāt uzrakstījuši." in editing.content()


def test_one_may_throw_it_away(editing):
    write(editing)
    editing.reload()
    editing.click("text=Atmest")
    assert editing.input_value("[name=summary_lv]") == "Kopienām."
    editing.reload()
    assert editing.input_value("[name=summary_lv]") == "Kopienām."


def test_what_was_saved_is_no_draft(editing):
    write(editing)
    address = editing.url
    editing.click(".editing-save button")
    editing.wait_for_url(lambda url: "editing" not in url)
    editing.goto(address)
    assert editing.input_value("[name=summary_lv]") == "Kopienām un biedrībām."
    assert (
        editing.evaluate("Object.keys(sessionStorage).filter(name => name.startsWith('savienojums.draft')).length") == 0
    )


def test_without_a_line_the_words_are_there_when_one_comes_back(editing):
    write(editing)
    address = editing.url
    editing.context.set_offline(True)
    editing.click(".editing-save button", no_wait_after=True)
    editing.wait_for_timeout(300)
    editing.context.set_offline(False)
    editing.goto(address)
    assert editing.input_value("[name=summary_lv]") == "Kopienām un biedrībām."
