"""Calendars, news feeds and tables, read back by other programs."""

import csv
import io
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from icalendar import Calendar

from savienojums.core.clock import RIGA
from savienojums.support import exports
from savienojums.support.actions import checks, measures, rounds
from savienojums.support.models import Measure
from savienojums.support.queries import export as queries
from savienojums.support.queries.documents import days_ahead
from savienojums.support.queries.measures import filters_of
from tests import make

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOST = "savienojums.example"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = f"https://{HOST}"
    # The first question for a content type asks the database; here it is asked before anything is counted.
    ContentType.objects.get_for_model(Measure)


def asked(query=""):
    return filters_of(QueryDict(query))


def calendar(query="", **options):
    return Calendar.from_ical(exports.calendar_of(queries.dates_for(asked(query), make.NOW), **options))


def events(query="", **options):
    return {str(event["summary"]): event for event in calendar(query, **options).walk("VEVENT")}


def test_a_deadline_with_its_hour_is_an_event_at_that_hour_in_riga():
    measure = make.measure("Upes fonds", summary={"lv": "Upēm."}, amount_max=Decimal(1000))
    found = make.round_of(measure, closes_on=date(2027, 3, 31), closes_hour=time(12))
    (event,) = events().values()
    start = event["dtstart"]
    assert (start.params["TZID"], start.dt.astimezone(UTC)) == ("Europe/Riga", datetime(2027, 3, 31, 9, tzinfo=UTC))
    assert (event["uid"], event["status"], event["transp"]) == (f"{found.public_id}@{HOST}", "CONFIRMED", "TRANSPARENT")
    assert event["url"] == f"https://{HOST}{measure.get_absolute_url()}"
    assert event["description"].splitlines() == [
        "Sabiedrības integrācijas fonds (SIF)",
        "līdz 1\u00a0000\u00a0EUR",
        "Upēm.",
        f"https://{HOST}{measure.get_absolute_url()}",
    ]
    assert event["dtstamp"].dt == event["last-modified"].dt == measure.changed_at.replace(microsecond=0)


def test_a_deadline_without_an_hour_is_an_event_of_the_whole_day():
    make.round_of(make.measure("Upes fonds"), closes_on=date(2027, 3, 1), name="1. kārta")
    (event,) = events().values()
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 3, 1), date(2027, 3, 2))
    assert event["summary"] == "Upes fonds, 1. kārta"
    assert "Stunda nav zināma" in event["description"]


def test_an_expected_deadline_says_so():
    measure = make.measure("Upes fonds", status="recurring", recurrence="yearly", usual_deadlines=["03-01"])
    (event,) = events().values()
    assert (event["summary"], event["status"]) == ("Upes fonds (sagaidāms termiņš)", "TENTATIVE")
    assert event["uid"] == f"{measure.public_id}-20270301@{HOST}"
    assert "vēl nav izsludināts" in event["description"]


def test_names_of_events_last_and_their_numbers_grow(editor):
    measure = make.measure("Upes fonds")
    found = make.round_of(measure, closes_on=date(2027, 3, 1))
    (before,) = events().values()
    rounds.change_round(by=editor, round_=found, details={"closes_on": date(2027, 3, 6)}, at=make.NOW)
    measures.change_measure(by=editor, measure=measure, details={"notes": "Pagarināts"}, at=make.NOW)
    (after,) = events().values()
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 2)
    assert after["dtstart"].dt == date(2027, 3, 6)


def test_the_calendar_tells_its_name_its_clock_and_when_to_come_again():
    make.theme()
    told = calendar("theme=culture", refresh=timedelta(hours=12))
    assert (str(told["name"]), str(told["x-wr-calname"])) == ("Atbalsts: termiņi (Kultūra)",) * 2
    assert told["refresh-interval"].dt == timedelta(hours=12)
    assert (told["version"], str(told["x-wr-timezone"])) == ("2.0", "Europe/Riga")


def test_the_clock_of_riga_is_told_by_its_rule():
    (zone,) = calendar().walk("VTIMEZONE")
    told = zone.to_tz(lookup_tzid=False)
    days = [date(year, month, 15) for year in (2026, 2027, 2035) for month in range(1, 13)]
    moments = [datetime.combine(day, time(12)) for day in days]
    moments += [datetime.combine(date(2027, 3, 28), hour) for hour in (time(2, 59), time(4, 1))]
    moments += [datetime.combine(date(2027, 10, 31), hour) for hour in (time(2, 59), time(5))]
    assert [told.utcoffset(moment) for moment in moments] == [RIGA.utcoffset(moment) for moment in moments]


