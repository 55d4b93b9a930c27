"""Links of the document: tried once a week, dead after three days of failing, alive again when they answer."""

from datetime import timedelta

import pytest

from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.support.actions.links import Tried, note_links
from savienojums.support.jobs import links as job
from savienojums.support.models import LinkCheck
from savienojums.support.queries.desk import desk_for
from savienojums.support.queries.links import MOST_A_HOST, dead_links, links_to_try
from tests import make
from tests.outside import open_outside, send

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
URL = "https://fonds.test/1"


def tried(word="", address=URL):
    return Tried(address, "fonds.test", error=["fetch", word, {"host": "fonds.test"}] if word else [])


def fail(*days, word="missing"):
    for day in days:
        note_links(by=SYSTEM, tried=[tried(word), tried(address="https://labs.test/x")], at=make.NOW + day * DAY)


def test_three_failures_on_different_days_make_a_link_dead():
    measure = make.measure(url=URL)
    fail(0, 0, 1)
    assert not LinkCheck.objects.dead().exists()
    fail(2)
    check = LinkCheck.objects.dead().get()
    assert (check.address, check.strikes, check.failing_since) == (URL, 3, make.TODAY)
    line = Record.objects.get()
    assert (line.verb, line.subject, line.particulars) == ("support.link_died", measure, {"address": URL})
    (dead,) = dead_links([URL, "https://labs.test/x"])
    assert (dead.since, str(dead.error) != "") == (make.TODAY, True)


def test_one_answer_wipes_the_slate():
    make.measure(url=URL)
    fail(0, 1, 2)
    note_links(by=SYSTEM, tried=[tried()], at=make.NOW + 3 * DAY)
    check = LinkCheck.objects.get(address=URL)
    assert (check.strikes, check.failing_since, check.error, check.answered_at) == (0, None, [], make.NOW + 3 * DAY)
    assert [line.verb for line in Record.objects.order_by("id")] == ["support.link_died", "support.link_revived"]


@pytest.mark.parametrize("word", ["forbidden", "too_often", "not_secure"])
def test_a_closed_door_is_no_dead_link(word):
    fail(0, 1, 2, 3, word=word)
    assert LinkCheck.objects.get(address=URL).strikes == 0


def test_when_nothing_answers_it_is_our_own_line():
    down = [Tried(f"https://{name}.test/", f"{name}.test", error=["fetch", "unknown_host", {}]) for name in "abc"]
    assert note_links(by=SYSTEM, tried=down, at=make.NOW) == []
    assert not LinkCheck.objects.exists()


def test_the_desk_and_the_page_say_so(client, editor):
    measure = make.measure("Upju fonds", url=URL, source_url="https://labs.test/x", checked_on=make.TODAY)
    fail(0, 1, 2)
    (row,) = desk_for(editor, make.NOW, shelf="dead").page.rows
    assert (str(row.card.name), [link.address for link in row.dead]) == ("Upju fonds", [URL])
    page = client.get(measure.get_absolute_url()).content.decode()
    assert "measure-dead" in page
    note_links(by=SYSTEM, tried=[tried()], at=make.NOW + 3 * DAY)
    assert desk_for(editor, make.NOW, shelf="dead").page.total == 0
    assert "measure-dead" not in client.get(measure.get_absolute_url()).content.decode()


def test_each_living_link_is_tried_once_a_week_and_a_failing_one_the_next_day():
    make.measure(url=URL, source_url="https://fonds.test/2")
    make.measure("Tas pats", url=URL)
    make.measure("Slēgts", url="https://slegts.test/", status="closed")
    make.measure("Melnraksts", url="https://melns.test/", published_at=None)
    assert links_to_try(make.NOW) == {"fonds.test": [URL, "https://fonds.test/2"]}
    note_links(by=SYSTEM, tried=[tried("missing"), tried(address="https://fonds.test/2")], at=make.NOW)
    assert links_to_try(make.NOW + timedelta(hours=12)) == {}
    assert links_to_try(make.NOW + DAY) == {"fonds.test": [URL]}
    assert links_to_try(make.NOW + 7 * DAY) == {"fonds.test": [URL, "https://fonds.test/2"]}


def test_no_site_is_asked_for_too_much_at_once():
    for number in range(MOST_A_HOST + 5):
        make.measure(f"F{number}", url=f"https://fonds.test/{number}")
    assert len(links_to_try(make.NOW)["fonds.test"]) == MOST_A_HOST


def test_the_nightly_round_asks_politely_and_keeps_what_it_learnt(settings, monkeypatch):
    monkeypatch.setattr(job, "BREATH", 0.0)
    with open_outside() as world:
        settings.FETCH_PRIVATE_ADDRESSES = [f"127.0.0.1:{world.port}"]
        world["/here"] = lambda handler: send(handler, "x" * 100)
        make.measure(url=world.at("/here"), source_url=world.at("/gone"))
        job.try_links()
        assert [command for command, _path, _headers in world.asked] == ["HEAD", "GET", "HEAD"]
    here, gone = LinkCheck.objects.get(address__endswith="here"), LinkCheck.objects.get(address__endswith="gone")
    assert (here.strikes, gone.strikes, gone.error[1]) == (0, 1, "missing")
