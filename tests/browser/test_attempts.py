"""Wanting to try, asking for advice and the figures, as people walk through them."""

from datetime import timedelta

import pytest

from savienojums.core.clock import local_day, now
from savienojums.core.system import SYSTEM
from savienojums.support.actions.tallies import keep_tallies
from savienojums.support.counting import Counted
from savienojums.support.models import AdviceRequest, Attempt
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def fund(transactional_db):
    measure = make.measure("Iedzīvotāji veido savu vidi", legal_forms=["association"])
    make.round_of(measure, name="Pavasaris", closes_on=local_day(now()) + timedelta(days=9))
    make.round_of(measure, applied_count=55, won_count=25, closes_on=local_day(now()) - timedelta(days=300))
    return measure


@pytest.mark.parametrize(("width", "dark", "script"), [(360, True, True), (1440, False, False)])
def test_a_member_takes_a_call_up_drops_it_and_takes_it_up_again(
    page_at, signed_in_as, contact, fund, axe, fits, width, dark, script
):
    make.membership(contact, make.organisation("Biedrība „Ūdenszīmes”"))
    if not script:
        # Without script axe cannot look either.
        axe = fits = lambda _page: None
    page = page_at(width, dark=dark, script=script)
    signed_in_as(page, contact)
    page.goto(fund.get_absolute_url())
    page.get_by_role("link", name="Gribam pieteikties").click()
    page.get_by_label("Kārta").select_option(index=1)
    page.get_by_label("Piezīme kolēģiem").fill("Vajag tāmi.")
    axe(page)
    page.get_by_role("button", name="Pierakstīt").click()
    page.wait_for_url("**/support/attempts/*/")
    assert "Vajag tāmi." in page.locator("aside").inner_text()
    page.get_by_label("Cik tālu esat?").select_option("preparing")
    page.get_by_role("button", name="Saglabāt").click()
    page.get_by_text("Saglabāts.").wait_for()
    assert "Gatavojam pieteikumu" in page.locator(".page-head").inner_text()
    page.get_by_text("Mēs to neturpinām").click()
    page.get_by_label("Kāpēc ne?").select_option("time")
    axe(page)
    fits(page)
    page.get_by_role("button", name="Atmest").click()
    page.get_by_role("button", name="Atsākt").wait_for()
    axe(page)
    page.get_by_role("button", name="Atsākt").click()
    page.get_by_text("Atsākts.").wait_for()
    assert Attempt.objects.get().status == "preparing"
    for address in ("/support/attempts/", "/mine/", fund.get_absolute_url()):
        page.goto(address)
        axe(page)
        fits(page)


def test_a_visitor_asks_the_partnership(page_at, fund, axe, fits):
    place = make.place("Jēkabpils novads", kind="municipality")
    own = make.organisation("Lauku partnerība", contact_email="noslepums@partneriba.test", place=place)
    given = make.measure("LEADER", provider=make.provider("Lauku partnerība", kind="partnership", organisation=own))
    given.places.set([place])
    page = page_at(360, path=fund.get_absolute_url())
    page.get_by_role("link", name="Uzdot jautājumu par šo pasākumu").click()
    page.get_by_label("Kam jautājat?").select_option(own.slug)
    page.get_by_label("Jūsu vārds").fill("Anna")
    page.get_by_label("Jūsu e-pasts").fill("anna@sutitaja.test")
    page.get_by_label("Jūsu jautājums").fill("Vai neformāla grupa var pieteikties?")
    axe(page)
    fits(page)
    page.wait_for_timeout(3100)
    page.get_by_role("button", name="Nosūtīt jautājumu").click()
    page.wait_for_url("**/advice/receipt/")
    axe(page)
    assert AdviceRequest.objects.get().adviser == own


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1440, False)])
def test_figures_are_read_without_seeing_the_bars(page_at, fund, axe, fits, width, dark):
    make.organisation("Biedrība", looks_for="Telts").themes.set([make.theme()])
    counted = {Counted(local_day(now()), "view", fund.slug): 9, Counted(local_day(now()), "nothing", "telts"): 3}
    keep_tallies(by=SYSTEM, counted=counted, at=now())
    page = page_at(width, dark=dark, path="/support/figures/")
    assert page.locator("table").count() == 9
    axe(page)
    fits(page)
    page.goto(f"/support/{fund.slug}/leads/")
    axe(page)
    fits(page)
