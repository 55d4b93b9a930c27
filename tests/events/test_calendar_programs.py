"""Real calendar programs subscribe: what is moved moves in them, what is cancelled is called off in them."""

import shutil
from datetime import datetime, timedelta

import pytest

from savienojums.core import clock
from savienojums.core.clock import RIGA
from savienojums.events.actions import calendars as keys
from savienojums.events.actions import gatherings
from tests import make
from tests.support.test_calendar_clients import PROGRAMS, Reader

MISSING = [program for program in PROGRAMS if shutil.which(program) is None]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(bool(MISSING), reason=f"Not installed here: {', '.join(MISSING)} (Debian: apt install)."),
]


def next_change(month):
    """The last Sunday of the coming March or October: the day the clocks change."""
    today = clock.local_day(clock.now())
    year = today.year + (today.month >= month)
    day = datetime(year, month, 31, tzinfo=RIGA).date()
    return day - timedelta(days=(day.weekday() + 1) % 7)


def hour(day, of_day, minute=0):
    return datetime(day.year, day.month, day.day, of_day, minute, tzinfo=RIGA)


@pytest.fixture
def subscribe(live_server, tmp_path, settings):
    settings.SITE_URL = live_server.url
    return lambda address: Reader(tmp_path, live_server.url + address)


def test_a_calendar_program_follows_what_is_moved_and_cancelled(subscribe, coordinator):
    day = clock.local_day(clock.now()) + timedelta(days=40)
    moving = make.event("Kopienas sanāksme", starts_at=hour(day, 18), ends_at=hour(day, 20))
    leaving = make.event("Ziemas tirgus", starts_at=hour(day, 10), ends_at=hour(day, 12))
    camp = make.event("Nometne", starts_at=hour(day, 0), ends_at=hour(day + timedelta(days=3), 0), hours_known=False)
    reader = subscribe("/events/calendar.ics")
    before = reader.sync()
    assert {name: str(event["status"]) for name, event in before.items()} == dict.fromkeys(
        ["Kopienas sanāksme", "Ziemas tirgus", "Nometne"], "CONFIRMED"
    )
    shown = reader.day(day)
    assert "18:00-20:00 Kopienas sanāksme" in shown
    assert "Nometne" in shown
    assert "Nometne" in reader.day(day + timedelta(days=2))
    assert "Nometne" not in reader.day(day + timedelta(days=3))

    at, other = clock.now(), day + timedelta(days=7)
    details = {"starts_at": hour(other, 17, 30), "ends_at": hour(other, 19)}
    gatherings.change_event(by=coordinator, event=moving, details=details, at=at)
    gatherings.cancel_event(by=coordinator, event=leaving, why="Nav sniega", at=at)
    after = reader.sync()
    assert {name: str(event["status"]) for name, event in after.items()} == {
        "Kopienas sanāksme": "CONFIRMED", "Atcelts: Ziemas tirgus": "CANCELLED", "Nometne": "CONFIRMED",
    }  # fmt: skip
    for name in ("Kopienas sanāksme", "Atcelts: Ziemas tirgus"):
        assert int(after[name]["sequence"]) > int(before[name.removeprefix("Atcelts: ")]["sequence"])
    assert "17:30-19:00 Kopienas sanāksme" in reader.day(other)
    assert "Kopienas sanāksme" not in reader.day(day)
    assert "Atcelts: Ziemas tirgus" in reader.day(day)
    assert camp.public_id


@pytest.mark.parametrize("month", [3, 10])
def test_hours_are_right_before_on_and_after_a_change_of_the_clock(subscribe, month):
    day = next_change(month)
    for name, offset in (("Iepriekš", -1), ("Tajā dienā", 0), ("Pēc tam", 1)):
        on = day + timedelta(days=offset)
        make.event(name, starts_at=hour(on, 18), ends_at=hour(on, 20))
    make.event("Agrā rītā", starts_at=hour(day, 2), ends_at=hour(day, 5))
    reader = subscribe("/events/calendar.ics")
    reader.sync()
    assert "18:00-20:00 Iepriekš" in reader.day(day - timedelta(days=1))
    shown = reader.day(day)
    assert "18:00-20:00 Tajā dienā" in shown
    assert "02:00-05:00 Agrā rītā" in shown
    assert "18:00-20:00 Pēc tam" in reader.day(day + timedelta(days=1))


def test_ones_own_calendar_has_reminders_and_ends_with_its_address(subscribe, contact, coordinator):
    day = clock.local_day(clock.now()) + timedelta(days=20)
    event = make.event("Mācības", starts_at=hour(day, 10), ends_at=hour(day, 15), mode="online", online_url="https://zvans.test/x",
                       takes_registrations=True)  # fmt: skip
    make.registration(event, person=contact, email=contact.email)
    key = keys.make_calendar_key(by=contact, at=clock.now())
    reader = subscribe(f"/events/calendar/{key.token}.ics")
    told = reader.sync()["Mācības"]
    assert [alarm["trigger"].dt for alarm in told.walk("VALARM")] == [-timedelta(days=1), -timedelta(hours=2)]
    assert "https://zvans.test/x" in told["description"]
    assert "10:00-15:00 Mācības" in reader.day(day)
    keys.renew_calendar_key(by=contact, at=clock.now())
    with pytest.raises(AssertionError):
        reader.sync()
