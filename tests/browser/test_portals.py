"""A portal from the first filter to its own colours, as an editor makes it."""

import pytest

from savienojums.support.models import Portal
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1440, False)])
def test_an_editor_makes_a_portal_of_the_list_as_it_is(page_at, signed_in_as, editor, axe, fits, width, dark):
    for name in ("Upes aizdevums", "Ezera aizdevums"):
        make.measure(name, kind="loan")
    make.measure("Dotācija", kind="grant")
    page = page_at(width, dark=dark)
    signed_in_as(page, editor)
    page.goto("/support/?kind=loan")
    page.get_by_role("link", name="Atvērt portālu").click()
    page.get_by_label("Nosaukums latviski").fill("Aizdevumi")
    page.get_by_label("Ievads", exact=False).first.fill("Visi **aizdevumi**.")
    page.get_by_text("Kas ir pirmais").click()
    page.get_by_label("Upes aizdevums").first.check()
    page.get_by_label("Virsraksti un pogas", exact=False).fill("#402060")
    axe(page)
    fits(page)
    page.get_by_role("button", name="Saglabāt portālu").click()
    page.wait_for_url("**/support/portals/aizdevumi/")
    assert page.locator(".measure-list h3").all_inner_texts() == ["Upes aizdevums", "Ezera aizdevums"]
    assert page.locator(".portal-first").count() == 1
    forest = page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--forest')")
    assert "#402060" in forest
    assert ("color-mix" in forest) is dark
    axe(page)
    fits(page)
    assert Portal.objects.get().query == "kind=loan"
    for address in ("/support/portals/", "/support/embedding/?portal=aizdevumi", "/support/embed/?portal=aizdevumi"):
        page.goto(address)
        axe(page)
        fits(page)
