"""Calendars of others: read whatever they send, shown with their source, never ours."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.fetching import Unfetchable
from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.events import outside
from savienojums.events.actions import outside as actions
from savienojums.events.jobs.outside import look_at_all_calendars, look_at_the_calendar
from savienojums.events.looking import Looked, look, read_apart
from savienojums.events.models import OutsideCalendar, OutsideEvent
from savienojums.events.outside import MOST_ENTRIES, Unreadable, read
from savienojums.events.queries.listing import Wanted, listing_for
from savienojums.journal.models import Record
from tests import make
from tests.outside import open_outside, send

NOW = make.NOW
FIRST, LAST = date(2026, 10, 1), date(2027, 12, 31)


def file_of(*entries, head=""):
    parts = "".join(f"BEGIN:VEVENT\r\nDTSTAMP:20260101T000000Z\r\n{entry}\r\nEND:VEVENT\r\n" for entry in entries)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test\r\n{head}{parts}END:VCALENDAR\r\n".encode()


def one(entry, head=""):
    (told,) = read(file_of(entry, head=head), FIRST, LAST)
    return told


# --- a file made to be slow -----------------------------------------------------------


def test_a_file_is_read_alike_in_a_process_of_its_own():
    content = file_of("UID:1\r\nSUMMARY:Talka\r\nDTSTART:20261212T100000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3")
    assert read_apart(content, FIRST, LAST) == read(content, FIRST, LAST)
    assert len(read(content, FIRST, LAST)) == 3
    with pytest.raises(Unreadable) as broken:
        read_apart(b"nothing", FIRST, LAST)
    assert broken.value.word == "broken"


def test_a_rule_that_never_moves_on_is_left_out():
    still = "UID:1\r\nSUMMARY:Mūžam\r\nDTSTART:20261212T100000Z\r\nRRULE:FREQ=DAILY;INTERVAL=0"
    assert read(file_of(still, "UID:2\r\nSUMMARY:Talka\r\nDTSTART:20261213T100000Z"), FIRST, LAST)[0].title == "Talka"


def test_a_file_that_asks_for_too_much_is_stopped(monkeypatch):
    monkeypatch.setattr(outside, "SECONDS", 1)
    slow = [
        f"UID:{n}\r\nSUMMARY:x\r\nDTSTART:19700101T100000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
        for n in range(50)
    ]
    with pytest.raises(Unreadable) as stopped:
        read_apart(file_of(*slow), FIRST, LAST)
    assert stopped.value.word == "too_slow"


def test_tags_hidden_in_tags_cost_nothing():
    told = one(f"UID:1\r\nSUMMARY:x\r\nDTSTART:20261212T100000Z\r\nDESCRIPTION:{'<' * 3000}b{'>' * 3000}")
    assert "<" not in told.text


# --- reading -----------------------------------------------------------------------


def test_an_event_is_read_with_all_it_says():
    told = one(
        "UID:1@novads\r\nSUMMARY:Gadatirgus\\, ikgadējs\r\nDTSTART;TZID=Europe/Riga:20261212T100000\r\n"
        "DTEND;TZID=Europe/Riga:20261212T140000\r\nLOCATION:Laukums\r\nURL:https://novads.test/tirgus\r\n"
        "DESCRIPTION:<p>Nāciet <b>visi</b></p>"
    )
    assert told.title == "Gadatirgus, ikgadējs"
    assert told.starts_at == datetime(2026, 12, 12, 8, tzinfo=UTC)
    assert told.ends_at == datetime(2026, 12, 12, 12, tzinfo=UTC)
    assert (told.where, told.url, told.whole_days) == ("Laukums", "https://novads.test/tirgus", False)
    assert told.text.split() == ["Nāciet", "visi"]


@pytest.mark.parametrize(
    ("line", "utc"),
    [
        ("DTSTART:20261212T100000Z", datetime(2026, 12, 12, 10, tzinfo=UTC)),
        ("DTSTART:20261212T100000", datetime(2026, 12, 12, 8, tzinfo=UTC)),  # by the clock of Riga
        ("DTSTART:20270701T100000", datetime(2027, 7, 1, 7, tzinfo=UTC)),
        ("DTSTART;TZID=America/New_York:20261212T100000", datetime(2026, 12, 12, 15, tzinfo=UTC)),
        ("DTSTART;TZID=FLE Standard Time:20261212T100000", datetime(2026, 12, 12, 8, tzinfo=UTC)),
        ("DTSTART;VALUE=DATE:20261212", datetime(2026, 12, 11, 22, tzinfo=UTC)),
    ],
)
def test_every_way_to_write_a_time_is_read(line, utc):
    assert one(f"UID:1\r\nSUMMARY:x\r\n{line}").starts_at == utc


def test_whole_days_are_known_as_such():
    told = one("UID:1\r\nSUMMARY:Nometne\r\nDTSTART;VALUE=DATE:20261212\r\nDTEND;VALUE=DATE:20261215")
    assert told.whole_days
    assert told.ends_at - told.starts_at == timedelta(days=3)


def test_what_comes_again_is_told_each_time_over_both_changes_of_the_clock():
    weekly = (
        "UID:1\r\nSUMMARY:Koris\r\nDTSTART;TZID=Europe/Riga:20261019T180000\r\nDTEND;TZID=Europe/Riga:20261019T200000\r\n"
        "RRULE:FREQ=WEEKLY;COUNT=30\r\nEXDATE;TZID=Europe/Riga:20261026T180000"
    )
    moved = "UID:1\r\nSUMMARY:Koris\r\nRECURRENCE-ID;TZID=Europe/Riga:20261102T180000\r\nDTSTART;TZID=Europe/Riga:20261103T190000\r\nDTEND;TZID=Europe/Riga:20261103T210000"
    told = read(file_of(weekly, moved), FIRST, LAST)
    assert len(told) == 29
    assert len({each.key for each in told}) == 29
    assert told[0].starts_at == datetime(2026, 10, 19, 15, tzinfo=UTC)
    assert told[1].starts_at == datetime(2026, 11, 3, 17, tzinfo=UTC)
    assert told[2].starts_at == datetime(2026, 11, 9, 16, tzinfo=UTC)
    assert [each.starts_at.hour for each in told if each.starts_at > datetime(2027, 3, 29, tzinfo=UTC)] == [15] * 7


def test_what_is_moved_keeps_its_key():
    before = one("UID:1\r\nSUMMARY:x\r\nRECURRENCE-ID:20261212T100000Z\r\nDTSTART:20261212T100000Z")
    after = one("UID:1\r\nSUMMARY:x\r\nRECURRENCE-ID:20261212T100000Z\r\nDTSTART:20261213T120000Z")
    assert before.key == after.key


def test_only_the_stretch_of_time_is_read():
    old, new = (
        "UID:{0}\r\nSUMMARY:{0}\r\nDTSTART:{1}T100000Z".format(*each)
        for each in (("vecs", "20250101"), ("jauns", "20261201"))
    )
    assert [each.title for each in read(file_of(old, new), FIRST, LAST)] == ["jauns"]


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1,2,3;BYSECOND=1,2,3,4"]
)
def test_a_rule_that_would_make_endless_work_is_left_out(rule):
    calm = "UID:2\r\nSUMMARY:Mierīgs\r\nDTSTART:20261201T100000Z"
    rushed = f"UID:1\r\nSUMMARY:Steidzīgs\r\nDTSTART:20261201T100000Z\r\nRRULE:{rule}"
    assert [each.title for each in read(file_of(rushed, calm), FIRST, LAST)] == ["Mierīgs"]


def test_too_many_events_are_refused():
    with pytest.raises(Unreadable) as caught:
        read(file_of(*["UID:1\r\nDTSTART:20261201T100000Z"] * (MOST_ENTRIES + 1)), FIRST, LAST)
    assert caught.value.word == "too_many"


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"\xff\xfe\x00"]
)
def test_what_is_no_calendar_is_said_to_be_none(content):
    with pytest.raises(Unreadable):
        read(content, FIRST, LAST)


def test_a_broken_entry_does_not_take_the_others_along():
    told = read(
        file_of("UID:1\r\nSUMMARY:Bez sākuma", "UID:2\r\nSUMMARY:Ačgārns\r\nDTSTART:20261201T100000Z\r\nDTEND:20261201T090000Z",
                "UID:3\r\nSUMMARY:Labs\r\nDTSTART:20261202T100000Z"), FIRST, LAST)  # fmt: skip
    assert "Labs" in [each.title for each in told]
    assert all(each.ends_at >= each.starts_at for each in told)


def test_letters_of_old_programs_are_read():
    content = file_of("UID:1\r\nSUMMARY:Ziemassvētku egle\r\nDTSTART:20261201T100000Z").decode().encode("cp1257")
    assert read(content, FIRST, LAST)[0].title == "Ziemassvētku egle"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "ftp://x.test", "//x.test", "https://" + "a" * 600]
)
def test_only_addresses_of_the_web_are_led_to(address):
    assert one(f"UID:1\r\nSUMMARY:x\r\nDTSTART:20261201T100000Z\r\nURL:{address}").url == ""


def test_markup_is_taken_off():
    assert one("UID:1\r\nSUMMARY:<scr<script>ipt>alert(1)</script>\r\nDTSTART:20261201T100000Z").title == "alert(1)"


@given(st.binary(max_size=400))
def test_whatever_is_sent_it_is_read_or_refused(content):
    try:
        told = read(b"BEGIN:VCALENDAR\r\n" + content + b"\r\nEND:VCALENDAR\r\n", FIRST, LAST)
    except Unreadable:
        return
    assert all(each.starts_at <= each.ends_at for each in told)


# --- keeping ------------------------------------------------------------------------


@pytest.fixture
def world(settings):
    with open_outside() as made:
        settings.FETCH_PRIVATE_ADDRESSES = [f"127.0.0.1:{made.port}"]
        yield made


@pytest.fixture
def calendar(db, world, coordinator):
    details = {"name": "Novads", "address": world.at("/k.ics"), "page": "https://novads.test/", "licence": "CC BY"}
    return actions.add_outside_calendar(by=coordinator, details=details, at=NOW)


def looked(calendar, at=NOW):
    found = look(calendar, at)
    actions.keep_outside_events(by=SYSTEM, calendar=calendar, looked=found, at=at)
    calendar.refresh_from_db()
    return found


GOOD = file_of("UID:1\r\nSUMMARY:Gadatirgus\r\nDTSTART:20261212T100000Z\r\nDTEND:20261212T120000Z")


def test_a_look_keeps_what_is_there_and_shows_it_beside_ours(calendar, world, client):
    world["/k.ics"] = ("text/calendar", GOOD)
    make.event("Mūsu forums")
    looked(calendar)
    listing = listing_for(None, Wanted(), NOW)
    assert [(str(each.title), each.source) for each in listing.page.rows] == [
        ("Gadatirgus", "Novads"),
        ("Mūsu forums", ""),
    ]
    assert (listing.total, listing.outside_total) == (1, 1)
    assert [str(each.title) for each in listing_for(None, Wanted(outside=False), NOW).page.rows] == ["Mūsu forums"]
    shown = client.get(reverse("events"), {"from": "2026-12-01", "to": "2026-12-31"}).text
    assert "No kalendāra „Novads”" in shown
    assert 'href="https://novads.test/"' in shown
    month = client.get(reverse("events"), {"view": "month", "month": "2026-12"}).text
    assert "Gadatirgus" in month
    assert "Novads" in month


def test_trouble_is_told_once_and_the_last_good_state_stays(calendar, world, client, coordinator, outsider):
    world["/k.ics"] = ("text/calendar", GOOD)
    looked(calendar)
    lines = Record.objects.count()
    world["/k.ics"] = ("text/html", "<!doctype html><p>Nav</p>")
    for _look in range(3):
        looked(calendar, NOW + timedelta(hours=4))
    assert calendar.trouble
    assert OutsideEvent.objects.get().title == "Gadatirgus"
    assert Record.objects.count() == lines + 1
    client.force_login(coordinator)
    assert calendar.trouble in client.get(reverse("outside_calendars")).text
    client.force_login(outsider)
    assert calendar.trouble not in client.get(reverse("outside_calendars")).text
    world["/k.ics"] = ("text/calendar", file_of("UID:2\r\nSUMMARY:Cits\r\nDTSTART:20261212T100000Z"))
    looked(calendar, NOW + timedelta(hours=8))
    assert calendar.trouble == ""
    assert OutsideEvent.objects.get().title == "Cits"


def test_what_has_not_changed_is_not_read_again_that_day(calendar, world):
    def answer(handler):
        same = handler.headers.get("If-None-Match") == '"1"'
        send(handler, b"" if same else GOOD, kind="text/calendar", status=304 if same else 200, ETag='"1"')

    world["/k.ics"] = answer
    looked(calendar)
    assert looked(calendar, NOW + timedelta(hours=4)).told is None
    assert OutsideEvent.objects.count() == 1
    # The next day other repetitions have come near.
    assert looked(calendar, NOW + timedelta(days=1)).told is not None


def test_nothing_is_fetched_from_inside(db, settings, coordinator):
    settings.FETCH_PRIVATE_ADDRESSES = []
    calendar = OutsideCalendar.objects.create(name="Iekšējais", address="http://127.0.0.1/k.ics")
    assert look(calendar, NOW).trouble
    with pytest.raises(Unfetchable):
        actions.add_outside_calendar(by=coordinator, details={"name": "x", "address": "http://user:pw@x.test/"}, at=NOW)


def test_a_look_that_comes_too_late_changes_nothing(calendar, coordinator):
    late = Looked("https://vecais.test/k.ics", [])
    actions.keep_outside_events(by=SYSTEM, calendar=calendar, looked=late, at=NOW)
    actions.remove_outside_calendar(by=coordinator, calendar=calendar, at=NOW)
    actions.keep_outside_events(by=SYSTEM, calendar=calendar, looked=late, at=NOW)
    assert not OutsideEvent.objects.exists()


def test_paused_it_is_not_shown_and_not_read_and_goes_on_as_it_was(calendar, world, coordinator):
    world["/k.ics"] = ("text/calendar", GOOD)
    looked(calendar)
    actions.pause_outside_calendar(by=coordinator, calendar=calendar, at=NOW)
    world.asked.clear()
    look_at_all_calendars()
    assert world.asked == []
    assert listing_for(None, Wanted(), NOW).page.rows == []
    with pytest.raises(actions.CalendarPaused):
        actions.ask_outside_calendar(by=coordinator, calendar=calendar, at=NOW)
    actions.resume_outside_calendar(by=coordinator, calendar=calendar, at=NOW)
    assert [str(each.title) for each in listing_for(None, Wanted(), NOW).page.rows] == ["Gadatirgus"]


def test_another_address_is_read_anew_and_taken_away_all_of_it_goes(calendar, world, coordinator):
    world["/k.ics"] = ("text/calendar", GOOD)
    looked(calendar)
    details = {"name": "Novads", "address": world.at("/cits.ics"), "page": "", "licence": ""}
    actions.change_outside_calendar(by=coordinator, calendar=calendar, details=details, at=NOW)
    assert not OutsideEvent.objects.exists()
    world["/cits.ics"] = ("text/calendar", GOOD)
    look_at_the_calendar(Record.objects.order_by("-id").values_list("pk", flat=True)[0])
    assert OutsideEvent.objects.count() == 1
    actions.remove_outside_calendar(by=coordinator, calendar=calendar, at=NOW)
    assert not OutsideEvent.objects.exists()
    assert Record.objects.filter(verb="events.outside_calendar_removed", subject_name="Novads").exists()


def test_a_calendar_is_shown_once(calendar, coordinator):
    with pytest.raises(actions.ShownAlready):
        actions.add_outside_calendar(by=coordinator, details={"name": "Vēlreiz", "address": calendar.address}, at=NOW)


@pytest.mark.parametrize("act", ["pause", "resume", "remove", "ask"])
def test_nobody_else_chooses_calendars(calendar, contact, editor, act):
    for person in (None, contact, editor):
        with pytest.raises(NotAllowed):
            getattr(actions, f"{act}_outside_calendar")(by=person, calendar=calendar, at=NOW)
    with pytest.raises(NotAllowed):
        actions.keep_outside_events(by=contact, calendar=calendar, looked=Looked(calendar.address), at=NOW)
    with pytest.raises(NotAllowed):
        actions.add_outside_calendar(by=contact, details={}, at=NOW)
    with pytest.raises(NotAllowed):
        actions.change_outside_calendar(by=contact, calendar=calendar, details={}, at=NOW)


# --- the pages ------------------------------------------------------------------------


def test_a_coordinator_adds_changes_and_takes_away(client, coordinator, world):
    client.force_login(coordinator)
    place = make.place()
    wrong = client.post(reverse("new_outside_calendar"), {"name": "", "address": "ftp://x"})
    assert wrong.status_code == 422
    told = {"name": "Novads", "address": world.at("/k.ics"), "place": place.slug, "page": "novads.test"}
    assert client.post(reverse("new_outside_calendar"), told)["Location"] == reverse("outside_calendars")
    calendar = OutsideCalendar.objects.get()
    assert (calendar.name, calendar.place, calendar.page, calendar.added_by) == (
        "Novads",
        place,
        "https://novads.test",
        coordinator,
    )
    assert client.post(reverse("new_outside_calendar"), told).status_code == 422
    page = reverse("outside_calendar", args=[calendar.public_id])
    assert world.at("/k.ics") in client.get(page).text
    client.post(page, told | {"name": "Novada notikumi"})
    assert "Novada notikumi" in client.get(reverse("outside_calendars")).text
    client.post(reverse("outside_look", args=[calendar.public_id]))
    client.post(reverse("outside_pause", args=[calendar.public_id]))
    assert "Apturēts" in client.get(reverse("outside_calendars")).text
    client.post(reverse("outside_pause", args=[calendar.public_id]), {"_method": "DELETE"})
    client.post(page, {"_method": "DELETE"})
    assert not OutsideCalendar.objects.exists()
    verbs = Record.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == [
        f"events.outside_calendar_{done}" for done in ("added", "changed", "asked", "paused", "resumed", "removed")
    ]


def test_what_telephones_call_webcal_is_an_address(client, coordinator, world):
    client.force_login(coordinator)
    client.post(reverse("new_outside_calendar"), {"name": "Novads", "address": "webcal://kalendars.example/k.ics"})
    assert OutsideCalendar.objects.get().address == "https://kalendars.example/k.ics"


def test_others_see_what_is_shown_and_find_no_doors(client, calendar, outsider, contact):
    doors = [reverse("outside_calendar", args=[calendar.public_id]), reverse("new_outside_calendar")]
    deeds = [reverse(name, args=[calendar.public_id]) for name in ("outside_pause", "outside_look")]
    shown = client.get(reverse("outside_calendars")).text
    assert "Novads" in shown
    assert calendar.address not in shown
    for person in (outsider, contact):
        client.force_login(person)
        assert [client.get(door).status_code for door in doors] == [404, 404]
        assert [client.post(deed).status_code for deed in deeds] == [404, 404]
    assert client.get(deeds[0]).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(client, db, count, django_assert_num_queries):
    for number in range(count):
        OutsideCalendar.objects.create(
            name=f"Kalendārs {number}",
            address=f"https://k{number}.test/",
            organisation=make.organisation(),
            place=make.place(f"Vieta {number}"),
        )
    with django_assert_num_queries(1):
        client.get(reverse("outside_calendars"))
