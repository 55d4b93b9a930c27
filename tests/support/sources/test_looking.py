"""A look at a source, from the real network of the loopback to the shelf of found things."""

import json
from datetime import timedelta

import pytest

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.support.actions import sources as actions
from savienojums.support.gathering import gather, page_address
from savienojums.support.models import Source, SourceItem
from savienojums.support.queries.sources import source_row, sources_due
from savienojums.worker import work_off
from tests import make
from tests.outside import open_outside, redirect, send

pytestmark = pytest.mark.django_db
FEED = """<rss version="2.0"><channel><title>F</title><item><title>Upju fonds</title><guid>1</guid><link>https://fonds.test/1</link>
<description>Pieteikumi līdz 01.03.2027.</description></item><item><title>Ezeru fonds</title><guid>2</guid></item></channel></rss>"""
PAGE = "<!doctype html><html lang=lv><title>Konkurss</title><body><p>Līdz 01.03.2027.</p></body></html>"


@pytest.fixture
def outside(settings):
    with open_outside() as world:
        settings.FETCH_PRIVATE_ADDRESSES = [f"127.0.0.1:{world.port}"]
        yield world


def look(source, at=make.NOW):
    return actions.fetch_source(by=SYSTEM, source=source, gathered=gather(Source.objects.get(pk=source.pk)), at=at)


def titles(**which):
    return sorted(SourceItem.objects.filter(**which).values_list("title", flat=True))


def told(source):
    return source_row(Source.objects.get(pk=source.pk))


def test_what_a_feed_holds_waits_with_its_raw_record_and_the_day_it_was_seen(outside):
    outside["/feed"] = ("application/rss+xml", FEED)
    source = look(make.source(address=outside.at("/feed")))
    item = SourceItem.objects.get(source_key="1")
    assert (item.title, item.address, item.fate, item.first_seen_at) == (
        "Upju fonds",
        "https://fonds.test/1",
        "waiting",
        make.NOW,
    )
    assert item.fields["closes_on"] == "2027-03-01"
    assert json.loads(item.raw)["title"] == "Upju fonds"
    assert (source.counts, source.worked_at, source.error) == ({"new": 2}, make.NOW, [])
    line = Record.objects.get()
    assert (line.verb, line.by_system, line.audience, line.particulars["counts"]) == (
        "support.source_fetched",
        True,
        "editors",
        {"new": 2},
    )


def test_what_was_seen_before_is_the_same_and_what_says_otherwise_has_changed(outside):
    source = make.source(address=outside.at("/feed"))
    outside["/feed"] = ("application/rss+xml", FEED)
    look(source)
    outside["/feed"] = ("application/rss+xml", FEED.replace("01.03.2027.", "15.02.2027."))
    later = make.NOW + timedelta(days=7)
    assert look(source, later).counts == {"changed": 1, "same": 1}
    item = SourceItem.objects.get(source_key="1")
    assert (item.first_seen_at, item.last_seen_at, item.fields["closes_on"]) == (make.NOW, later, "2027-02-15")


def test_what_falls_out_of_a_feed_is_not_gone_but_what_leaves_a_table_is(outside):
    feed = make.source(address=outside.at("/feed"))
    outside["/feed"] = ("application/rss+xml", FEED)
    look(feed)
    outside["/feed"] = ("application/rss+xml", FEED.replace("<guid>2</guid>", "<guid>3</guid>"))
    look(feed)
    assert titles(gone_at=None) == ["Ezeru fonds", "Ezeru fonds", "Upju fonds"]
    table = make.source("Tabula", kind="table", address=outside.at("/t.csv"))
    outside["/t.csv"] = ("text/csv", "Nosaukums\nA\nB\n")
    look(table)
    outside["/t.csv"] = ("text/csv", "Nosaukums\nA\n")
    assert look(table).counts == {"same": 1, "gone": 1}
    assert titles(fate="gone") == ["B"]
    outside["/t.csv"] = ("text/csv", "Nosaukums\nA\nB\n")
    look(table)
    assert titles(fate="gone") == []