def test_what_went_by_stays_for_a_season():
    measure = make.measure("A")
    for day in (date(2026, 9, 1), date(2026, 1, 1), date(2027, 5, 1)):
        make.round_of(measure, closes_on=day, name=day.isoformat())
    assert list(events()) == ["A, 2026-09-01", "A, 2027-05-01"]


def test_a_calendar_holds_only_what_the_filter_leaves():
    for kind in ("grant", "loan"):
        make.round_of(make.measure(kind, kind=kind), closes_on=date(2027, 3, 1))
    assert list(events("kind=loan")) == ["loan"]


def test_one_measures_calendar_reminds_a_week_before():
    measure, other = make.measure("Upes fonds"), make.measure("Cits")
    for each in (measure, other):
        make.round_of(each, closes_on=date(2027, 3, 1))
    make.round_of(measure, closes_on=date(2026, 11, 1))
    told = Calendar.from_ical(
        exports.calendar_of(queries.dates_of(measure, make.NOW), remind=exports.Reminders((7,), make.NOW))
    )
    assert str(told["name"]) == "Upes fonds"
    assert [[alarm["trigger"].dt for alarm in event.walk("VALARM")] for event in told.walk("VEVENT")] == [
        [],
        [timedelta(days=-7, hours=9)],
    ]


def triggers(event):
    return [alarm["trigger"].dt for alarm in event.walk("VALARM")]


def test_a_calendar_one_subscribes_to_reminds_three_times_of_what_lies_ahead():
    make.round_of(make.measure("A"), closes_on=date(2027, 3, 1), closes_hour=time(12))
    make.round_of(make.measure("B"), closes_on=date(2026, 12, 5))
    make.round_of(make.measure("C"), closes_on=date(2026, 11, 1))
    told = events(remind=exports.Reminders((30, 14, 3), make.NOW))
    assert {name: triggers(event) for name, event in told.items()} == {
        "A": [timedelta(days=-30), timedelta(days=-14), timedelta(days=-3)],
        "B": [timedelta(days=-3, hours=9)],
        "C": [],
    }


def test_reminders_can_be_left_out(client):
    make.round_of(make.measure("A"), closes_on=date(2037, 3, 1))
    assert b"VALARM" not in client.get("/support/calendar.ics?reminders=no").content


def off(query="", at=make.NOW):
    told = Calendar.from_ical(exports.calendar_of(queries.dates_for(asked(query), at)))
    return {
        str(event["summary"]): (str(event["uid"]).partition("@")[0], int(event["sequence"]))
        for event in told.walk("VEVENT")
        if event["status"] == "CANCELLED"
    }


def test_a_round_that_was_withdrawn_is_called_off_for_a_season(editor):
    measure = make.measure("Upes fonds")
    found = make.round_of(measure, closes_on=date(2027, 3, 1), closes_hour=time(12), name="1. kārta")
    draft = make.measure("Slepenais", published_at=None)
    for each in (found, make.round_of(draft, closes_on=date(2027, 3, 1))):
        rounds.remove_round(by=editor, round_=each, at=make.NOW)
    assert off() == {"Atcelts: Upes fonds, 1. kārta": (found.public_id, 1)}
    assert off("kind=loan") == {}
    assert off("state=open") == off()
    assert off(at=make.NOW + timedelta(days=93)) == {}


def test_a_closed_measure_calls_off_what_lay_ahead_and_keeps_what_went_by(editor):
    measure = make.measure("Upes fonds", status="recurring", recurrence="yearly", usual_deadlines=["09-15"])
    ahead = make.round_of(measure, closes_on=date(2027, 3, 1))
    make.round_of(measure, closes_on=date(2026, 11, 1), name="Rudens")
    checks.close_measure(by=editor, measure=measure, at=make.NOW)
    told = off()
    assert told["Atcelts: Upes fonds"] == (ahead.public_id, 1)
    assert told["Atcelts: Upes fonds (sagaidāms termiņš)"][0] == f"{measure.public_id}-20270915"
    assert str(events()["Upes fonds, Rudens"]["status"]) == "CONFIRMED"
    checks.expect_measure(by=editor, measure=measure, at=make.NOW)
    assert off() == {}
    (event,) = [event for event in calendar().walk("VEVENT") if str(event["uid"]).startswith(ahead.public_id)]
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 2)


