"""A look at somebody else's calendar: what lies at its address now, read, or the sentence that says why not."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext_noop

from savienojums.core.clock import local_day
from savienojums.core.fetching import Unfetchable, fetch
from savienojums.events import outside
from savienojums.events.outside import Unreadable, told_from

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.events.models import OutsideCalendar
    from savienojums.events.outside import OutsideTold

BACK, AHEAD = timedelta(days=40), timedelta(days=400)
MOST_BYTES = 5_000_000
# Kept as English sentences, told in the reader's language.
TROUBLES = {
    "broken": gettext_noop("What lies at this address is no calendar file that can be read."),
    "too_many": gettext_noop("This calendar holds more events than we can show."),
    "too_slow": gettext_noop("This calendar takes too long to be read: its rules repeat far too often."),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look brought: events, nothing new, or trouble."""

    address: str
    told: list[OutsideTold] | None = None
    etag: str = ""
    trouble: str = ""


def look(calendar: OutsideCalendar, at: datetime, *, anew: bool = False) -> Looked:
    """Fetch the calendar and read it; every day anew, for with the days other repetitions come near."""
    today, address = local_day(at), calendar.address
    fresh = calendar.read_at is not None and local_day(calendar.read_at) == today and not calendar.trouble
    etag = calendar.etag if fresh and not anew else ""
    try:
        fetched = fetch(address, "calendar", etag=etag, most=MOST_BYTES)
        if fetched.unchanged:
            return Looked(address, etag=fetched.etag)
        return Looked(address, read_apart(fetched.content, today - BACK, today + AHEAD), fetched.etag)
    except Unfetchable as refusal:
        with translation.override("lv"):
            return Looked(address, trouble=str(refusal.sentence))
    except Unreadable as wrong:
        with translation.override("lv"):
            return Looked(address, trouble=translation.gettext(TROUBLES[wrong.word]))


def read_apart(content: bytes, first: date, last: date) -> list[OutsideTold]:
    """The events of a file, read in a process of its own, so that no file of strangers holds up the letters."""
    command = [sys.executable, "-I", str(Path(outside.__file__)), first.isoformat(), last.isoformat()]
    try:
        done = subprocess.run(command, input=content, capture_output=True, check=False, timeout=2 * outside.SECONDS)  # noqa: S603 -- our own program, nothing of the file in its arguments
    except subprocess.TimeoutExpired as slow:
        raise Unreadable("too_slow") from slow
    if done.returncode:
        word = done.stdout.decode(errors="replace")
        raise Unreadable(word if word in TROUBLES else "too_slow" if done.returncode < 0 else "broken")
    return told_from(done.stdout.decode())
