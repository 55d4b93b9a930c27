"""When, where and how an event stands, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from savienojums.core.clock import RIGA
from savienojums.events.kinds import Mode, Standing

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.events.models import Event

# How the house's marks of a standing (shape and colour) stand for those of an event.
MARKS = {
    Standing.DRAFT: "needs_check",
    Standing.COMING: "expected",
    Standing.NOW: "open",
    Standing.HELD: "closed",
    Standing.CANCELLED: "closed",
}


def day_in_words(day: date) -> str:
    """A day with the name of its weekday: "Pirmdiena, 2026. gada 14. decembris"."""
    words = _("%(weekday)s, %(day)s") % {"weekday": date_format(day, "l"), "day": date_format(day)}
    return words[:1].upper() + words[1:]


def hours_in_words(start: datetime, end: datetime | None) -> str:
    """The hours of one day: "14:00–17:00"."""
    begins = date_format(start.astimezone(RIGA), "TIME_FORMAT")
    return begins if end is None else f"{begins}–{date_format(end.astimezone(RIGA), 'TIME_FORMAT')}"


def when_of(event: Event) -> str:
    """Day and hours, of one day or several; the hours only if they are known."""
    if event.first_day == event.last_day:
        day = day_in_words(event.first_day)
        return f"{day}, {hours_in_words(event.starts_at, event.ends_at)}" if event.hours_known else day
    first, last = day_in_words(event.first_day), day_in_words(event.last_day)
    if not event.hours_known:
        return f"{first} – {last}"
    return f"{first}, {hours_in_words(event.starts_at, None)} – {last}, {hours_in_words(event.ends_at, None)}"


def where_of(event: Event) -> str:
    """House, street and place of an event, or that it is online; nothing if nobody said."""
    place = str(event.place) if event.place else ""
    # People write the village into the street's line as well.
    parts = [event.venue, event.address, "" if place and place in (event.venue, event.address) else place]
    where = ", ".join(filter(None, parts))
    if event.mode == Mode.ONLINE:
        return str(Mode.ONLINE.label)
    if event.mode == Mode.HYBRID and where:
        return _("%(where)s and online") % {"where": where}
    return where


def standing_of(event: Event, at: datetime) -> tuple[str, str]:
    """How an event stands: the mark of the house for it, and the word."""
    standing = event.standing(at)
    return MARKS[standing], str(standing.label)