def test_a_measure_that_was_taken_out_calls_off_its_deadlines_and_says_no_more_than_its_name(editor):
    place = make.place()
    measure = make.measure("Upes fonds", summary={"lv": "Kļūda ierakstā"}, places_certain=True)
    measure.places.add(place)
    found = make.round_of(measure, closes_on=date(2027, 3, 1))
    measures.change_measure(by=editor, measure=measure, details={"status": "closed"}, at=make.NOW)
    measures.remove_measure(by=editor, measure=measure, reason="Ieraksts ir viltots", at=make.NOW)
    assert off() == off("kind=grant") == off(f"place={place.slug}") == {"Atcelts: Upes fonds": (found.public_id, 2)}
    assert off("kind=loan") == off("place=nowhere") == off("q=upes") == {}
    text = exports.calendar_of(queries.dates_for(asked(), make.NOW)).decode()
    assert "Kļūda" not in text
    assert "viltots" not in text
    assert measure.slug not in text
    measures.restore_measure(by=editor, measure=measure, at=make.NOW)
    assert list(off()) == ["Atcelts: Upes fonds"]


def test_one_measures_calendar_tells_what_was_called_off(editor):
    measure = make.measure("Upes fonds")
    rounds.remove_round(by=editor, round_=make.round_of(measure, closes_on=date(2027, 3, 1)), at=make.NOW)
    rounds.remove_round(by=editor, round_=make.round_of(measure, opens_on=date(2027, 3, 1)), at=make.NOW)
    rounds.remove_round(by=editor, round_=make.round_of(measure, closes_on=date(2025, 3, 1)), at=make.NOW)
    told = Calendar.from_ical(exports.calendar_of(queries.dates_of(measure, make.NOW)))
    assert [str(event["status"]) for event in told.walk("VEVENT")] == ["CANCELLED"]


def test_a_name_cannot_write_into_the_calendar():
    make.round_of(make.measure("A\r\nATTENDEE:mailto:x@y.zz;,\\n"), closes_on=date(2027, 3, 1))
    (event,) = events().values()
    assert "attendee" not in event
    assert str(event["summary"]).startswith("A\nATTENDEE")


@pytest.mark.parametrize("count", [1, 3])
def test_a_calendar_asks_the_same_questions_however_long_it_is(count, django_assert_num_queries):
    for number in range(count):
        make.round_of(make.measure(f"A {number}"), closes_on=date(2027, 3, 1))
        make.measure(f"B {number}", status="recurring", recurrence="yearly", usual_deadlines=["03-01"])
    queries.dates_for(asked(), make.NOW)
    with django_assert_num_queries(8):
        assert len(queries.dates_for(asked(), make.NOW).deadlines) == 2 * count


def feed(query=""):
    told = queries.news_for(asked(query), make.NOW)
    return ET.fromstring(exports.atom_of(told, f"https://{HOST}/support/", f"https://{HOST}/support/feed.atom"))  # noqa: S314 -- our own feed


def test_the_feed_tells_what_is_new_first():
    make.measure("Vecs", published_at=datetime(2026, 1, 1, tzinfo=UTC))
    new = make.measure("Jauns", summary={"lv": "<b>Upēm</b>"}, amount_max=Decimal(1000))
    make.round_of(new, closes_on=date(2027, 3, 1))
    make.measure("Melnraksts", published_at=None)
    entries = feed().findall("a:entry", ATOM)
    assert [entry.findtext("a:title", "", ATOM) for entry in entries] == ["Jauns", "Vecs"]
    assert entries[0].findtext("a:id", "", ATOM) == f"tag:{HOST},2026:support/{new.public_id}"
    assert entries[0].find("a:link", ATOM).get("href") == f"https://{HOST}{new.get_absolute_url()}"
    assert datetime.fromisoformat(entries[1].findtext("a:updated", "", ATOM)) == datetime(2026, 1, 1, tzinfo=UTC)
    summary = entries[0].findtext("a:summary", "", ATOM)
    assert "<p>&lt;b&gt;Upēm&lt;/b&gt;</p>" in summary
    assert "<p>Termiņš: 2027. gada 1. marts</p>" in summary


