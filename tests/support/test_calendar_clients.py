"""Real calendar programs subscribe: what is moved moves in them, what is withdrawn is called off in them."""

import os
import shutil
import subprocess
from datetime import time, timedelta

import pytest
from icalendar import Calendar

from savienojums.core import clock
from savienojums.support.actions import measures, rounds
from tests import make

PROGRAMS = ("vdirsyncer", "khal")
MISSING = [program for program in PROGRAMS if shutil.which(program) is None]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(bool(MISSING), reason=f"Not installed here: {', '.join(MISSING)} (Debian: apt install)."),
]
SYNCER = """
[general]
status_path = "{home}/status"

[pair deadlines]
a = "site"
b = "here"
collections = null

[storage site]
type = "http"
url = "{url}"

[storage here]
type = "filesystem"
path = "{home}/calendar"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[deadlines]]
path = {home}/calendar
readonly = True

[sqlite]
path = {home}/khal.db

[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Riga
default_timezone = Europe/Riga
"""


class Reader:
    """Someone with a telephone: a home of their own, a calendar that is subscribed to, and a look at a day."""

    def __init__(self, home, url):
        self.home = home
        (home / "calendar").mkdir()
        (home / "vdirsyncer").write_text(SYNCER.format(home=home, url=url))
        (home / "khal").write_text(KHAL.format(home=home))
        self.run("vdirsyncer", "-c", home / "vdirsyncer", "discover", "deadlines")

    def run(self, *command):
        """What the program says, in a world where nothing of this machine is known."""
        world = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "XDG_CONFIG_HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home), "XDG_CACHE_HOME": str(self.home), "TZ": "Europe/Riga",
            "LC_ALL": "C.UTF-8", "no_proxy": "*",
        }  # fmt: skip
        done = subprocess.run(
            [str(word) for word in command], env=world, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def sync(self):
        """Fetch the calendar anew; what lies in the folder afterwards, by the name of the event.

        This program gives events of the web names of its own, so they are known here by what they are called.
        """
        self.run("vdirsyncer", "-c", self.home / "vdirsyncer", "sync")
        files = (self.home / "calendar").glob("*.ics")
        events = [event for file in files for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT")]
        return {str(event["summary"]): event for event in events}

    def day(self, day):
        """The day as khal shows it."""
        return self.run("khal", "-c", self.home / "khal", "list", "--day-format", "", day.isoformat(), "1d")


@pytest.fixture
def reader(live_server, tmp_path, settings):
    """A reader who subscribes to the live server."""
    settings.SITE_URL = live_server.url
    return Reader(tmp_path, f"{live_server.url}/support/calendar.ics")


def test_a_calendar_program_follows_what_is_moved_withdrawn_and_closed(reader, editor):
    day = clock.local_day(clock.now()) + timedelta(days=60)
    river, wood, gone = make.measure("Upes fonds"), make.measure("Meža fonds"), make.measure("Pļavas fonds")
    moving = make.round_of(river, closes_on=day, closes_hour=time(12))
    leaving = make.round_of(wood, closes_on=day)
    make.round_of(gone, closes_on=day, closes_hour=time(16))
    before = reader.sync()
    assert {name: str(event["status"]) for name, event in before.items()} == dict.fromkeys(
        ["Upes fonds", "Meža fonds", "Pļavas fonds"], "CONFIRMED"
    )
    assert [alarm["trigger"].dt.days for alarm in before["Upes fonds"].walk("VALARM")] == [-30, -14, -3]
    shown = reader.day(day)
    assert "12:00" in shown
    assert "Upes fonds" in shown
    assert "Meža fonds" in shown

    at, other = clock.now(), day - timedelta(days=14)
    rounds.change_round(by=editor, round_=moving, details={"closes_on": other, "closes_hour": time(15)}, at=at)
    rounds.remove_round(by=editor, round_=leaving, at=at)
    measures.remove_measure(by=editor, measure=gone, at=at)
    after = reader.sync()
    assert {name: str(event["status"]) for name, event in after.items()} == {
        "Upes fonds": "CONFIRMED", "Atcelts: Meža fonds": "CANCELLED", "Atcelts: Pļavas fonds": "CANCELLED",
    }  # fmt: skip
    for name, event in after.items():
        assert int(event["sequence"]) > int(before[name.removeprefix("Atcelts: ")]["sequence"])
    assert "15:00" in reader.day(other)
    assert "Upes fonds" in reader.day(other)
    assert "Upes fonds" not in reader.day(day)
    assert "Atcelts: Meža fonds" in reader.day(day)
    assert "Atcelts: Pļavas fonds" in reader.day(day)
