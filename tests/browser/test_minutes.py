"""Minutes in a real browser: Enter adds the next point, what is typed is saved by itself, nothing is lost without script."""

from datetime import timedelta

import pytest

from savienojums.core.clock import now
from savienojums.events.models import AgendaPoint
from tests import make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def host(contact):
    make.membership(contact, make.organisation("Biedrība „Kaldabruņa”"))
    return contact


@pytest.fixture
def event(host):
    at = now()
    hosts = [each.organisation for each in host.memberships.all()]
    return make.event(organisers=hosts, starts_at=at - timedelta(hours=2), ends_at=at - timedelta(hours=1))


def opened(page_at, signed_in_as, host, event, **how):
    page = page_at(how.pop("width", 1440), path="/events/", **how)
    signed_in_as(page, host)
    page.goto(f"/events/{event.slug}/minutes/form/")
    return page


def test_three_points_are_typed_without_touching_the_mouse(page_at, signed_in_as, host, event, axe):
    page = opened(page_at, signed_in_as, host, event)
    for title in ("Ceļš", "Talka", "Gadatirgus"):
        assert page.evaluate("document.activeElement.id") == "new_title"
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        page.wait_for_selector(f'input[value="{title}"]')
    assert list(event.points.values_list("title", flat=True)) == ["Ceļš", "Talka", "Gadatirgus"]
    axe(page)


def test_what_is_typed_is_saved_by_itself_and_a_decision_decides(page_at, signed_in_as, host, event):
    point = AgendaPoint.objects.create(event=event, title="Ceļš")
    page = opened(page_at, signed_in_as, host, event)
    page.fill(f"#point_{point.public_id}_decision", "Rakstīt domei.")
    page.press(f"#point_{point.public_id}_decision", "Tab")
    page.wait_for_selector(f"#point-{point.public_id} .minutes-saved:has-text('Saglabāts')")
    assert page.is_checked(f"#point-{point.public_id} input[value=decided]")
    page.fill(f"#point_{point.public_id}_discussion", "Daudz runājām.")
    page.press(f"#point_{point.public_id}_discussion", "Tab")
    page.wait_for_function("() => document.querySelectorAll('.htmx-request').length === 0")
    page.wait_for_timeout(200)
    point.refresh_from_db()
    assert (point.discussion, point.decision, point.state) == ("Daudz runājām.", "Rakstīt domei.", "decided")


def test_without_script_each_point_has_its_button(page_at, signed_in_as, host, event):
    point = AgendaPoint.objects.create(event=event, title="Ceļš")
    page = opened(page_at, signed_in_as, host, event, script=False, width=360)
    page.fill(f"#point_{point.public_id}_discussion", "Bez skripta.")
    page.click(f"#point-{point.public_id} form .button >> nth=0")
    point.refresh_from_db()
    assert point.discussion == "Bez skripta."
