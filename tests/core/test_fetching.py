"""What comes from outside: bounded, never from inside, and never what it only claims to be."""

import gzip
import logging
import time
import tracemalloc
from ipaddress import ip_address

import pytest

from savienojums.core import fetching
from savienojums.core.fetching import Unfetchable, addresses_of, answers, checked, fetch, is_public, sentence_of
from savienojums.core.sniffing import sniffed
from tests.outside import open_outside, redirect, send

FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Ziņas</title></channel></rss>'
PAGE = "<!doctype html><html><head><title>Konkurss</title></head><body><p>Teksts</p></body></html>"


@pytest.fixture
def outside(settings):
    with open_outside() as world:
        settings.FETCH_PRIVATE_ADDRESSES = [f"127.0.0.1:{world.port}"]
        yield world


def refusal(address, wanted="page", **how):
    with pytest.raises(Unfetchable) as caught:
        fetch(address, wanted, **how)
    return caught.value


def test_a_page_comes_with_its_marks_and_we_say_who_we_are(outside, settings):
    settings.SITE_URL = "https://selija.test"
    outside["/"] = lambda handler: send(handler, PAGE, ETag='"1"', Last_Modified="Mon, 01 Jan 2024 00:00:00 GMT")
    got = fetch(outside.at("/"), "page")
    assert (got.content.decode(), got.kind, got.etag, got.declared) == (PAGE, "page", '"1"', "")
    assert outside.asked[0][2]["User-Agent"].startswith("Savienojums/")
    assert "https://selija.test" in outside.asked[0][2]["User-Agent"]


def test_what_has_not_changed_is_not_sent_again(outside):
    outside["/"] = lambda handler: send(handler, b"", status=304)
    got = fetch(outside.at("/"), "feed", etag='"1"', modified="gestern")
    assert (got.unchanged, got.etag, got.modified) == (True, '"1"', "gestern")
    headers = outside.asked[0][2]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "gestern")


def test_marks_that_no_header_may_hold_are_not_kept_and_not_sent(outside):
    outside["/"] = lambda handler: send(handler, PAGE, ETag="\u00e9")
    assert fetch(outside.at("/"), "page").etag == ""
    assert fetch(outside.at("/"), "page", etag="\u00e9", modified="\u00e9").kind == "page"


def test_a_feed_that_says_it_is_a_page_is_read_and_the_lie_is_told(outside):
    outside["/feed"] = ("text/html", FEED)
    assert fetch(outside.at("/feed"), "feed").declared == "page"
    outside["/feed"] = ("text/xml", FEED)
    assert fetch(outside.at("/feed"), "feed").declared == ""


def test_a_page_that_says_it_is_a_feed_is_refused(outside):
    outside["/feed"] = ("application/rss+xml", PAGE)
    wrong = refusal(outside.at("/feed"), "feed")
    assert (wrong.word, wrong.words) == ("other_kind", {"got": "page", "wanted": "feed"})


@pytest.mark.parametrize("kind", ["video/mp4", "application/pdf", "application/zip"])
def test_films_and_archives_are_not_even_loaded(outside, kind):
    outside["/"] = (kind, b"x" * 100)
    assert refusal(outside.at("/")).word == "other_kind"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "nothing"), (b"  \n", "nothing"), (b"%PDF-1.7", "pdf"), (b"PK\x03\x04zip", "table"), (b"\x1f\x8b", "packed"),
        (b"\x89PNG\r\n", "media"), (b"\x00\x01\x02\x03", "bytes"), (b'{"a": 1}', "json"), (b"\xef\xbb\xbf[1]", "json"),
        (b"name;sum\nA;1", "text"), (b"<note/>", "xml"), (FEED.encode(), "feed"), (PAGE.encode(), "page"),
        (FEED.encode("utf-16"), "feed"), (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        (b"<html><body><rss ></rss></body></html>", "page"), (b"<rdf:RDF >", "feed"),
    ],
)  # fmt: skip
def test_what_it_is_shows_in_its_first_bytes(content, kind):
    assert sniffed(content) == kind


# --- inside and outside -----------------------------------------------------------

