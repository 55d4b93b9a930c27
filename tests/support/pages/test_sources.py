"""The pages of sources and of what was found in them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.journal.models import Record
from savienojums.support.models import Measure, Source, SourceItem, TablePreview
from tests import make

pytestmark = pytest.mark.django_db
SOURCES, FOUND = "/support/desk/sources/", "/support/desk/found/"
GOOD = {
    "name": "SIF ziņas",
    "kind": "feed",
    "address": "https://sif.gov.lv/feed",
    "pace": "weekly",
    "measure_kind": "grant",
}


@pytest.fixture
def at_desk(client, editor):
    client.force_login(editor)
    return client


def text(answer):
    return answer.content.decode()


def test_the_list_tells_of_each_source_and_the_last_look(at_desk):
    make.source("Strādā", fetched_at=make.NOW, worked_at=make.NOW, counts={"new": 3, "same": 11})
    make.source(
        "Lūst",
        fetched_at=make.NOW,
        worked_at=make.NOW - timedelta(days=3),
        error=["fetch", "unknown_host", {"host": "fonds.test"}],
    )
    make.source("Jauns")
    page = text(at_desk.get(SOURCES))
    assert "3 jauni" in page
    assert "11 kā iepriekš" in page
    assert "fonds.test" in page
    assert "Tur vēl neviens nav skatījies." in page


def test_an_empty_list_says_what_a_source_is_for(at_desk):
    assert "Avotu vēl nav" in text(at_desk.get(SOURCES))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_questions_however_long(at_desk, count, django_assert_num_queries):
    for number in range(count):
        make.source(f"S{number}", provider=make.provider(f"P{number}"))
    with django_assert_num_queries(6):
        assert len(at_desk.get(SOURCES).context["rows"]) == count


def test_a_new_source_is_saved_and_asked_for_at_once(at_desk):
    answer = at_desk.post(f"{SOURCES}new/", GOOD)
    source = Source.objects.get()
    assert (answer["Location"], source.name, source.address, source.is_being_looked_at) == (
        SOURCES,
        "SIF ziņas",
        GOOD["address"],
        True,
    )
    assert [line.verb for line in Record.objects.order_by("id")] == ["support.source_added", "support.source_asked"]


@pytest.mark.parametrize(
    "address",
    ["http://", "ftp://sif.gov.lv", "https://anna:parole@sif.gov.lv/", "javascript:alert(1)", "https://sif.gov.lv:22/"],
)
def test_an_address_that_cannot_be_is_told_so_and_nothing_typed_is_lost(at_desk, address):
    answer = at_desk.post(f"{SOURCES}new/", GOOD | {"address": address})
    assert (answer.status_code, Source.objects.count()) == (422, 0)
    assert "SIF ziņas" in text(answer)
    assert "field-error" in text(answer)


def test_a_source_is_changed_paused_and_goes_on(at_desk, htmx):
    source = make.source()
    page = f"{SOURCES}{source.public_id}/"
    assert 'value="https://fonds.test/feed"' in text(at_desk.get(page))
    at_desk.post(page, GOOD | {"name": "Cits vārds"})
    assert Source.objects.get().name == "Cits vārds"
    row = text(at_desk.post(f"{page}pause/", **htmx))
    assert row.strip().startswith("<li")
    assert "Apturēts" in row
    at_desk.post(f"{page}pause/", {"_method": "DELETE"})
    assert Source.objects.get().paused_at is None


def test_look_now_answers_with_a_row_that_asks_on_until_it_is_done(at_desk, htmx):
    source = make.source()
    look = f"{SOURCES}{source.public_id}/look/"
    row = text(at_desk.post(look, **htmx))
    assert 'hx-trigger="every 3s"' in row
    Source.objects.update(fetched_at=now() + timedelta(seconds=1), counts={"new": 1})
    row = text(at_desk.get(look, **htmx))
    assert "hx-trigger" not in row
    assert "1 jauns" in row
    assert at_desk.post(look)["Location"] == SOURCES


def test_a_paused_source_says_that_it_is_paused(at_desk):
    source = make.source(paused_at=make.NOW)
    answer = at_desk.post(f"{SOURCES}{source.public_id}/look/")
    assert answer.status_code == 409


# --- tables --------------------------------------------------------------------------------


def test_a_table_is_shown_before_anything_is_written(at_desk):
    make.measure("Upju fonds", provider=make.provider("SIF"), amount_max=500)
    content = "Nosaukums;Sniedzējs;Maksimālā summa\nUpju fonds;SIF;900\nJauns fonds;LLF;100\n".encode()
    answer = at_desk.post(
        f"{SOURCES}table/", {"file": SimpleUploadedFile("s.csv", content), "licence": "CC BY"}, follow=True
    )
    page = text(answer)
    assert "Jauns fonds" in page
    assert "<del>500" in page
    assert (SourceItem.objects.count(), Measure.objects.count()) == (0, 1)
    preview = TablePreview.objects.get()
    only_new = at_desk.get(reverse("measure_table", args=[preview.public_id]), {"fate": "new"})
    assert [row.title for row in only_new.context["preview"].page.rows] == ["Jauns fonds"]
    done = at_desk.post(reverse("table_confirmation", args=[preview.public_id]), follow=True)
    assert done.redirect_chain[0][0].startswith(FOUND)
    assert [row.item.title for row in done.context["found"].page.rows] == ["Jauns fonds"]
    again = at_desk.post(reverse("table_confirmation", args=[preview.public_id]))
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.pdf", b"%PDF-1.7 x"),
        ("x.csv", b""),
        ("x.xlsx", b"PK\x03\x04broken"),
        ("x.csv", b"a;b\n1;2\n"),
        ("x.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"),
    ],
)
def test_what_is_no_table_of_measures_is_told_in_a_sentence(at_desk, name, content):
    answer = at_desk.post(f"{SOURCES}table/", {"file": SimpleUploadedFile(name, content)})
    assert (answer.status_code, TablePreview.objects.count()) == (422, 0)
    assert "field-error" in text(answer)


def test_a_hundred_thousand_rows_are_told_to_be_too_many(at_desk):
    content = ("Nosaukums\n" + "Fonds\n" * 100_000).encode()
    answer = at_desk.post(f"{SOURCES}table/", {"file": SimpleUploadedFile("x.csv", content)})
    assert answer.status_code == 422
    assert "20" in text(answer)


def test_rows_may_be_pasted_and_dropped(at_desk):
    at_desk.post(f"{SOURCES}table/", {"rows": "Nosaukums\tSniedzējs\nUpju fonds\tSIF\n"})
    preview = TablePreview.objects.get()
    answer = at_desk.post(reverse("measure_table", args=[preview.public_id]), {"_method": "DELETE"})
    assert (answer["Location"], TablePreview.objects.count()) == (SOURCES, 0)


def test_a_table_is_seen_only_by_who_brought_it(client, at_desk, coordinator):
    at_desk.post(f"{SOURCES}table/", {"rows": "Nosaukums\nSlepens fonds\n"})
    address = reverse("measure_table", args=[TablePreview.objects.get().public_id])
    client.force_login(coordinator)
    assert client.get(address).status_code == 404


# --- found things ---------------------------------------------------------------------------------


def test_what_waits_is_shown_with_what_it_says_and_what_may_be_the_same(at_desk):
    make.measure("Upju fonds", provider=make.provider("LLF"), url="https://fonds.test/1")
    make.found_item(
        make.source(), address="https://fonds.test/1", raw="neapstrādāts <b>", unread={"kind": "brīnums"},
        fields={"url": "https://fonds.test/1", "amount_max": "5000"},
    )  # fmt: skip
    page = text(at_desk.get(FOUND))
    for words in (
        "Upju fonds",
        "5\u00a0000\u00a0EUR",
        "tā pati tīmekļa adrese",
        "neapstrādāts &lt;b&gt;",
        "brīnums",
        "Tas ir šis",
    ):
        assert words in page


def test_an_empty_inbox_says_that_all_is_done(at_desk):
    assert "Nekas Jūs negaida" in text(at_desk.get(FOUND))


def test_taking_opens_the_draft(at_desk):
    item = make.found_item(make.source())
    answer = at_desk.post(reverse("item_taking", args=[item.public_id]))
    measure = Measure.objects.get()
    assert answer["Location"] == reverse("measure_editing", args=[measure.slug])


def test_a_decision_answers_with_its_row_and_its_way_back(at_desk, htmx):
    item, measure = make.found_item(make.source()), make.measure()
    dismissal, tie = (reverse(name, args=[item.public_id]) for name in ("item_dismissal", "item_tie"))
    row = text(at_desk.post(dismissal, **htmx))
    assert row.strip().startswith("<li")
    assert 'value="DELETE"' in row
    at_desk.post(dismissal, {"_method": "DELETE"}, **htmx)
    row = text(at_desk.post(tie, {"measure": measure.slug}, **htmx))
    assert 'value="DELETE"' in row
    assert at_desk.post(tie, {"_method": "DELETE"})["Location"] == FOUND
    assert SourceItem.objects.get().fate == "waiting"
    assert at_desk.post(tie, {"measure": "nav"}).status_code == 404


def test_differences_are_taken_over_line_by_line(at_desk):
    measure = make.measure(amount_max=500)
    item = make.found_item(
        make.source(), fate="taken", measure=measure, differs_at=make.NOW, fields={"amount_max": "900", "notes": "Jauns"},
        settled={"name": {"lv": "Upju fonds"}, "amount_max": "500"},
    )  # fmt: skip
    page = text(at_desk.get(FOUND, {"shelf": "changed"}))
    assert "<del>500" in page
    at_desk.post(reverse("item_settling", args=[item.public_id]), {"line": ["amount_max"]})
    measure.refresh_from_db()
    assert (measure.amount_max, measure.notes) == (900, "")


# --- doubles -------------------------------------------------------------------------------------------


def test_two_entries_become_one_and_the_old_address_leads_on(at_desk, client, htmx):
    kept, gone = (
        make.measure("Upju fonds", url="https://f.test/1"),
        make.measure("Upju fonds (LLF)", url="https://f.test/1"),
    )
    address = reverse("measure_merging", args=[kept.slug])
    assert gone.slug in text(at_desk.get(address))
    answer = at_desk.post(address, {"gone": gone.slug}, follow=True)
    assert "Upju fonds (LLF)" in text(answer)
    client.logout()
    led = client.get(f"{gone.get_absolute_url()}?x=1")
    assert (led.status_code, led["Location"], led["Cache-Control"]) == (
        301,
        f"{kept.get_absolute_url()}?x=1",
        "no-cache",
    )
    assert client.get(f"{gone.get_absolute_url()}sheet/")["Location"] == f"{kept.get_absolute_url()}sheet/"
    assert client.get("/support/nekad-nav-bijis/").status_code == 404


def test_a_merge_is_taken_back_on_the_same_page(at_desk, client):
    kept, gone = make.measure("Upju fonds"), make.measure("Upju fonds")
    address = reverse("measure_merging", args=[kept.slug])
    at_desk.post(address, {"gone": gone.slug})
    at_desk.post(address, {"_method": "DELETE", "merge": kept.merges.get().public_id})
    client.logout()
    assert client.get(gone.get_absolute_url()).status_code == 200


# --- who --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["contact", "outsider", None])
def test_for_others_there_is_nothing_of_this(client, who, request):
    if who:
        client.force_login(request.getfixturevalue(who))
    source = make.source("Slepens avots")
    item, measure = make.found_item(source, "Slepens atradums"), make.measure()
    pages = [
        SOURCES,
        f"{SOURCES}new/",
        f"{SOURCES}table/",
        f"{SOURCES}{source.public_id}/",
        FOUND,
        reverse("measure_merging", args=[measure.slug]),
    ]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 404
        assert "Slepens" not in text(answer)
    doors = [
        reverse(name, args=[item.public_id]) for name in ("item_taking", "item_tie", "item_dismissal", "item_settling")
    ]
    doors += [reverse(name, args=[source.public_id]) for name in ("source_look", "source_pause")]
    for door in doors:
        assert client.post(door).status_code == 404
    assert not Record.objects.exists()


def test_doors_answer_only_to_what_they_know(at_desk):
    source, item = make.source(), make.found_item(make.source())
    assert at_desk.post(SOURCES).status_code == 405
    assert at_desk.post(FOUND).status_code == 405
    assert at_desk.get(reverse("source_pause", args=[source.public_id])).status_code == 405
    for name in ("item_taking", "item_tie", "item_dismissal", "item_settling"):
        assert at_desk.get(reverse(name, args=[item.public_id])).status_code == 405
    assert at_desk.get(f"{SOURCES}nav/").status_code == 404
