"""Sources in a real browser: a source is named, looked at, what it holds is taken, another thing is tied; nothing too wide."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from savienojums.core.tables import read_text
from savienojums.support.actions.tables import HandedIn, preview_table
from savienojums.support.gathering import rows_of
from savienojums.support.models import Measure, SourceItem
from savienojums.worker import work_off
from tests import make
from tests.outside import open_outside

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES", "")
FEED = """<rss version="2.0"><channel><title>F</title><item><title>Atklāts projektu konkurss „Upju krasti”</title><guid>1</guid><link>https://fonds.test/upes</link>
<description>Pieteikumus gaida līdz 01.03.2027. plkst. 12:00. Atbalsts kopienām, kas sakopj upju krastus.</description></item>
<item><title>Mazo projektu konkurss kopienām</title><guid>2</guid><link>https://fonds.test/mazie</link><description>Īsi.</description></item></channel></rss>"""


@pytest.fixture
def outside(settings):
    with open_outside() as world:
        settings.FETCH_PRIVATE_ADDRESSES = [f"127.0.0.1:{world.port}"]
        world["/feed"] = ("application/rss+xml", FEED)
        yield world


@pytest.fixture
def full(editor, outside):
    """Sources in every state, and found things on every shelf."""
    measure = make.measure(
        "Mazo projektu konkurss",
        provider=make.provider("Latvijas Lauku forums"),
        url="https://www.fonds.test/mazie/",
        amount_max=3000,
    )
    source = make.source(
        "Fonda ziņas",
        licence="CC BY 4.0",
        provider=make.provider("Latvijas Lauku forums"),
        fetched_at=make.NOW,
        worked_at=make.NOW,
        counts={"new": 2, "same": 9},
    )
    make.source(
        "Novada lapa",
        kind="page",
        fetched_at=make.NOW,
        worked_at=make.NOW,
        error=["fetch", "other_kind", {"got": "page", "wanted": "feed"}],
    )
    make.source("Vecie dati", kind="grants", paused_at=make.NOW, note="Kamēr viņi pārceļas")
    make.found_item(source, "Mazo projektu konkurss kopienām", address="https://fonds.test/mazie", raw='{"title": "Mazo projektu konkurss"}',
        fields={"url": "https://fonds.test/mazie", "amount_max": "5000", "closes_on": "2027-03-01", "closes_hour": "12:00"}, unread={"kind": "kaut kas"})  # fmt: skip
    make.found_item(
        source, "Upju krasti", fields={"summary": {"lv": "Atbalsts kopienām, kas sakopj upju krastus. " * 5}}
    )
    make.found_item(source, "Mazais konkurss", fate="taken", measure=measure, differs_at=make.NOW, settled={"name": {"lv": "Mazais konkurss"}, "amount_max": "3000", "closes_on": "2027-04-01"},
        fields={"amount_max": "5000", "closes_on": "2027-03-15"}, gone_at=make.NOW)  # fmt: skip
    make.measure("Mazo projektu konkurss (LLF)", provider=make.provider("Latvijas Lauku forums"))
    table = read_text(
        "Nosaukums;Sniedzējs;Maksimālā summa;Termiņš;Veids\nMazo projektu konkurss;Latvijas Lauku forums;4500;1.3.2027.;\nPavisam jauns;SIF;daudz;;brīnums\nVēl viens;SIF;100;;\n;Bez nosaukuma;;;\n"
    )
    preview = preview_table(
        by=editor,
        table=HandedIn("Atbalsta saraksts 2026.xlsx", "Novada dome, CC BY 4.0", table.headings, rows_of(table)),
        at=make.NOW,
    )
    return {
        "sources": reverse("measure_sources"), "new": reverse("new_source"), "table_form": reverse("new_table"), "table": reverse("measure_table", args=[preview.public_id]),
        "found": reverse("found"), "changed": reverse("found") + "?shelf=changed", "merging": reverse("measure_merging", args=[measure.slug]), "desk": reverse("desk"),
    }  # fmt: skip


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1440, True), (1440, False), (360, True)])
def test_every_page_of_sources_is_well_made(page_at, signed_in_as, axe, fits, editor, full, width, dark):
    page = page_at(width, dark=dark)
    signed_in_as(page, editor)
    faults = []
    for name, address in full.items():
        page.goto(address)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}{'-dark' if dark else ''}.png", full_page=True)
        for look in (axe, fits):
            try:
                look(page)
            except AssertionError as fault:
                faults.append(f"{name}: {fault}")
    assert not faults, "\n".join(faults)


def test_from_a_feed_to_a_draft_with_the_keyboard_of_one_editor(page_at, signed_in_as, editor, outside):
    page = page_at(1440)
    signed_in_as(page, editor)
    page.goto(reverse("measure_sources"))
    page.get_by_role("link", name="Pievienot pirmo avotu").click()
    page.get_by_label("Nosaukums").fill("Fonda ziņas")
    page.get_by_label("Tīmekļa adrese").fill(outside.at("/feed"))
    page.get_by_role("button", name="Saglabāt avotu").click()
    assert page.locator(".sources-looking").is_visible()
    work_off()
    # The row asks by itself until the look is over.
    page.get_by_text("2 jauni").wait_for(timeout=8000)
    page.get_by_role("link", name="2 gaida Jūs").click()
    page.get_by_role("button", name="Neņemt – Mazo projektu konkurss kopienām").click()
    page.get_by_text("Nav paņemts.").wait_for()
    page.get_by_role("button", name="Izveidot melnrakstu").click()
    page.wait_for_url("**/editing/")
    measure = Measure.objects.get()
    assert (str(measure.name), measure.published_at) == ("Atklāts projektu konkurss „Upju krasti”", None)
    assert [each.closes_on for each in measure.rounds.all()] == [date(2027, 3, 1)]
    assert sorted(SourceItem.objects.values_list("fate", flat=True)) == ["dismissed", "taken"]