# ruff: noqa: S104 -- addresses to be refused
INSIDE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "192.0.2.1", "198.18.0.1", "192.88.99.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "2002:7f00:1::", "2001:0:1::1", "64:ff9b::7f00:1", "2001:db8::1",
)  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_of_private_networks_are_not_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "193.40.0.1", "2a00:1450:4010:c0f::8a"])
def test_addresses_of_the_open_internet_are(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_however_it_is_written_the_inside_is_refused_and_logged(host, caplog):
    with caplog.at_level(logging.WARNING, "savienojums.core.fetching"):
        wrong = refusal(f"http://{host}:8000/")
    assert wrong.word in {"private", "unknown_host", "no_address"}
    if wrong.word == "private":
        assert "is not a public address" in caplog.text


def test_decimal_and_octal_numbers_are_understood_as_the_machine_does():
    for host in ("2130706433", "0x7f000001", "0177.0.0.1", "127.1"):
        with pytest.raises(Unfetchable) as caught:
            addresses_of(host, 80)
        assert caught.value.word == "private"


@pytest.mark.parametrize(
    "inside", ["http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://localhost/", "http://10.0.0.1/"]
)
def test_a_redirect_to_the_inside_is_refused(outside, inside, caplog):
    outside["/"] = redirect(inside)
    assert refusal(outside.at("/")).word == "private"
    assert "Refused to fetch" in caplog.text


def test_another_port_of_a_let_address_stays_closed(outside):
    outside["/"] = redirect(f"http://127.0.0.1:{outside.port + 1}/")
    assert refusal(outside.at("/")).word == "private"


def test_a_name_that_changes_its_address_meanwhile_gains_nothing(outside, monkeypatch):
    asked = []

    def turncoat(host, port, seconds):
        asked.append(host)
        return ["127.0.0.1"]

    outside["/"] = ("text/html", PAGE)
    monkeypatch.setattr(fetching, "_looked_up", turncoat)
    got = fetch(f"http://rebinding.test:{outside.port}/", "page")
    # The name was asked for once, and the connection went to that very answer.
    assert (got.content.decode(), asked) == (PAGE, ["rebinding.test"])
    assert outside.asked[0][2]["Host"] == f"rebinding.test:{outside.port}"


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    monkeypatch.setattr(fetching, "_looked_up", lambda *_: ["8.8.8.8", "192.168.0.1"])
    assert refusal("http://two-faced.test/").word == "private"


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("", "no_address"), ("kaut kas", "no_address"), ("//nav.lv/", "no_address"), ("http://", "no_address"),
        ("https://" + "a" * 3000, "no_address"), ("http://exa\nmple.lv", "no_address"), ("http://[::1", "no_address"),
        ("file:///etc/passwd", "other_scheme"), ("ftp://nav.lv/", "other_scheme"), ("javascript:alert(1)", "other_scheme"),
        ("gopher://nav.lv/", "other_scheme"), ("https://anna:parole@nav.lv/", "credentials"), ("https://anna@nav.lv/", "credentials"),
        ("http://nav.lv:25/", "port"), ("http://nav.lv:22/", "port"),
    ],
)  # fmt: skip
def test_what_is_no_public_address_is_told_so(address, word):
    with pytest.raises(Unfetchable) as caught:
        checked(address)
    assert caught.value.word == word
    assert str(caught.value.sentence)


def test_a_redirect_to_another_scheme_is_refused(outside):
    outside["/"] = redirect("file:///etc/passwd")
    assert refusal(outside.at("/")).word in {"other_scheme", "no_address"}
    outside["/"] = redirect("https://anna:parole@nav.lv/")
    assert refusal(outside.at("/")).word == "credentials"


def test_a_site_nobody_knows_is_told_so():
    assert refusal("https://nav-tadas-vietnes.invalid/").word == "unknown_host"


# --- bounds --------------------------------------------------------------------------


def test_redirects_are_followed_up_to_five(outside):
    for number in range(9):
        outside[f"/{number}"] = redirect(f"/{number + 1}")
    outside["/5"] = ("text/html", PAGE)
    assert fetch(outside.at("/0"), "page").address == outside.at("/5")
    outside["/5"] = redirect("/6")
    assert refusal(outside.at("/0")).word == "redirects"


