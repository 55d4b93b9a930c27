"""A meeting from the first click to the funder's table, walked in a real browser by a visitor and an organiser."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.events.models import Attendance, Event, Registration
from savienojums.network.matching import match_name
from savienojums.worker import work_off
from tests import make
from tests.support.test_documents import text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(contact):
    """Three seats, two of them taken; it begins in an hour."""
    host = make.organisation("Biedrība „Ūdenszīmes”")
    make.membership(contact, host)
    event = make.event(
        "Kopienu sanāksme", organisers=[host], starts_at=now() + timedelta(hours=1), ends_at=now() + timedelta(hours=4),
        takes_registrations=True, capacity=3, venue="Kaldabruņas skola",
    )  # fmt: skip
    make.registration(event, "Pēteris Kalns", "Ilze Kalna", email="peteris@selija.test")
    return event


def registers(page, event, organisation):
    """Two people ask to come for their community; people are slower than machines."""
    page.goto(event.get_absolute_url())
    page.click("text=Pieteikties")
    page.fill("input[name=name]", "Anna Ozola")
    page.fill("input[name=email]", "anna@selija.test")
    page.fill("input[name=organisation_name]", organisation.name)
    page.fill("input[name=other-0-name]", "Juris Ozols")
    page.wait_for_timeout(3200)
    page.locator("main form button[type=submit]:not([name=more])").last.click()
    page.wait_for_url("**/registration/receipt/")


def link_to(registration):
    return reverse("registration", args=[registration.token])


def letters_to(mailoutbox, address):
    return [letter for letter in mailoutbox if letter.to == [address]]


def test_from_the_waiting_list_to_the_certificate(page_at, signed_in_as, contact, event, mailoutbox):
    community = make.organisation("Slates kopiena", kind="initiative_group", match_name=match_name("Slates kopiena"))
    visitor = page_at(360)
    registers(visitor, event, community)
    work_off()
    anna = Registration.objects.get(email="anna@selija.test")
    assert (anna.organisation, set(anna.people.values_list("seat", flat=True))) == (community, {"waiting"})
    (letter,) = letters_to(mailoutbox, "anna@selija.test")
    assert link_to(anna) in letter.body
    visitor.goto(link_to(anna))
    assert "rindā esat 1." in visitor.locator("h1").inner_text()

    other = page_at(1440)
    other.goto(link_to(Registration.objects.get(email="peteris@selija.test")))
    other.click("a[href$='/end/']")
    other.locator("main form button").click()
    other.wait_for_load_state()
    work_off()
    assert set(anna.people.values_list("seat", flat=True)) == {"accepted"}
    promoted = letters_to(mailoutbox, "anna@selija.test")[-1]
    assert f"{link_to(anna)}end/" in promoted.body
    visitor.reload()
    assert "Jums ir vietas" in visitor.locator("h1").inner_text()

    device = page_at(360)
    signed_in_as(device, contact)
    device.goto(reverse("event_check_in", args=[event.slug]))
    device.wait_for_function("() => document.documentElement.dataset.checkIn === 'kept'")
    device.wait_for_function("() => navigator.serviceWorker.controller !== null")
    device.context.set_offline(True)
    for name in ("Anna Ozola", "Juris Ozols"):
        device.locator(".check-row", has_text=name).click()
        device.wait_for_selector(f".check-row:has-text('{name}')[aria-pressed=true]")
    assert not Attendance.objects.came().exists()
    device.context.set_offline(False)
    device.evaluate("window.dispatchEvent(new Event('online'))")
    device.wait_for_function("() => document.querySelector('[data-part=unsent]').hidden")
    assert {each.name for each in Attendance.objects.came()} == {"Anna Ozola", "Juris Ozols"}

    Event.objects.filter(pk=event.pk).update(starts_at=now() - timedelta(hours=4), ends_at=now() - timedelta(minutes=1))
    visitor.reload()
    visitor.locator("a[href*='/certificates/']").first.click()
    assert "Anna Ozola" in visitor.locator("main h1").inner_text()
    paper = visitor.request.get(visitor.locator("a[href$='.pdf']").get_attribute("href"))
    assert re.search(r"Anna\s+Ozola", text_of(paper.body()))

    desk = page_at(1440)
    signed_in_as(desk, contact)
    desk.goto(reverse("event_table", args=[event.slug]))
    table = desk.request.get(desk.locator("main a[href$='table.pdf']").get_attribute("href"))
    said = text_of(table.body())
    assert "Slates kopiena" in said
    assert "Ozol" not in said