def test_a_change_that_matters_is_news_in_words_and_wording_is_none(editor):
    measure, other = make.measure("Upes fonds"), make.measure("Cits", kind="loan")
    found = make.round_of(measure, closes_on=date(2027, 3, 1))
    at = make.NOW + timedelta(days=1)
    measures.change_measure(by=editor, measure=other, details={"notes": "Tikai vārdi"}, at=at)
    rounds.change_round(by=editor, round_=found, details={"closes_on": date(2027, 2, 15)}, at=at)
    measures.change_measure(by=editor, measure=measure, details={"amount_max": Decimal(500)}, at=at)
    draft = make.measure("Melnraksts", published_at=None)
    measures.change_measure(by=editor, measure=draft, details={"amount_max": Decimal(500)}, at=at)
    entries = feed().findall("a:entry", ATOM)
    titles = [entry.findtext("a:title", "", ATOM) for entry in entries]
    assert titles == ["Upes fonds: Mainījusies nauda", "Upes fonds: Termiņš ir agrāks", "Cits"]
    assert len({entry.findtext("a:id", "", ATOM) for entry in entries}) == 3
    assert "<p>Termiņš pārcelts par 14 dienām agrāk: 1. marts → 15. februāris</p>" in entries[1].findtext(
        "a:summary", "", ATOM
    )
    assert [entry.findtext("a:title", "", ATOM) for entry in feed("kind=loan").findall("a:entry", ATOM)] == ["Cits"]


def test_the_feed_knows_its_own_address_and_name():
    make.theme()
    told = feed("theme=culture")
    assert told.findtext("a:title", "", ATOM) == "Atbalsts (Kultūra) · Sēlija"
    assert {link.get("rel"): link.get("href") for link in told.findall("a:link", ATOM)} == {
        "alternate": f"https://{HOST}/support/",
        "self": f"https://{HOST}/support/feed.atom",
    }


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_asks_the_same_questions_however_long_it_is(count, django_assert_num_queries):
    for number in range(count):
        make.round_of(make.measure(f"A {number}"), closes_on=date(2027, 3, 1))
    queries.news_for(asked(), make.NOW)
    with django_assert_num_queries(7):
        assert len(queries.news_for(asked(), make.NOW).items) == count


def full(name="Upes fonds", place="Rubenes pagasts"):
    measure = make.measure(
        name, amount_max=Decimal("1000.50"), own_share_percent=Decimal(10), legal_forms=["association"],
        way_in=["email"], checked_on=date(2026, 9, 1), url="https://www.sif.gov.lv",
    )  # fmt: skip
    measure.themes.add(make.theme())
    measure.places.add(make.place(place))
    make.round_of(measure, closes_on=date(2027, 3, 1), closes_hour=time(12))
    return measure


def test_a_table_holds_a_row_for_each_measure_that_spreadsheets_read():
    measure = full()
    content = exports.csv_of(queries.rows_for(asked(), make.NOW))
    assert content.startswith("\ufeff".encode())
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert {name: value for name, value in row.items() if value} == {
        "Nosaukums": "Upes fonds",
        "Atbalsta sniedzējs": "Sabiedrības integrācijas fonds (SIF)",
        "Ko tas dod": "Grants",
        "Tēmas": "Kultūra",
        "Juridiskās formas": "Biedrība",
        "Teritorija": "Rubenes pagasts",
        "Lielākā summa": "1000.50",
        "Pašu ieguldījums, %": "10.00",
        "Cik bieži": "Nav zināms",
        "Stāvoklis": row["Stāvoklis"],
        "Termiņš": "2027-03-01",
        "Stunda": "12:00",
        "Izsludināts": "jā",
        "Iesniegšanas veidi": "Pa e-pastu",
        "Tīmekļa adrese": "https://www.sif.gov.lv",
        "Pārbaudīts": "2026-09-01",
        "Lapa": f"https://{HOST}{measure.get_absolute_url()}",
    }


