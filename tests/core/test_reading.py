"""Sums, days and hours as people write them."""

from contextlib import suppress
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.reading import MOST, Unreadable, read_day, read_day_of_year, read_hour, read_sum

SUMS = st.decimals(min_value=0, max_value=MOST, places=2)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
MONTHS = ["janvārī", "februāris", "martā", "aprīlis", "maijs", "jūnijā", "jūlijs", "augustā", "septembris", "oktobrī",
          "novembra", "decembris"]  # fmt: skip
ENGLISH = [
    "January",
    "Feb",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "Sept.",
    "October",
    "November",
    "December",
]
RUSSIAN = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def grouped(amount, mark, point):
    whole, _, cents = f"{amount:.2f}".partition(".")
    return f"{int(whole):,}".replace(",", mark) + (f"{point}{cents}" if int(cents) else "")


@given(SUMS, st.sampled_from([" ", "\u00a0", "\u202f", "", "'"]), st.sampled_from([",", "."]))
def test_a_sum_is_read_however_its_thousands_are_set(amount, mark, point):
    assert read_sum(grouped(amount, mark, point)) == amount


@given(SUMS, st.sampled_from(["{} EUR", "{} €", "€ {}", "EUR {}", "{} eiro", "{}€", " {} eur. "]))
def test_the_name_of_the_money_may_stand_before_or_behind(amount, written):
    assert read_sum(written.format(grouped(amount, " ", ","))) == amount


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("11 000 EUR", "11000"),
        ("11000,50", "11000.50"),
        ("11 000 €", "11000"),
        ("11.000,50", "11000.50"),
        ("11,000.50", "11000.50"),
        ("1.000", "1000"),
        ("1,000", "1000"),
        ("1.000.000", "1000000"),
        ("2,5", "2.5"),
        ("11 tūkst. EUR", "11000"),
        ("2,5 tūkst.", "2500"),
        ("500,-", "500"),
    ],
)
def test_sums_as_calls_write_them(written, amount):
    assert read_sum(written) == Decimal(amount)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("", "no_sum"),
        ("daudz", "no_sum"),
        ("12 00", "no_sum"),
        ("0,500", "no_sum"),
        ("1.000,000", "no_sum"),
        ("500 EUR gadā", "no_sum"),
        ("1000–2000", "no_sum"),
        ("-5 EUR", "negative"),
        ("− 5", "negative"),
        ("500 USD", "other_money"),
        ("£500", "other_money"),
        ("500 Ls", "other_money"),
        ("10 000 000 000", "too_large"),
    ],
)
def test_what_is_no_clear_sum_is_not_guessed(written, word):
    with pytest.raises(Unreadable) as refused:
        read_sum(written)
    assert refused.value.word == word


def test_nothing_less_than_nothing_is_nothing():
    assert read_sum("-0") == 0


@given(DAYS)
def test_a_day_is_read_however_it_is_written(day):
    month = day.month - 1
    for written in (
        f"{day.day}.{day.month}.{day.year}.",
        f"{day:%d.%m.%Y}",
        f"{day.day}. {day.month}. {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
        f"{day:%Y.%m.%d}.",
        f"{day.year}. gada {day.day}. {MONTHS[month]}",
        f"{day.day}. {MONTHS[month]} {day.year}. g.",
        f"{day.day} {ENGLISH[month]} {day.year}",
        f"{ENGLISH[month]} {day.day}, {day.year}",
        f"{day.day} {RUSSIAN[month]} {day.year} года",
    ):
        assert read_day(written) == day, written


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("1. marts", "year_missing"),
        ("1.3.", "year_missing"),
        ("March 1", "year_missing"),
        ("1.3.27", "year_short"),
        ("1.3.1927", "other_century"),
        ("1.3.2127", "other_century"),
        ("31.2.2027", "no_such_day"),
        ("31. februāris", "no_such_day"),
        ("0.0.2027", "no_such_day"),
        ("2027. gada marts", "no_day"),
        ("pavasarī", "no_day"),
        ("1. martiņš 2027", "no_day"),
        ("", "no_day"),
    ],
)
def test_what_is_no_clear_day_is_asked_about(written, word):
    with pytest.raises(Unreadable) as refused:
        read_day(written)
    assert refused.value.word == word


@pytest.mark.parametrize(
    ("written", "day"), [("1. marts", (3, 1)), ("1.3.", (3, 1)), ("03-01", (3, 1)), ("29.2.", (2, 29))]
)
def test_a_day_that_comes_every_year_has_no_year(written, day):
    assert read_day_of_year(written) == day


@pytest.mark.parametrize(
    ("written", "word"), [("1.3.2027", "year_not_wanted"), ("30.2.", "no_such_day"), ("marts", "no_day")]
)
def test_a_day_of_the_year_is_not_guessed(written, word):
    with pytest.raises(Unreadable) as refused:
        read_day_of_year(written)
    assert refused.value.word == word


@given(st.times())
def test_an_hour_is_read_however_it_is_written(hour):
    hour = hour.replace(second=0, microsecond=0)
    for written in (
        f"{hour:%H:%M}",
        f"{hour:%H.%M}",
        f"plkst. {hour:%H:%M}",
        f"pulksten {hour:%H.%M}",
        f" {hour:%H:%M}:00",
    ):
        assert read_hour(written) == hour


def test_a_bare_hour_is_a_full_hour():
    assert read_hour("16") == read_hour("16h") == time(16)


@pytest.mark.parametrize(
    ("written", "word"), [("24:00", "midnight"), ("25:00", "no_hour"), ("12:60", "no_hour"), ("pusdienās", "no_hour")]
)
def test_what_is_no_clear_hour_is_asked_about(written, word):
    with pytest.raises(Unreadable) as refused:
        read_hour(written)
    assert refused.value.word == word


@given(st.one_of(st.text(max_size=60), st.from_regex(r"[0-9 .,/€:-]{0,30}", fullmatch=True)))
def test_no_text_breaks_the_reader(text):
    for read in (read_sum, read_day, read_day_of_year, read_hour):
        with suppress(Unreadable):
            read(text)
