"""One measure's page: everything known, nothing guessed, and its history."""

from datetime import date, time, timedelta
from html import unescape

import pytest

from savienojums.core import clock
from tests import make

pytestmark = pytest.mark.django_db


def text(client, measure):
    return " ".join(unescape(client.get(measure.get_absolute_url()).content.decode()).split())


def test_the_page_tells_who_may_how_much_and_where_it_stands(client):
    measure = make.measure(
        "Iedzīvotāji veido savu vidi",
        who_text="neformāla iedzīvotāju grupa; biedrība",
        legal_forms=["informal", "association"],
        forms_certain=True,
        people_min=10,
        amount_max=1000,
        own_share_percent=10,
        own_share_above=500,
        way_in=["paper", "e_signature"],
        annexes="Tāme\nĪpašnieka saskaņojums",
        terms="Projektu īsteno no 1. jūnija līdz 30. septembrim.",
        conditions="Grupā vismaz 10 iedzīvotāju.",
        source_url="https://www.kraslava.lv/lv/jaunums/x",
    )
    page = text(client, measure)
    for words in (
        "Grupa bez juridiskas formas, biedrība",
        "neformāla iedzīvotāju grupa; biedrība",
        "līdz 1\u00a0000\u00a0EUR".replace("\u00a0", " "),
        "pašu ieguldījums 10 % virs 500 EUR",
        "Papīra formātā",
        "Īpašnieka saskaņojums",
        "Projektu īsteno no 1. jūnija līdz 30. septembrim.",
        "Grupā vismaz 10 iedzīvotāju.",
        "kraslava.lv/lv/jaunums/x",
    ):
        assert words.lower() in page.replace("\u00a0", " ").lower(), words


def test_what_is_not_known_says_so(client):
    assert "nav zināms" in text(client, make.measure("Maz zināms"))


def test_a_deadline_has_its_hour(client):
    measure = make.measure("Konkurss")
    day = clock.local_day(clock.now()) + timedelta(days=30)
    make.round_of(measure, closes_on=day, closes_hour=time(12), deadline_by="postmark")
    page = text(client, measure)
    assert "plkst. 12:00" in page
    assert "pēc pasta zīmoga" in page


def test_past_rounds_are_history_and_forecast(client):
    measure = make.measure("Konkurss", status="recurring", recurrence="yearly")
    make.round_of(measure, closes_on=date(2026, 3, 1), closes_hour=time(12), applied_count=189, won_count=59)
    page = text(client, measure).replace("\u00a0", " ")
    assert "nevienā no tām pieteikumus vairs nepieņem" in page
    assert "Parasti 1. marts, plkst. 12:00" in page
    assert "59 / 189 (31 %)" in page


def test_who_checked_and_when(client, editor):
    measure = make.measure("Konkurss", checked_on=date(2026, 11, 1), checked_by=editor)
    assert "Dokumenta redaktore" in text(client, measure)


def test_html_in_names_is_text(client):
    measure = make.measure("<script>alert(1)</script>", notes="<b>treknraksts</b>")
    raw = client.get(measure.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in raw
    assert "&lt;b&gt;treknraksts" in raw


def test_only_editors_are_offered_to_edit(client, editor, outsider):
    measure = make.measure("Konkurss")
    editing = f"{measure.get_absolute_url()}editing/"
    client.force_login(outsider)
    assert editing not in client.get(measure.get_absolute_url()).content.decode()
    client.force_login(editor)
    assert editing in client.get(measure.get_absolute_url()).content.decode()


def test_a_draft_is_seen_by_its_editors_only(client, editor, outsider):
    draft = make.measure("Slepens melnraksts", published_at=None)
    missing = client.get("/support/nav-tada/")
    client.force_login(outsider)
    hidden = client.get(draft.get_absolute_url())
    assert hidden.status_code == missing.status_code == 404
    assert "Slepens" not in hidden.content.decode()
    client.force_login(editor)
    assert "Slepens melnraksts" in client.get(draft.get_absolute_url()).content.decode()


def test_english_readers_get_english_words_and_are_told_what_is_latvian(client):
    measure = make.measure("Konkurss")
    measure.name = {"lv": "Konkurss", "en": "Contest"}
    measure.summary = {"lv": "Tikai latviski."}
    measure.save()
    page = client.get(measure.get_absolute_url(), headers={"Accept-Language": "en"}).content.decode()
    assert "<h1>Contest</h1>" in page.replace(' lang="en"', "")
    assert 'lang="lv">Tikai latviski.' in page


def test_a_page_asks_for_no_more_than_it_needs(client, django_assert_num_queries):
    measure = make.measure("Konkurss")
    make.round_of(measure, closes_on=date(2026, 3, 1))
    # Marks; the shelf (measures, rounds, themes, places); the measure with rounds, themes, places; places; containment;
    # dead links; measures their source no longer holds.
    with django_assert_num_queries(16):
        client.get(measure.get_absolute_url())
    with django_assert_num_queries(1):
        client.get(measure.get_absolute_url())


def test_the_wrong_method_is_refused(client):
    assert client.post(make.measure("Konkurss").get_absolute_url()).status_code == 405


def test_versions_for_other_territories_lead_to_each_other(client):
    national = make.measure("Kultūras programma")
    local = make.measure("Sēlijas kultūras programma", wider=national)
    make.measure("Melnraksts", wider=national, published_at=None)
    page = client.get(national.get_absolute_url()).content.decode()
    assert "Ir arī vietējā versija" in page
    assert local.get_absolute_url() in page
    assert "Melnraksts" not in page
    page = client.get(local.get_absolute_url()).content.decode()
    assert "Ir arī pasākums plašākai teritorijai" in page
    assert national.get_absolute_url() in page