def test_a_spreadsheet_holds_real_days_and_sums():
    full()
    make.measure("Bez ziņām")
    book = openpyxl.load_workbook(io.BytesIO(exports.xlsx_of(queries.rows_for(asked("order=name"), make.NOW))))
    heads, unknown, known = ([cell.value for cell in row] for row in book.active.iter_rows())
    row = dict(zip(heads, known, strict=True))
    assert (row["Lielākā summa"], row["Termiņš"].date(), row["Pārbaudīts"].date()) == (
        1000.5,
        date(2027, 3, 1),
        date(2026, 9, 1),
    )
    nothing = dict(zip(heads, unknown, strict=True))
    assert (nothing["Lielākā summa"], nothing["Termiņš"], nothing["Pārbaudīts"]) == (None, None, None)


def test_a_spreadsheet_has_a_sheet_of_deadlines_and_one_that_says_whence_it_is():
    make.round_of(make.measure("Upes fonds", kind="loan"), closes_on=date(2027, 3, 1), closes_hour=time(12))
    make.measure("Ezeru fonds", kind="loan", status="recurring", recurrence="yearly", usual_deadlines=["04-05"])
    make.round_of(make.measure("Dotācija", kind="grant"), closes_on=date(2027, 2, 1))
    filters = asked("kind=loan")
    rows = queries.rows_for(filters, make.NOW)
    ahead = days_ahead({measure.pk for measure, _card in rows}, make.NOW)
    content = exports.xlsx_of(rows, ahead, queries.about(filters, len(rows), make.NOW))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Atbalsts", "Termiņi", "Par šo failu"]
    _heads, *days = ([cell.value for cell in row] for row in book["Termiņi"].iter_rows())
    assert [(day[0].date(), day[1], day[2], day[3]) for day in days] == [
        (date(2027, 3, 1), "12:00", "jā", "Upes fonds"),
        (date(2027, 4, 5), None, "nē, tikai sagaidāms", "Ezeru fonds"),
    ]
    about = {row[0].value: row[1].value for row in book["Par šo failu"].iter_rows(min_row=2)}
    assert about["Tīmekļa adrese"] == f"https://{HOST}/support/?kind=loan"
    assert (about["Stāvoklis uz"].date(), about["Atlase"], about["Pasākumi"]) == (date(2026, 11, 23), "Aizdevums", 2)
    assert "norādot šīs vietnes nosaukumu" in about["Licence"]


def test_what_is_only_expected_is_not_announced():
    make.measure("A", status="recurring", recurrence="yearly", usual_deadlines=["03-01"])
    (row,) = csv.DictReader(io.StringIO(exports.csv_of(queries.rows_for(asked(), make.NOW)).decode("utf-8-sig")))
    assert (row["Termiņš"], row["Stunda"], row["Izsludināts"]) == ("2027-03-01", "", "nē, tikai sagaidāms")


def test_nothing_people_wrote_becomes_a_formula():
    make.measure("=1+1", summary={"lv": "@SUM(A1)"}, ask_where="+371 65207419")
    rows = queries.rows_for(asked(), make.NOW)
    (row,) = csv.DictReader(io.StringIO(exports.csv_of(rows).decode("utf-8-sig")))
    assert (row["Nosaukums"], row["Vienā vai divos teikumos"]) == ("'=1+1", "'@SUM(A1)")
    cell = openpyxl.load_workbook(io.BytesIO(exports.xlsx_of(rows))).active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_tables_obey_the_filter_and_its_order():
    for name, most in (("A", 100), ("B", 900), ("C", 9000)):
        make.measure(name, amount_max=Decimal(most), kind="loan" if name == "C" else "grant")
    assert [str(measure.name) for measure, _card in queries.rows_for(asked("kind=grant&order=sum"), make.NOW)] == [
        "B",
        "A",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_table_asks_the_same_questions_however_long_it_is(count, django_assert_num_queries):
    for number in range(count):
        full(f"A {number}", f"Pagasts {number}")
    exports.csv_of(queries.rows_for(asked(), make.NOW))
    with django_assert_num_queries(6):
        assert exports.csv_of(queries.rows_for(asked(), make.NOW)).count(b"\r\n") == count + 1


def test_the_code_leads_to_the_address_and_to_nothing_else():
    drawn = exports.qr_code("https://savienojums.example/support/upes-fonds/")
    assert drawn.startswith("<svg")
    assert "<title>https://savienojums.example/support/upes-fonds/</title>" in drawn
    assert "style=" not in drawn
