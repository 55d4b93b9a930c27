"""The parts every calendar of the house is made of (RFC 5545): its head, the clock of Riga, reminders, lasting names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language
from icalendar import Alarm, Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from savienojums.core import clock

if TYPE_CHECKING:
    from icalendar import Event


def host() -> str:
    """The name under which the site is known; part of every lasting name we give."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def empty_calendar(name: str, refresh: timedelta | None = None) -> Calendar:
    """A calendar without events yet; `refresh` for one to subscribe to."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{host()}//Savienojums//{(get_language() or 'lv').upper()}")
    calendar.add("version", "2.0")
    for line in ("name", "x-wr-calname"):
        calendar.add(line, name)
    calendar.add("x-wr-timezone", str(clock.RIGA))
    if refresh:
        for line in ("refresh-interval", "x-published-ttl"):
            calendar.add(line, refresh, parameters={"VALUE": "DURATION"})
    calendar.add_component(_riga())
    return calendar


def in_riga(at: datetime) -> datetime:
    """The moment by the clock of Riga; the hour that autumn gives twice is told by the clock of the world instead.

    A calendar cannot say of a local time which of the two it means, and the first one is understood.
    """
    local = at.astimezone(clock.RIGA)
    return at.astimezone(UTC) if local.fold else local


def reminder(event: Event, before: timedelta) -> Alarm:
    """An alarm so long before the event begins."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -before)
    alarm.add("description", str(event["summary"]))
    return alarm


def _riga() -> Timezone:
    """The clock of Riga by its rule; the library's own table names the hours of change wrongly."""
    zone = Timezone()
    zone.add("tzid", str(clock.RIGA))
    for part, name, month, began, hours in (
        (TimezoneStandard(), "EET", 10, datetime(1996, 10, 27, 4), (3, 2)),  # noqa: DTZ001 -- by its own clock
        (TimezoneDaylight(), "EEST", 3, datetime(1997, 3, 30, 3), (2, 3)),  # noqa: DTZ001 -- by its own clock
    ):
        part.add("tzname", name)
        part.add("dtstart", began)
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        part.add("tzoffsetfrom", timedelta(hours=hours[0]))
        part.add("tzoffsetto", timedelta(hours=hours[1]))
        zone.add_component(part)
    return zone
