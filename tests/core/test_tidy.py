"""Control characters in an address reach neither database nor feed."""

import pytest

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
