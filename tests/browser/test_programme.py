"""A programme written without touching the mouse, and a long form that survives a reload."""

import pytest

from savienojums.events.models import ProgrammeItem
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_three_points_are_typed_in_a_row(page_at, signed_in_as, coordinator, fits, axe):
    event = make.event(made_by=coordinator)
    page = page_at(360)
    signed_in_as(page, coordinator)
    page.goto(f"/events/{event.slug}/programme/")
    page.fill("input[name=begins]", "14:00")
    for ends, title in (("14:30", "Kafija"), ("15:30", "Panelis"), ("17:00", "Darba grupas")):
        page.fill("input[name=ends]", ends)
        page.fill("input[name=title_lv]", title)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"text={title}")
        assert page.evaluate("document.activeElement.name") == "ends"
        assert page.input_value("input[name=begins]") == ends
    assert [str(item.title) for item in ProgrammeItem.objects.all()] == ["Kafija", "Panelis", "Darba grupas"]
    fits(page)
    axe(page)


def test_an_event_half_written_is_there_after_a_reload(page_at, signed_in_as, coordinator):
    page = page_at()
    signed_in_as(page, coordinator)
    page.goto("/events/new/")
    page.fill("input[name=title_lv]", "Kopienu persilāde")
    page.fill("textarea[name=text]", "Divas dienas Bebrenē.")
    page.wait_for_timeout(500)
    page.reload()
    assert page.input_value("input[name=title_lv]") == "Kopienu persilāde"
    assert page.input_value("textarea[name=text]") == "Divas dienas Bebrenē."
