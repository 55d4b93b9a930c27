"""Control characters in an address reach neither database nor feed."""

import pytest

from savienojums.core.news_feed import NewsFeed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/support/following/new/?measure=%00",
        "/support/fit/?organisation=%00&place=%00",
        "/support/feed.atom?q=%08NVO",
        "/support/calendar.ics?q=%1fNVO",
        "/support/?q=%00%7F",
        "/search/?q=%00",
        "/organisations/?q=%00",
    ],
)
def test_nothing_breaks(client, address):
    assert client.get(address).status_code in {200, 404}


def test_letters_stay_as_they_are(client):
    listing = client.get("/support/?q=%C4%81%00b%09c").context["listing"]
    assert listing.filters.q == "ā b\tc"


def test_a_control_character_in_a_path_names_nothing(client, db):
    for address in ("/events/tasks/%00/", "/events/materials/a%00b/", "/support/x%1f/", "/places/%7f/"):
        assert client.get(address).status_code == 404, address


def test_a_feed_can_be_read_whatever_a_title_holds():
    feed = NewsFeed(title="Ziņas", link="https://selija.test/", description=None)
    feed.add_item("Forums\x0b Viesītē", "https://selija.test/a", "Nāk\x00siet", categories=["a"])
    assert "Forums  Viesītē" in feed.writeString("utf-8")
