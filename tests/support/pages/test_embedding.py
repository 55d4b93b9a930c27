"""The list on other people's sites: one page may be framed, no other; it remembers nobody."""

import html
import re
from datetime import date, time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from savienojums.core.clock import local_day, now
from tests import make

pytestmark = pytest.mark.django_db
EMBED = "/support/embed/"
LINE = re.compile(r'<textarea id="html"[^>]*>(.*?)</textarea>', re.DOTALL)


def policy(response):
    pairs = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in pairs}


def test_the_frame_may_stand_anywhere_and_runs_nothing(client):
    make.measure("Upes fonds")
    response = client.get(EMBED)
    said = policy(response)
    assert (said["frame-ancestors"], said["script-src"], said["form-action"]) == ("*", "'none'", "'none'")
    assert "X-Frame-Options" not in response
    assert "<script" not in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/", "/support/", "/support/embedding/", "/support/year/", "/support/fit/", "/map/", "/nav-tada/"]
)
def test_no_other_page_may_be_framed(client, address):
    response = client.get(address)
    assert policy(response)["frame-ancestors"] == "'none'"
    assert response["X-Frame-Options"] == "DENY"


def test_only_the_page_that_shows_the_frame_may_hold_one(client):
    assert policy(client.get("/support/embedding/"))["frame-src"] == "'self'"
    assert "frame-src" not in policy(client.get("/support/"))


def test_the_frame_sets_no_cookie_and_knows_nobody(client, editor):
    make.measure("Slepens fonds", published_at=None)
    assert not client.get(EMBED).cookies
    client.force_login(editor)
    assert "Slepens" not in client.get(EMBED).content.decode()


def test_links_open_in_the_whole_window(client):
    make.round_of(make.measure("Upes fonds"), closes_on=local_day(now()) + timedelta(days=9), closes_hour=time(12))
    page = client.get(EMBED).content.decode()
    links = re.findall(r"<a ([^>]+)>", page)
    assert len(links) == 2
    assert all('target="_top" rel="noopener"' in link and 'href="http' in link for link in links)
    assert ", 12:00" in page


def test_the_language_is_named_by_the_address(client):
    make.measure("Upes fonds")
    for said, language in (("ru", "ru"), ("en", "en"), ("xx", "lv"), ("", "lv")):
        response = client.get(EMBED, {"lang": said}, headers={"Accept-Language": "de"})
        assert response["Content-Language"] == language
        assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.parametrize(("most", "shown"), [("5", 5), ("10", 10), ("20", 12), ("1000000", 10), ("", 10)])
def test_a_frame_shows_no_more_than_asked(client, most, shown):
    for number in range(12):
        make.measure(f"Fonds {number}")
    response = client.get(EMBED, {"most": most})
    assert len(response.context["told"].cards) == shown
    assert "Visi: 12 pasākumi" in response.content.decode()


def test_the_filter_holds_in_the_frame_and_in_the_line(client, settings):
    settings.SITE_URL = "https://savienojums.example"
    make.measure("Aizdevums", kind="loan")
    make.measure("Dotācija", kind="grant")
    assert "Dotācija" not in client.get(EMBED, {"kind": "loan"}).content.decode()
    response = client.get("/support/embedding/", {"kind": "loan", "lang": "en", "most": "5"})
    line = html.unescape(LINE.search(response.content.decode())[1])
    assert line == (
        '<iframe src="https://savienojums.example/support/embed/?kind=loan&amp;lang=en&amp;most=5" '
        'title="Support: Loan · Sēlija" width="100%" height="610" loading="lazy" style="border:0"></iframe>'
    )


def test_words_of_a_search_cannot_break_out_of_the_line(client):
    response = client.get("/support/embedding/", {"q": '"><script>alert(1)</script>'})
    line = html.unescape(LINE.search(response.content.decode())[1])
    assert "<script" not in line
    assert line.count("<") == 2


def test_an_empty_frame_says_so(client):
    assert "nekas neatbilst" in client.get(EMBED, {"kind": "loan"}).content.decode()


def test_an_unchanged_frame_is_not_sent_again(client):
    make.measure("Upes fonds")
    mark = client.get(EMBED)["ETag"]
    again = client.get(EMBED, headers={"If-None-Match": mark})
    assert (again.status_code, policy(again)["frame-ancestors"]) == (304, "*")
    make.measure()
    assert client.get(EMBED, headers={"If-None-Match": mark}).status_code == 200


def test_frames_are_only_read(client):
    assert client.post(EMBED).status_code == client.post("/support/embedding/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_a_frame_asks_the_same_questions_however_full_it_is(client, count, django_assert_num_queries):
    for number in range(count):
        make.round_of(make.measure(f"A {number}"), closes_on=date(2027, 3, 1))
    client.get(EMBED)
    with django_assert_num_queries(1):
        assert len(client.get(EMBED).context["told"].cards) == count


@pytest.fixture
def neighbour():
    """Somebody else's site, on a port of its own: `neighbour(html)` gives its address."""
    servers = []

    def serve(body):
        class Site(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_about):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_neighbours_page_shows_the_list_and_nothing_else_of_ours(
    page_at, chromium, live_server, settings, neighbour, axe
):
    settings.SITE_URL = live_server.url
    measure = make.measure("Upes fonds", kind="loan")
    ours = page_at(360, path="/support/embedding/?kind=loan")
    line = ours.get_by_role("textbox", name="Kopējamā rinda").input_value()
    ours.frame_locator(".embed-preview").get_by_role("link", name="Upes fonds").wait_for()
    ours.goto(EMBED)
    axe(ours)
    # Not the page of the fixture: here a policy of ours has to refuse something.
    context = chromium.new_context(locale="lv-LV")
    theirs = context.new_page()
    theirs.goto(
        neighbour(
            f'<html lang="lv"><title>Pagasts</title>{line}<iframe src="{live_server.url}/support/"></iframe></html>'
        )
    )
    frame = theirs.frame_locator("iframe").first
    frame.get_by_role("link", name="Upes fonds").wait_for()
    assert context.cookies() == []
    assert [each.url.startswith("chrome-error") for each in theirs.frames] == [False, False, True]
    frame.get_by_role("link", name="Upes fonds").click()
    theirs.wait_for_url(f"**{measure.get_absolute_url()}")
    context.close()