def test_an_address_that_leads_back_to_itself_is_noticed(outside):
    outside["/a"], outside["/b"] = redirect("/b"), redirect("/a#again")
    assert refusal(outside.at("/a")).word == "loop"


def test_an_endless_page_is_left(outside):
    def endless(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while True:
            handler.wfile.write(b"<p>x</p>" * 8000)

    outside["/"] = endless
    assert refusal(outside.at("/"), most=1_000_000).words == {"megabytes": 1}


def test_a_packed_giant_stops_before_it_unfolds(outside):
    bomb = gzip.compress(gzip.compress(b"\0" * 1_000_000) + b"\0" * 60_000_000)
    outside["/"] = lambda handler: send(handler, bomb, Content_Encoding="gzip")
    tracemalloc.start()
    assert refusal(outside.at("/"), most=2_000_000).word == "too_large"
    assert tracemalloc.get_traced_memory()[1] < 12_000_000
    tracemalloc.stop()


def test_packed_pages_are_unpacked_also_when_in_two_pieces(outside):
    packed = gzip.compress(PAGE[:30].encode()) + gzip.compress(PAGE[30:].encode())
    outside["/"] = lambda handler: send(handler, packed, Content_Encoding="gzip")
    assert fetch(outside.at("/"), "page").content.decode() == PAGE


@pytest.mark.parametrize("packing", ["br", "gzip, gzip", "gzip"])
def test_a_packing_that_is_none_is_told_so(outside, packing):
    outside["/"] = lambda handler: send(handler, b"not packed at all", Content_Encoding=packing)
    assert refusal(outside.at("/")).word == "encoding"


def test_a_site_that_drips_is_left_when_the_whole_time_is_over(outside, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 1.0)

    def drip(handler):
        handler.send_response(200)
        for number in range(100):
            handler.wfile.write(f"X-{number}: y\r\n".encode())
            handler.wfile.flush()
            time.sleep(0.1)

    outside["/"] = drip
    begun = time.monotonic()
    assert refusal(outside.at("/")).word == "too_slow"
    assert time.monotonic() - begun < 3


def test_a_site_that_does_not_answer_is_told_so(settings):
    settings.FETCH_PRIVATE_ADDRESSES = ["127.0.0.1"]
    assert refusal("http://127.0.0.1:9999/").word == "no_answer"


def test_a_site_that_speaks_no_http_is_told_so(outside):
    outside["/"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")
    assert refusal(outside.at("/")).word == "broken_off"


@pytest.mark.parametrize(
    ("status", "word"),
    [(404, "missing"), (410, "missing"), (403, "forbidden"), (429, "too_often"), (418, "refused"), (500, "broken")],
)
def test_what_the_site_answers_becomes_a_sentence(outside, status, word):
    outside["/"] = lambda handler: send(handler, PAGE, status=status)
    wrong = refusal(outside.at("/"))
    assert wrong.word == word
    assert "%(" not in str(wrong.sentence)


def test_a_kept_word_becomes_its_sentence_again():
    words = {"got": "page", "wanted": "feed"}
    assert str(Unfetchable("other_kind", **words).sentence) == str(sentence_of("other_kind", words))
    assert "Šajā adresē ir tīmekļa lapa, bet bija gaidīts: ziņu plūsma." in str(sentence_of("other_kind", words))
    assert sentence_of("nobody knows", {}) == ""


# --- whether a page is there --------------------------------------------------------------


def test_the_head_alone_tells_whether_a_page_is_there(outside):
    outside["/"] = ("text/html", PAGE)
    outside["/old"] = redirect("/", 301)
    assert answers(outside.at("/old")) == outside.at("/")
    assert [command for command, *_ in outside.asked] == ["HEAD", "HEAD"]


def test_sites_that_know_no_head_are_asked_for_the_page(outside):
    outside["/"] = lambda handler: send(handler, PAGE, status=405 if handler.command == "HEAD" else 200)
    assert answers(outside.at("/")) == outside.at("/")
    assert [command for command, *_ in outside.asked] == ["HEAD", "GET"]


def test_a_page_that_is_gone_is_told_so(outside):
    with pytest.raises(Unfetchable) as caught:
        answers(outside.at("/nav"))
    assert caught.value.word == "missing"
