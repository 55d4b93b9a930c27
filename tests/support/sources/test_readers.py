"""What is announced elsewhere, read: feeds, pages, open data; hostile ones too."""

import json
from datetime import date
from datetime import time as hour

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.support.sources import Unreadable, digest_of, read_feed, read_grants, read_page
from savienojums.support.sources.days import deadline_in
from savienojums.support.sources.found import web_address
from tests import make

HERE = "https://fonds.test/zinas/"
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Fonds</title><language>lv</language>
<item><title>Konkurss „Upes”</title><link>/konkurss/upes</link><guid>upes-1</guid>
<description>&lt;p&gt;Pieteikumus gaida līdz 2027. gada 1. martam plkst. 12:00.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>Otrs</title><link>javascript:alert(1)</link></item><item><title></title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="lv"><title>F</title><entry><id>urn:1</id><title>Atbalsts</title>
<link href="https://fonds.test/1"/><summary>Īsi</summary><updated>2026-01-01T00:00:00Z</updated></entry></feed>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>
<rss version="2.0"><channel><title>&lol2;</title></channel></rss>"""


def word_of(read, *arguments):
    with pytest.raises(Unreadable) as caught:
        read(*arguments)
    return caught.value.word


def test_a_feed_tells_titles_addresses_and_a_deadline():
    first, second = read_feed(RSS.encode(), HERE)
    assert (first.key, first.title, first.address) == ("upes-1", "Konkurss „Upes”", "https://fonds.test/konkurss/upes")
    assert first.fields["name"] == {"lv": "Konkurss „Upes”"}
    assert (first.fields["closes_on"], first.fields["closes_hour"]) == ("2027-03-01", "12:00")
    assert "alert" not in first.fields["summary"]["lv"]
    assert (second.title, second.address, "url" in second.fields) == ("Otrs", "", False)


def test_atom_is_read_as_well():
    (only,) = read_feed(ATOM.encode(), HERE)
    assert (only.key, only.title, only.address) == ("urn:1", "Atbalsts", "https://fonds.test/1")


def test_another_wording_is_another_digest():
    first, again = read_feed(RSS.encode(), HERE)[0], read_feed(RSS.replace("12:00", "16:00").encode(), HERE)[0]
    assert first.key == again.key
    assert digest_of(first) == digest_of(read_feed(RSS.encode(), HERE)[0]) != digest_of(again)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_an_xml_bomb_is_refused_before_it_is_read(encoding):
    assert word_of(read_feed, BOMB.encode(encoding), HERE) == "entities"


def test_a_file_of_ours_is_never_opened_for_its_name(tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_text(RSS, encoding="utf-8")
    assert word_of(read_feed, str(secret).encode(), HERE) == "no_feed"


@pytest.mark.parametrize("content", [b"", b"<html><body>x</body></html>", b'{"items": []}', b"<note/>", b"\x00\x01"])
def test_what_is_no_feed_is_told_so(content):
    assert word_of(read_feed, content, HERE) == "no_feed"


def test_enormous_feeds_and_pages_are_refused():
    assert word_of(read_feed, b"<rss>" + b" " * 3_000_001, HERE) == "too_large"
    assert word_of(read_page, b"<html>" + b" " * 3_000_001, HERE) == "too_large"


def test_a_feed_without_end_gives_five_hundred():
    items = "".join(f"<item><title>{n}</title><guid>{n % 900}</guid></item>" for n in range(1500))
    assert len(read_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), HERE)) == 500


@pytest.mark.parametrize(
    "content",
    [
        b"<title>x</title>" + b"<div>" * 200_000, b"<title>x</title>" + b"<!" * 400_000, b"<title>x</title>" + b"<a b='" * 200_000,
        b"<title>x</title>" + b"&amp" * 300_000, b"<title>x</title><table>" + b"<table><tr>" * 50_000, b"<title>x</title>" + b"<!--" * 400_000, b"<title>x</title>" + b"<script>" * 200_000,
        b"<title>x</title>" + b"<a " * 500_000, b"<title>x</title>" + b"<" * 2_000_000,
    ],
)  # fmt: skip
def test_a_page_made_to_be_slow_is_not_slow_for_us(content):
    assert read_page(content, HERE)[0].title == "x"


def test_a_page_proposes_title_summary_text_and_deadline():
    html = """<!doctype html><html lang="lv"><head><title>Fonds | Konkurss</title><meta property="og:title" content="Konkurss &amp; upes">
    <meta name="description" content="Atbalsts upēm"><script>steal()</script></head><body><nav>Izvēlne</nav>
    <main><h1>Konkurss</h1><p>Iesniegšanas termiņš: 15.03.2027. plkst. 16.00</p><img src=x onerror=alert(1)></main></body></html>"""
    (page,) = read_page(html.encode("cp1257"), HERE)
    assert (page.key, page.title, page.fields["summary"]) == (HERE, "Konkurss & upes", {"lv": "Atbalsts upēm"})
    assert (page.fields["closes_on"], page.fields["closes_hour"]) == ("2027-03-15", "16:00")
    assert "steal" not in page.raw
    assert "onerror" not in page.raw
    assert "Izvēlne" not in page.raw


def test_a_page_without_a_title_is_told_so():
    assert word_of(read_page, b"<html><body><p>x</p></body></html>", HERE) == "no_title"


def test_an_english_page_is_named_in_english():
    (page,) = read_page(b"<html lang=en><title>Call</title></html>", HERE)
    assert page.fields["name"] == {"en": "Call"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Pieteikšanās līdz 2027. gada 1. martam", "2027-03-01"), ("Deadline: 5 April 2027", "2027-04-05"),
        ("Срок подачи: до 01.03.2027", "2027-03-01"), ("termiņš ir 2027-06-30", "2027-06-30"),
        ("Pasākums notiks 2027. gada 1. martā", None), ("līdz 1. martam", None), ("līdz 31.02.2027.", None), ("līdz 1.3.1870.", None),
    ],
)  # fmt: skip
def test_a_deadline_is_proposed_only_where_the_text_says_so(text, day):
    assert deadline_in(text).get("closes_on") == day


@given(st.text(max_size=300))
def test_no_text_upsets_the_search_for_a_deadline(text):
    assert set(deadline_in(text)) <= {"closes_on", "closes_hour"}


# --- open data of another site -----------------------------------------------------------


def opportunity(**more):
    return {
        "id": "0192", "title": "Upju fonds", "description": "<p>Upēm</p>", "status": {"value": "open"},
        "source": "https://cits.test/upes", "createdAt": "2026-01-01T00:00:00Z", "lastModifiedAt": "2026-01-01T00:00:00Z",
        "funding": {"minAwardAmount": {"amount": "500", "currency": "EUR"}, "maxAwardAmount": {"amount": "11000.50", "currency": "EUR"}},
        "keyDates": {"closeDate": {"eventType": "singleDate", "name": "x", "date": "2027-03-01", "time": "12:00:00"}},
        "acceptedApplicantTypes": [{"value": "custom", "customValue": "association"}, {"value": "government_municipal"}],
        "customFields": {"costSharing": {"name": "c", "fieldType": "object", "value": {"percentage": 10.5}}, "agency": {"value": {"name": "SIF"}}},
        **more,
    }  # fmt: skip


def grants(*items, **about):
    told = {"page": 1, "pageSize": 100, "totalItems": len(items), "totalPages": 1} | about
    return json.dumps({"status": 200, "message": "ok", "items": items, "paginationInfo": told}).encode()


def test_an_opportunity_becomes_lines_of_ours():
    page = read_grants(grants(opportunity(), totalPages=3), HERE)
    (only,) = page.found
    assert (page.number, page.pages, page.passed_over, only.key, only.title) == (1, 3, 0, "0192", "Upju fonds")
    assert only.fields == {
        "name": {"lv": "Upju fonds"}, "summary": {"lv": "Upēm"}, "url": "https://cits.test/upes", "source_url": "https://cits.test/upes",
        "amount_min": "500", "amount_max": "11000.5", "closes_on": "2027-03-01", "closes_hour": "12:00",
        "legal_forms": ["association", "municipal_institution", "municipality"], "own_share_percent": "10.5", "provider": "SIF",
    }  # fmt: skip


@pytest.mark.parametrize(
    "odd",
    [
        {"funding": 7}, {"funding": {"maxAwardAmount": {"amount": "NaN", "currency": "EUR"}}}, {"keyDates": {"closeDate": {"date": "2027-13-45"}}},
        {"funding": {"maxAwardAmount": {"amount": "1e999", "currency": "EUR"}}}, {"funding": {"maxAwardAmount": {"amount": "5", "currency": "USD"}}},
        {"source": "javascript:alert(1)"}, {"acceptedApplicantTypes": "all"}, {"customFields": []}, {"description": None},
        {"customFields": {"costSharing": {"value": {"percentage": 1e400}}}}, {"keyDates": {"closeDate": {"date": "0001-01-01"}}},
    ],
)  # fmt: skip
def test_odd_values_are_left_out_and_the_rest_stays(odd):
    (only,) = read_grants(grants({"id": "1", "title": "T"} | odd), HERE).found
    assert set(only.fields) <= {"name"}


def test_what_is_no_opportunity_is_passed_over_and_counted():
    page = read_grants(grants(None, 7, {"id": 5, "title": "x"}, {"id": "1"}, opportunity()), HERE)
    assert (len(page.found), page.passed_over) == (1, 4)


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"no", "no_json"), (b"[" * 200_000, "no_json"), (b"[]", "no_grants"), (b'{"items": 5}', "no_grants")],
)
def test_what_is_no_list_of_opportunities_is_told_so(content, word):
    assert word_of(read_grants, content, HERE) == word


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://[",
        "https://a b.lv",
        "https://anna:x@a.lv",
        "https://a.lv/" + "x" * 500,
    ],
)
def test_only_web_addresses_are_kept(address):
    assert web_address(address) == ""


@pytest.mark.django_db
def test_our_own_open_data_can_be_read_by_a_site_of_our_kind(client):
    measure = make.measure(
        "Upju fonds",
        summary={"lv": "Upēm"},
        amount_max=11000,
        legal_forms=["association"],
        url="https://fonds.test/upes",
    )
    make.round_of(measure, closes_on=date(2027, 3, 1), closes_hour=hour(12))
    answer = client.get("/common-grants/opportunities", {"page": 1, "pageSize": 100})
    page = read_grants(answer.content, HERE)
    (only,) = page.found
    assert (page.number, page.pages, page.passed_over, only.title) == (1, 1, 0, "Upju fonds")
    said = {
        name: only.fields.get(name)
        for name in ("amount_max", "legal_forms", "closes_on", "closes_hour", "summary", "provider")
    }
    assert said == {
        "amount_max": "11000", "legal_forms": ["association"], "closes_on": "2027-03-01", "closes_hour": "12:00", "summary": {"lv": "Upēm"},
        "provider": measure.provider.name,
    }  # fmt: skip
