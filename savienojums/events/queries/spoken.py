"""When, where and how an event stands, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from savienojums.core.clock import RIGA, local_day
from savienojums.events.genitive import day_in_genitive, day_in_locative
from savienojums.events.kinds import Mode, Standing

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.events.models import Event, ProgrammeItem

# How the house's marks of a standing (shape and colour) stand for those of an event.
MARKS = {
    Standing.DRAFT: "needs_check",
    Standing.COMING: "expected",
    Standing.NOW: "open",
    Standing.HELD: "closed",
    Standing.CANCELLED: "closed",
}


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when, and what of it is known."""

    starts_at: datetime
    ends_at: datetime
    hours_known: bool = True
    end_known: bool = True


def span_of(event: Event) -> Span:
    """The time of an event."""
    return Span(event.starts_at, event.ends_at, event.hours_known, event.end_known)


def day_in_words(day: date) -> str:
    """A day with the name of its weekday: "Pirmdiena, 2026. gada 14. decembris"."""
    words = _("%(weekday)s, %(day)s") % {"weekday": date_format(day, "l"), "day": date_format(day)}
    return words[:1].upper() + words[1:]


def within_sentence(words: str) -> str:
    """A day or a time as it stands in the middle of a sentence: only English writes weekdays with a capital."""
    return words if (get_language() or "").startswith("en") else words[:1].lower() + words[1:]


def moved_from_in_words(day: date) -> str:
    """That an event was moved, and from which day; Latvian declines it after its preposition."""
    in_latvian = (get_language() or "").startswith("lv")
    said = day_in_genitive(day) if in_latvian else date_format(day, "MONTH_DAY_FORMAT")
    return _("Moved from %(day)s") % {"day": said}


def also_on_in_words(days: list[date]) -> str:
    """On which days it is once more: "arī 12. janvārī, 9. februārī"."""
    in_latvian = (get_language() or "").startswith("lv")
    said = [day_in_locative(day) if in_latvian else date_format(day, "MONTH_DAY_FORMAT") for day in days]
    return _("also on %(days)s") % {"days": ", ".join(said)} if said else ""


def hour_in_words(at: datetime) -> str:
    """The hour by the clock of Riga."""
    return date_format(at.astimezone(RIGA), "TIME_FORMAT")


def hours_in_words(start: datetime, end: datetime | None) -> str:
    """The hours of one day: "14:00–17:00"; without an end only when it begins."""
    return hour_in_words(start) if end is None else f"{hour_in_words(start)}–{hour_in_words(end)}"


def span_in_words(span: Span) -> str:
    """Day and hours, of one day or several; only what is known."""
    first, last = local_day(span.starts_at), local_day(span.ends_at)
    if first == last:
        day = day_in_words(first)
        end = span.ends_at if span.end_known else None
        return f"{day}, {hours_in_words(span.starts_at, end)}" if span.hours_known else day
    begins, ends = day_in_words(first), day_in_words(last)
    if span.hours_known:
        begins = f"{begins}, {hour_in_words(span.starts_at)}"
        ends = f"{ends}, {hour_in_words(span.ends_at)}" if span.end_known else ends
    return f"{begins} – {ends}"


def when_of(event: Event) -> str:
    """The time of an event in words, for its page."""
    return span_in_words(span_of(event))


def day_and_hours(event: Event) -> str:
    """The time of an event in few words, for lists: "14. decembris, 14:00–17:00"."""
    day = date_format(event.first_day, "MONTH_DAY_FORMAT")
    if event.first_day != event.last_day:
        return f"{day} – {date_format(event.last_day, 'MONTH_DAY_FORMAT')}"
    end = event.ends_at if event.end_known else None
    return f"{day}, {hours_in_words(event.starts_at, end)}" if event.hours_known else day


def where_of(event: Event | ProgrammeItem) -> str:
    """House, street and place, or that it is online; nothing if nobody said."""
    parts = [event.venue, getattr(event, "address", "")]
    place = str(event.place) if event.place else ""
    # People write the village into the line of the house or the street as well.
    parts.append("" if place and any(place in part for part in parts) else place)
    where = ", ".join(filter(None, parts))
    mode = getattr(event, "mode", "")
    if mode == Mode.ONLINE:
        return str(Mode.ONLINE.label)
    if mode == Mode.HYBRID and where:
        return _("%(where)s and online") % {"where": where}
    return where


def standing_of(event: Event, at: datetime) -> tuple[str, str]:
    """How an event stands: the mark of the house for it, and the word."""
    standing = event.standing(at)
    return MARKS[standing], str(standing.label)


def short_mark(event: Event) -> str:
    """What lists say beside an event that is not as it was announced; nothing if it is."""
    if event.cancelled_at:
        return str(Standing.CANCELLED.label)
    if event.moved_from:
        return moved_from_in_words(event.moved_from)
    if event.changed_at:
        return _("Changed on %(day)s") % {"day": date_format(local_day(event.changed_at), "MONTH_DAY_FORMAT")}
    return ""
