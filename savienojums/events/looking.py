"""A look at somebody else's calendar: what lies at its address now, read, or the sentence that says why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext_noop

from savienojums.core.clock import local_day
from savienojums.core.fetching import Unfetchable, fetch
from savienojums.events.outside import Unreadable, read

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.events.models import OutsideCalendar
    from savienojums.events.outside import OutsideTold

BACK, AHEAD = timedelta(days=40), timedelta(days=400)
MOST_BYTES = 5_000_000
# Kept as English sentences, told in the reader's language.
TROUBLES = {
    "broken": gettext_noop("What lies at this address is no calendar file that can be read."),
    "too_many": gettext_noop("This calendar holds more events than we can show."),
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
        return Looked(address, read(fetched.content, today - BACK, today + AHEAD), fetched.etag)
    except Unfetchable as refusal:
        with translation.override("lv"):
            return Looked(address, trouble=str(refusal.sentence))
    except Unreadable as wrong:
        with translation.override("lv"):
            return Looked(address, trouble=translation.gettext(TROUBLES[wrong.word]))
