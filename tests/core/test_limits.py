"""How often somebody may do something that costs others."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from savienojums.core.limits import address_of, within_limit
from tests import make

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


def tried(who="1.2.3.4", at=make.NOW, what="letter"):
    return within_limit(what, who, most=2, within=HOUR, at=at)


def test_the_first_few_tries_pass_and_no_more():
    assert [tried() for _ in range(4)] == [True, True, False, False]


def test_others_and_other_things_are_counted_apart():
    assert [tried(), tried(), tried(who="5.6.7.8"), tried(what="code")] == [True] * 4


def test_after_an_hour_it_goes_on():
    assert [tried(), tried(at=make.NOW + HOUR / 2), tried(at=make.NOW + HOUR), tried(at=make.NOW + HOUR)] == [
        True, True, True, False,
    ]  # fmt: skip


def test_the_address_of_a_request(rf):
    assert address_of(rf.get("/", REMOTE_ADDR="10.0.0.7")) == "10.0.0.7"


def test_one_line_of_ipv6_is_one_address(rf):
    def address(told):
        return address_of(rf.get("/", REMOTE_ADDR=told))

    assert address("2001:db8:1:2::7") == address("2001:db8:1:2:ffff:1:2:3") == "2001:db8:1:2::/64"
    assert address("2001:db8:1:3::7") != address("2001:db8:1:2::7")
    assert address("::ffff:10.0.0.7") == "10.0.0.7"
