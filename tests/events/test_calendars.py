"""Calendar files: what programs are told, to whom, over changes, cancellations and both changes of the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from savienojums.core.calendars import in_riga
from savienojums.core.clock import RIGA
from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.events import exports
from savienojums.events.actions import calendars as actions
from savienojums.events.actions import gatherings
from savienojums.events.models import CalendarKey, OutsideCalendar, OutsideEvent, Series
from savienojums.events.queries import calendars_given
from savienojums.events.queries.listing import Wanted
from savienojums.journal.models import Record
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW


def read(content):
    return Calendar.from_ical(content)


def entries(content):
    return {str(entry["summary"]): entry for entry in read(content).walk("VEVENT")}


def whole(**given):
    told = calendars_given.told_of_filter(Wanted(), NOW)
    return exports.calendar_of(told.events, exports.Given(name=told.name, changes=told.changes, **given))


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("savienojums.events.feeds.now", lambda: NOW)


def test_an_event_is_told_whole(settings):
    settings.SITE_URL = "https://selija.test"
    place = make.place(lat=56.15, lon=25.75)
    host = make.organisation("Ūdenszīmes")
    event = make.event(
        "Sēlijas forums", place=place, venue="Rubenes bibliotēka", organisers=[host], summary={"lv": "Par, visu; mūsu."}
    )
    event.themes.add(make.theme())
    (entry,) = read(whole()).walk("VEVENT")
    assert entry["uid"] == f"event-{event.public_id}@selija.test"
    assert entry["summary"] == "Sēlijas forums"
    assert entry["dtstart"].dt == datetime(2026, 12, 14, 14, 0, tzinfo=RIGA)
    assert entry["dtstart"].params["TZID"] == "Europe/Riga"
    assert entry["dtend"].dt == datetime(2026, 12, 14, 17, 0, tzinfo=RIGA)
    assert entry["dtstamp"].dt.tzinfo is not None
    assert entry["sequence"] == 0
    assert entry["status"] == "CONFIRMED"
    assert entry["location"] == "Rubenes bibliotēka, Rubenes pagasts"
    assert (entry["geo"].latitude, entry["geo"].longitude) == (56.15, 25.75)
    assert entry["url"] == f"https://selija.test{event.get_absolute_url()}"
    assert "Par, visu; mūsu." in entry["description"]
    assert "Ūdenszīmes" in entry["description"]
    assert [str(one) for one in entry["categories"].cats] == ["Forums", "Kultūra"]


def test_the_clock_of_riga_stands_in_every_file():
    (zone,) = read(whole()).walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/Riga"
    assert {part.name: part["rrule"].to_ical() for part in zone.subcomponents} == {
        "STANDARD": b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "DAYLIGHT": b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    }


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001 -- given its zone below
def test_no_moment_is_moved_on_the_way_into_a_file(moment):
    moment = moment.replace(tzinfo=UTC, microsecond=0)
    told = in_riga(moment)
    # What a program makes of a local time without knowing which of the two it is.
    assert told.replace(fold=0).astimezone(UTC) == moment


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 2, 30, tzinfo=RIGA)),
        (datetime(2027, 3, 28, 1, 30, tzinfo=UTC), datetime(2027, 3, 28, 4, 30, tzinfo=RIGA)),
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 3, 30, tzinfo=RIGA)),
        (datetime(2027, 10, 31, 1, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)),
        (datetime(2027, 10, 31, 2, 30, tzinfo=UTC), datetime(2027, 10, 31, 4, 30, tzinfo=RIGA)),
    ],
)
def test_both_changes_of_the_clock(utc, local):
    make.event("Nakts", starts_at=utc, ends_at=utc + timedelta(hours=1))
    (entry,) = read(whole()).walk("VEVENT")
    assert entry["dtstart"].dt.astimezone(UTC) == utc
    assert entry["dtstart"].dt.replace(tzinfo=None) == local.replace(tzinfo=None)


def test_where_only_the_day_is_known_it_is_a_whole_day():
    day = datetime(2026, 12, 11, 22, tzinfo=UTC)
    make.event("Nometne", starts_at=day, ends_at=day + timedelta(days=3), hours_known=False)
    (entry,) = read(whole(reminders=(timedelta(days=1),))).walk("VEVENT")
    assert entry["dtstart"].dt == date(2026, 12, 12)
    assert entry["dtend"].dt == date(2026, 12, 15)
    (alarm,) = entry.walk("VALARM")
    assert alarm["trigger"].dt == -timedelta(hours=15)


def test_a_change_raises_the_number_and_says_what_was_before(coordinator):
    silene = make.place("Silenes pagasts")
    saliena = make.place("Salienas pagasts")
    event = make.event("Tikšanās", place=silene)
    before = entries(whole())["Tikšanās"]
    details = {
        "place": saliena,
        "starts_at": event.starts_at + timedelta(days=4),
        "ends_at": event.ends_at + timedelta(days=4),
    }
    gatherings.change_event(by=coordinator, event=event, details=details, at=datetime.now(tz=UTC) + timedelta(hours=1))
    after = entries(whole())["Tikšanās"]
    assert after["uid"] == before["uid"]
    assert after["sequence"] == 1
    assert after["last-modified"].dt > before["last-modified"].dt
    assert after["location"] == "Salienas pagasts"
    assert "Pārcelts no 14. decembra" in after["description"]
    assert "Silenes pagasts" in after["description"]


def test_a_cancelled_event_stays_and_says_so(coordinator):
    event = make.event("Tikšanās")
    gatherings.cancel_event(by=coordinator, event=event, why="Vadītāja saslimusi", at=NOW)
    entry = entries(whole(reminders=(timedelta(days=1),)))["Atcelts: Tikšanās"]
    assert entry["status"] == "CANCELLED"
    assert entry["sequence"] == 1
    assert "Vadītāja saslimusi" in entry["description"]
    assert entry.walk("VALARM") == []


def test_a_file_tells_visitors_nothing_hidden_and_no_address_of_a_meeting(client):
    make.event("Atklātā", mode="online", online_url="https://zvans.test/slepens", takes_registrations=True)
    make.event("Iekšējā", circle="members")
    make.event("Melnraksts", published_at=None)
    for address in (reverse("events_calendar"), reverse("events_feed")):
        said = client.get(address).text.replace("\r\n ", "")
        assert "Atklātā" in said
        assert "Iekšējā" not in said
        assert "Melnraksts" not in said
        assert "slepens" not in said


def test_a_meeting_open_to_all_tells_its_address(client):
    event = make.event("Atklātā", mode="online", online_url="https://zvans.test/visiem")
    said = client.get(reverse("event_calendar", args=[event.slug])).text.replace("\r\n ", "")
    assert "https://zvans.test/visiem" in said


def test_a_file_holds_one_year_back_and_two_ahead(client):
    for year in (2024, 2026, 2028, 2029):
        make.event(
            f"Forums {year}", starts_at=datetime(year, 10, 1, tzinfo=UTC), ends_at=datetime(year, 10, 1, 3, tzinfo=UTC)
        )
    assert set(entries(client.get(reverse("events_calendar")).content)) == {"Forums 2026", "Forums 2028"}


def test_the_filter_of_a_page_is_the_filter_of_its_file(client):
    make.event("Forums")
    make.event("Darbnīca", kind="workshop")
    assert set(entries(client.get(reverse("events_calendar"), {"kind": "workshop"}).content)) == {"Darbnīca"}


def test_an_organisation_and_a_series_have_their_own_files(client):
    host, other = make.organisation("Ūdenszīmes"), make.organisation("Cita")
    series = Series.objects.create(
        slug="kaldabruna",
        title={"lv": "Kaldabruņa"},
        rule="FREQ=WEEKLY",
        first_on=date(2026, 12, 1),
        begins="18:00",
        ends="20:00",
    )
    make.event("Mūsu", organisers=[host])
    make.event("Citu", organisers=[other])
    make.event("Virknes", series=series, due_on=date(2026, 12, 8))
    assert set(entries(client.get(reverse("organisation_calendar", args=[host.slug])).content)) == {"Mūsu"}
    (entry,) = read(client.get(reverse("series_calendar", args=["kaldabruna"])).content).walk("VEVENT")
    assert entry["summary"] == "Virknes"
    assert "Pārcelts no 8. decembra" in entry["description"]
    assert client.get(reverse("organisation_calendar", args=["nav"])).status_code == 404
    assert client.get(reverse("series_calendar", args=["nav"])).status_code == 404
    hidden = make.organisation("Slēpta", published_at=None)
    assert client.get(reverse("organisation_calendar", args=[hidden.slug])).status_code == 404


# --- one's own --------------------------------------------------------------------


def test_my_calendar_holds_what_i_registered_for_and_what_we_organise(client, contact):
    host = make.organisation()
    make.membership(contact, host)
    mine = make.event("Pieteicos", mode="online", online_url="https://zvans.test/mans", takes_registrations=True)
    make.registration(mine, person=contact, email=contact.email)
    make.event("Rīkojam", organisers=[host], circle="members")
    make.event("Mūsu melnraksts", organisers=[host], published_at=None)
    left = make.event("Atteicos")
    make.registration(left, person=contact, email=contact.email, cancelled_at=NOW)
    stranger = make.event("Cita darbs")
    make.registration(stranger, email="cits@selija.test")
    key = actions.make_calendar_key(by=contact, at=NOW)
    answer = client.get(reverse("my_calendar", args=[key.token]))
    told = entries(answer.content)
    assert set(told) == {"Pieteicos", "Rīkojam"}
    assert "https://zvans.test/mans" in told["Pieteicos"]["description"]
    assert [alarm["trigger"].dt for alarm in told["Pieteicos"].walk("VALARM")] == [
        -timedelta(days=1),
        -timedelta(hours=2),
    ]
    assert (
        client.get(reverse("my_calendar", args=[key.token]), headers={"If-None-Match": answer["ETag"]}).status_code
        == 304
    )
    silent = client.get(reverse("my_calendar", args=[key.token]), {"reminders": "no"})
    assert b"VALARM" not in silent.content


def test_a_waiting_party_does_not_learn_the_address_of_the_meeting(contact):
    event = make.event("Pilns", mode="online", online_url="https://zvans.test/mans", takes_registrations=True)
    make.registration(event, person=contact, email=contact.email)
    event.attendances.update(seat="waiting")
    key = actions.make_calendar_key(by=contact, at=NOW)
    told = calendars_given.told_of_person(key.token, NOW)
    assert [str(each) for each in told.events] == ["Pilns"]
    assert told.calls == frozenset()


def test_a_renewed_address_makes_the_old_one_worthless(client, contact):
    old = actions.make_calendar_key(by=contact, at=NOW).token
    assert actions.make_calendar_key(by=contact, at=NOW).token == old
    assert client.get(reverse("my_calendar", args=[old])).status_code == 200
    new = actions.renew_calendar_key(by=contact, at=NOW).token
    assert client.get(reverse("my_calendar", args=[old])).status_code == 404
    assert client.get(reverse("my_calendar", args=[new])).status_code == 200
    assert list(Record.objects.order_by("id").values_list("verb", flat=True)) == [
        "events.calendar_key_made", "events.calendar_key_renewed",
    ]  # fmt: skip


@pytest.mark.parametrize("token", ["x", "abc-1.signature", "abc.def", "-", "a" * 400])
def test_a_guessed_address_leads_nowhere(client, token):
    assert client.get(reverse("my_calendar", args=[token])).status_code == 404


def test_a_tampered_address_leads_nowhere(contact):
    key = actions.make_calendar_key(by=contact, at=NOW)
    public, _dot, seal = key.token.partition(".")
    with pytest.raises(NotFound):
        calendars_given.person_of(f"{key.public_id}-2.{seal}")
    with pytest.raises(NotFound):
        calendars_given.person_of(f"{public}.{seal[:-1]}")
    contact.is_active = False
    contact.save()
    with pytest.raises(NotFound):
        calendars_given.person_of(key.token)


def test_a_visitor_has_no_calendar_of_their_own(client):
    with pytest.raises(NotAllowed):
        actions.make_calendar_key(by=None, at=NOW)
    with pytest.raises(NotAllowed):
        actions.renew_calendar_key(by=None, at=NOW)
    assert client.post(reverse("calendar_key")).status_code == 302
    assert CalendarKey.objects.count() == 0


def test_the_page_gives_the_address_and_makes_another(client, contact, outsider):
    page = reverse("event_calendars")
    assert "Ienākt" in client.get(page).text
    client.force_login(contact)
    assert "Izveidot manu kalendāru" in client.get(page).text
    client.post(reverse("calendar_key"))
    key = CalendarKey.objects.get(person=contact)
    shown = client.get(page).text
    assert key.token in shown
    assert "webcal://" in shown
    client.post(reverse("calendar_key"), {"renew": "1"})
    assert key.token not in client.get(page).text
    client.force_login(outsider)
    key.refresh_from_db()
    assert key.token not in client.get(page).text
    assert client.get(reverse("calendar_key")).status_code == 405


# --- and beside it ----------------------------------------------------------------


def test_what_is_of_others_is_given_away_only_when_asked(client):
    calendar = OutsideCalendar.objects.create(
        name="Jēkabpils novads", address="https://novads.test/k.ics", page="https://novads.test/"
    )
    OutsideEvent.objects.create(
        calendar=calendar,
        key="1",
        title="Gadatirgus",
        starts_at=NOW + timedelta(days=3),
        ends_at=NOW + timedelta(days=3, hours=2),
    )
    assert entries(client.get(reverse("events_calendar")).content) == {}
    told = entries(client.get(reverse("events_calendar"), {"outside": "yes"}).content)
    (entry,) = told.values()
    assert entry["summary"] == "Gadatirgus (Jēkabpils novads)"
    assert "Jēkabpils novads" in entry["description"]


def test_an_unchanged_file_is_not_sent_again(client):
    make.event("Forums")
    first = client.get(reverse("events_calendar"))
    assert client.get(reverse("events_calendar"), headers={"If-None-Match": first["ETag"]}).status_code == 304
    make.event("Vēl viens")
    assert client.get(reverse("events_calendar"), headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_a_file_asks_the_same_number_of_questions(client, django_assert_num_queries, count):
    place = make.place()
    for number in range(count):
        make.event(f"Forums {number}", place=place, organisers=[make.organisation()])
    client.get(reverse("events_calendar"))
    with django_assert_num_queries(1):
        client.get(reverse("events_calendar"))


def test_what_people_write_cannot_break_out_of_its_line():
    make.event(
        "Forums\r\nEND:VEVENT\r\nX-EVIL:1", summary={"lv": "a\nATTENDEE:mailto:x@y.test\n;,\\"}, venue="Zāle; \\, 2"
    )
    (entry,) = read(whole()).walk("VEVENT")
    assert "ATTENDEE" not in entry
    assert "X-EVIL" not in entry
    assert entry["location"] == "Zāle; \\, 2"
