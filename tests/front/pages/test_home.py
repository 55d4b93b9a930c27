"""The front page: the main job first, then deadlines, who is where, what happened lately."""

from datetime import timedelta
from html import unescape

import pytest

from savienojums.core import clock
from savienojums.core.system import SYSTEM
from savienojums.journal.actions import record
from tests import make

pytestmark = pytest.mark.django_db


def text(client, **headers):
    return " ".join(unescape(client.get("/", headers=headers).content.decode()).split())


def day(days):
    return clock.local_day(clock.now()) + timedelta(days=days)


def test_search_and_what_fits_us_stand_before_everything_else(client):
    page = text(client)
    main = page[page.index("<main") :]
    assert main.index('action="/search/"') < main.index('action="/support/fit/"') < main.index("Tuvākie termiņi")


def test_the_next_six_deadlines_in_their_order(client):
    for days in (60, 20, 40, 10, 50, 30, 70):
        make.round_of(make.measure(f"Pēc {days} dienām"), closes_on=day(days))
    shown = [card.name for card in client.get("/").context["home"].deadlines]
    assert shown == [f"Pēc {days} dienām" for days in (10, 20, 30, 40, 50, 60)]


def test_drafts_are_not_among_the_deadlines(client):
    make.round_of(make.measure("Slepens melnraksts", published_at=None), closes_on=day(3))
    assert "Slepens" not in text(client)


def test_it_counts_what_there_is(client):
    make.measure("A")
    make.organisation("Kopiena", kind="initiative_group", evidence="signed")
    make.organisation("Biedrība")
    make.organisation("Slepena", published_at=None)
    assert [number for number, _words, _list in client.get("/").context["home"].counts] == [1, 1, 2]


def test_alike_things_of_a_day_are_told_as_one_and_private_ones_not_at_all(client):
    at = clock.now()
    for name in ("Pirmais", "Otrais"):
        record("support.measure_added", by=SYSTEM, subject=make.measure(name), at=at - timedelta(days=1))
    record("network.organisation_added", by=SYSTEM, subject=make.organisation("Slates kopiena"), at=at)
    record("network.organisation_added", by=SYSTEM, subject=make.organisation("Slepena"), at=at, audience="editors")
    lately = [(line.text, line.href) for line in client.get("/").context["home"].lately]
    assert lately[0][0] == "Tagad reģistrā: Slates kopiena"
    assert lately[0][1].startswith("/organisations/slates-kopiena")
    assert lately[1:] == [("Savienojuma dokumentā ienāca 2 pasākumi", "")]


def test_an_empty_house_says_what_will_stand_here(client):
    page = text(client)
    assert "Neviens termiņš vēl nav zināms." in page
    assert "Pagaidām nekas." in page


def test_in_english_and_russian_too(client):
    assert "What fits us?" in text(client, **{"Accept-Language": "en"})
    assert "Что нам подходит?" in text(client, **{"Accept-Language": "ru"})


def test_the_region_and_the_network_are_settings(client, settings):
    settings.REGION_NAME, settings.NETWORK_NAME = "Kurzeme", "Kurzemes krasti"
    page = text(client)
    assert "Kurzeme: atbalsts, cilvēki un vietas" in page
    assert "Kurzemes krasti" in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_shown_before_asks_only_what_has_changed(client, django_assert_num_queries, count):
    for number in range(count):
        make.round_of(make.measure(f"Pasākums {number}"), closes_on=day(number + 1))
        make.organisation(f"Kopiena {number}")
    client.get("/")
    # Marks; the journal's newest line and what it told lately.
    with django_assert_num_queries(3):
        client.get("/")


def test_what_can_be_answered_stands_there_and_nothing_else(client):
    at, days = clock.now(), timedelta(days=1)
    open_now = [("both", at - days, at + days)]
    make.conversation("Kam tērēt naudu?", phases=open_now)
    make.conversation("Kas bija pērn?", phases=[("both", at - 9 * days, at - 5 * days)])
    make.conversation("Melnraksts", published_at=None, phases=open_now)
    make.conversation("Tikai ar saiti", is_listed=False, phases=open_now)
    page = client.get("/").content.decode()
    assert "Kam tērēt naudu?" in page
    assert not {each for each in ("Kas bija pērn?", "Melnraksts", "Tikai ar saiti") if each in page}


def test_the_wrong_method_is_refused(client):
    assert client.post("/").status_code == 405


def test_what_was_taken_out_of_the_lists_is_told_no_more(client, coordinator):
    conversation = make.conversation("Kam tērēt naudu?")
    told = {"by": coordinator, "subject": conversation, "at": clock.now()}
    record("voices.conversation_published", **told)
    assert "Kam tērēt naudu?" in text(client)
    conversation.is_listed = False
    conversation.save()
    record("network.organisation_added", by=SYSTEM, subject=make.organisation(), at=clock.now())
    assert "Kam tērēt naudu?" not in text(client)