def test_an_unchanged_source_is_not_sent_again(outside):
    source = make.source(address=outside.at("/feed"))

    def conditional(handler):
        same = handler.headers.get("If-None-Match") == '"1"'
        send(handler, b"" if same else FEED, kind="application/rss+xml", status=304 if same else 200, ETag='"1"')

    outside["/feed"] = conditional
    look(source)
    later = make.NOW + timedelta(days=7)
    assert look(source, later).counts == {"same": 2}
    assert set(SourceItem.objects.values_list("last_seen_at", flat=True)) == {later}


def test_a_page_is_watched_and_its_going_is_noticed(outside):
    source = make.source("Lapa", kind="page", address=outside.at("/call"))
    outside["/call"] = ("text/html", PAGE)
    look(source)
    assert SourceItem.objects.get().fields["closes_on"] == "2027-03-01"
    del outside.paths["/call"]
    assert look(source).counts == {"gone": 1}
    assert "nekā nav" in told(source).error or "not found" in told(source).error


def test_an_address_that_gives_something_else_is_told_and_nothing_is_lost(outside):
    source = make.source(address=outside.at("/feed"))
    outside["/feed"] = ("application/rss+xml", FEED)
    look(source)
    outside["/feed"] = ("application/rss+xml", PAGE)
    later = make.NOW + timedelta(days=1)
    broken = look(source, later)
    assert (broken.error[:2], broken.worked_at, broken.fetched_at) == (["fetch", "other_kind"], make.NOW, later)
    assert len(titles(fate="waiting")) == 2
    assert told(source).error


@pytest.mark.parametrize(
    ("kind", "content", "word"),
    [
        ("feed", '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel>&b;</channel></rss>', "entities"),
        ("grants", '{"items": 5}', "no_grants"), ("grants", "[" * 100_000, "no_json"), ("page", "<!doctype html><html><body>x</body></html>", "no_title"),
        ("table", "a;b\n1;2\n", "no_names"),
    ],
)  # fmt: skip
def test_hostile_and_wrong_content_becomes_a_sentence(outside, kind, content, word):
    outside["/x"] = ("text/plain", content)
    outside["/x/common-grants/opportunities"] = ("application/json", content)
    source = make.source(kind=kind, address=outside.at("/x"))
    assert look(source).error[:2] == ["read", word]
    assert told(source).error


def test_a_redirect_to_the_inside_is_told_and_logged(outside, caplog):
    outside["/feed"] = redirect("http://169.254.169.254/latest/")
    source = make.source(address=outside.at("/feed"))
    assert look(source).error[1] == "private"
    assert "169.254.169.254" in caplog.text
    assert "169.254.169.254" in told(source).error


def test_a_reader_that_breaks_does_not_break_the_worker(outside, monkeypatch, caplog):
    monkeypatch.setattr("savienojums.support.sources.read_feed", lambda *_: 1 / 0)
    outside["/feed"] = ("application/rss+xml", FEED)
    source = make.source(address=outside.at("/feed"))
    assert look(source).error[1] == "unexpected"
    assert "ZeroDivisionError" in caplog.text
    assert told(source).error


# --- another site's open data ----------------------------------------------------------


def answer(pages, number, ids):
    items = [{"id": each, "title": f"Fonds {each}", "status": {"value": "open"}, "description": "x"} for each in ids]
    return json.dumps(
        {
            "status": 200,
            "message": "",
            "items": items,
            "paginationInfo": {"page": number, "pageSize": 100, "totalPages": pages},
        }
    )


def paged(outside, tell):
    def page(handler):
        number = int(handler.path.partition("page=")[2].partition("&")[0])
        send(handler, tell(number), kind="application/json")

    outside["/common-grants/opportunities"] = page


def test_all_pages_of_the_list_are_read(outside):
    paged(outside, lambda number: answer(3, number, [f"{number}a", f"{number}b"]))
    source = make.source("Cits", kind="grants", address=outside.at("/"))
    assert look(source).counts == {"new": 6}
    assert [path for _command, path, _headers in outside.asked] == [
        f"/common-grants/opportunities?page={n}&pageSize=100" for n in (1, 2, 3)
    ]


