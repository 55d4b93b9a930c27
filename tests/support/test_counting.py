"""Counting without looking at who it is."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.support.counting import MOST_HELD, MOST_WAITING, Buffer, Counted, band, is_robot, searched

DAY = date(2026, 11, 23)


def view(key="nvo-fonds"):
    return Counted(DAY, "view", key)


def test_what_waits_is_handed_over_after_a_minute_and_only_once():
    buffer = Buffer()
    assert buffer.due(0.0) is None
    buffer.add(view(), 10.0)
    buffer.add(view(), 60.0)
    assert buffer.due(69.9) is None
    assert buffer.due(70.0) == {view(): 2}
    assert buffer.due(1000.0) is None


def test_much_that_waits_is_handed_over_at_once():
    buffer = Buffer()
    for number in range(MOST_WAITING):
        buffer.add(view(str(number)), 0.0)
    assert len(buffer.due(0.1)) == MOST_WAITING


def test_a_flood_of_new_words_does_not_fill_the_memory():
    buffer = Buffer()
    for number in range(MOST_HELD + 50):
        buffer.add(view(str(number)), 0.0)
    assert len(buffer.waiting) == MOST_HELD


def test_what_could_not_be_kept_waits_once_more():
    buffer = Buffer()
    buffer.add(view(), 0.0)
    taken = buffer.due(60.0)
    buffer.add(view(), 61.0)
    buffer.put_back(taken, 62.0)
    assert buffer.due(200.0) == {view(): 2}
    buffer.add(view(), 201.0)
    buffer.forget()
    assert buffer.due(900.0) is None


def test_many_threads_lose_nothing():
    buffer, taken = Buffer(), Counter()

    def work(number):
        for _ in range(500):
            buffer.add(view(str(number % 3)), 0.0)
        return buffer.due(100.0) or Counter()

    with ThreadPoolExecutor(8) as pool:
        for each in pool.map(work, range(16)):
            taken += each
    taken += buffer.due(100.0) or Counter()
    assert taken.total() == 16 * 500


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Googlebot/2.1",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "curl/8.0",
        "python-httpx/0.28",
        "facebookexternalhit/1.1",
    ],
)
def test_programs_are_not_counted(agent):
    assert is_robot(agent)


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1",
    ],
)
def test_browsers_are_counted(agent):
    assert not is_robot(agent)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("  Solāriji   pagastam ", "solāriji pagastam"),
        ("rakstiet anna.berzina@inbox.lv par teltīm", "rakstiet par teltīm"),
        ("zvaniet +371 29 123 456 teltis", "zvaniet teltis"),
        ("29123456", ""),
        ("010190-12345 pabalsts", "pabalsts"),
        ("LV80BANK0000435195001 konts", "konts"),
        ("https://kaut.kas/privats teltis", "teltis"),
        ("konkurss 2027", "konkurss"),
        ("co2", "co2"),
        ("ab", ""),
        ("a b c d e f g h", ""),
    ],
)
def test_words_are_kept_without_anything_that_leads_to_a_person(words, kept):
    assert searched(words) == kept


@given(st.text(max_size=200))
def test_no_address_and_no_long_number_is_ever_kept(words):
    kept = searched(words)
    assert "@" not in kept
    assert len(kept) <= 60
    assert not any(part.isdigit() and len(part) > 4 for part in kept.split())
    assert searched(kept) in {kept, ""}


def test_lists_are_told_roughly():
    assert [band(count) for count in (0, 1, 3, 4, 9, 10, 68)] == ["0", "1-3", "1-3", "4-9", "4-9", "10+", "10+"]
