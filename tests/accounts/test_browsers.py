"""Where somebody is signed in, told so that they know it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.accounts.browsers import browser_of, shortened

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
CHROME = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize(
    ("told", "seen"),
    [
        (FIREFOX, "Firefox, Windows"),
        (CHROME, "Chrome, Android"),
        (EDGE, "Edge, Windows"),
        (SAFARI, "Safari, iPhone"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(told, seen):
    assert browser_of(told) == seen


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("81.198.7.23", "81.198.…"),
        ("::ffff:81.198.7.23", "81.198.…"),
        ("2a03:ec00:b1a2::17", "2a03:ec00:…"),
        ("nonsense", ""),
    ],
)
def test_an_address_is_shown_in_part(address, seen):
    assert shortened(address) == seen


@given(st.ip_addresses().map(str))
def test_no_shortened_address_tells_the_whole(address):
    assert address not in shortened(address)
    assert shortened(address).endswith("…")


@given(st.text())
def test_whatever_a_browser_says_it_gets_a_name_or_none(told):
    assert isinstance(browser_of(told), str)