def test_a_list_whose_next_page_is_itself_is_left(outside):
    paged(outside, lambda _number: answer(10**6, 1, ["a", "b"]))
    source = make.source("Cits", kind="grants", address=outside.at("/"))
    assert (look(source).counts, len(outside.asked)) == ({"new": 2}, 2)
    assert len(told(source).notes) == 1


def test_a_list_without_end_is_cut_and_told(outside):
    paged(outside, lambda number: answer(10**9, number, [f"{number}-{each}" for each in range(100)]))
    source = make.source("Cits", kind="grants", address=outside.at("/"))
    assert look(source).counts == {"new": 2000}
    assert len(outside.asked) == 20
    assert told(source).notes


@pytest.mark.parametrize(
    "address",
    [
        "https://c.test",
        "https://c.test/",
        "https://c.test/common-grants/opportunities",
        "https://c.test/common-grants/opportunities?page=4#x",
    ],
)
def test_the_address_of_the_site_is_enough(address):
    assert page_address(address, 2) == "https://c.test/common-grants/opportunities?page=2&pageSize=100"


# --- when ------------------------------------------------------------------------------------


def test_asking_for_a_look_leaves_it_to_the_worker(outside, editor):
    outside["/feed"] = ("application/rss+xml", FEED)
    source = make.source(address=outside.at("/feed"))
    actions.ask_source(by=editor, source=source, at=make.NOW)
    actions.ask_source(by=editor, source=source, at=make.NOW)
    assert (outside.asked, SourceItem.objects.count()) == ([], 0)
    assert Source.objects.get().is_being_looked_at
    work_off()
    assert (len(outside.asked), SourceItem.objects.count()) == (1, 2)
    assert not Source.objects.get().is_being_looked_at


def test_sources_are_looked_at_by_their_pace(db):
    day = timedelta(days=1)
    make.source("Nekad", pace="weekly")
    make.source("Vakar, ik dienu", pace="daily", fetched_at=make.NOW - day)
    make.source("Vakar, ik nedēļu", pace="weekly", fetched_at=make.NOW - day)
    make.source("Sen, ik nedēļu", pace="weekly", fetched_at=make.NOW - 7 * day)
    make.source("Ar roku", pace="by_hand")
    make.source("Pauzē", pace="daily", paused_at=make.NOW)
    make.source("Fails", kind="table", address="")
    assert [source.name for source in sources_due(make.NOW)] == ["Nekad", "Sen, ik nedēļu", "Vakar, ik dienu"]


def test_a_paused_source_and_a_file_are_not_looked_at(editor):
    paused, file = make.source(paused_at=make.NOW), make.source("Fails", kind="table", address="")
    with pytest.raises(actions.SourcePaused):
        actions.ask_source(by=editor, source=paused, at=make.NOW)
    with pytest.raises(actions.NoSuchLook):
        actions.ask_source(by=editor, source=file, at=make.NOW)


def test_a_source_is_paused_and_goes_on(editor):
    source = make.source()
    actions.pause_source(by=editor, source=source, at=make.NOW)
    assert Source.objects.get().is_paused
    actions.resume_source(by=editor, source=source, at=make.NOW)
    assert not Source.objects.get().is_paused
    assert [line.verb for line in Record.objects.order_by("id")] == ["support.source_paused", "support.source_resumed"]


def test_another_address_is_looked_at_anew(editor):
    source = make.source(etag='"1"', modified="x")
    changed = actions.change_source(
        by=editor, source=source, details={"address": "https://cits.test/feed"}, at=make.NOW
    )
    assert (changed.etag, changed.modified) == ("", "")
    assert Record.objects.get().particulars["changes"] == {
        "address": ["https://fonds.test/feed", "https://cits.test/feed"]
    }


def test_nobody_else_keeps_sources(outsider):
    source = make.source()
    for act in (actions.pause_source, actions.resume_source, actions.ask_source):
        with pytest.raises(NotAllowed):
            act(by=outsider, source=source, at=make.NOW)
    with pytest.raises(NotAllowed):
        actions.add_source(by=outsider, details={}, at=make.NOW)
