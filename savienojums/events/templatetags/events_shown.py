"""How pages of meetings show points of a programme, files and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.formats import date_format

from savienojums.core.clock import local_day
from savienojums.events.queries.spoken import hours_in_words
from savienojums.events.queries.spoken import within_sentence as _within
from savienojums.events.rules.gatherings import may_make_event

if TYPE_CHECKING:
    from django.template import Context

    from savienojums.events.models import Event, ProgrammeItem

register = template.Library()


@register.simple_tag(takes_context=True)
def makes_events(context: Context) -> bool:
    """Whether the person of this page may make an event."""
    return may_make_event(context.get("person"))


@register.filter
def when_in_programme(item: ProgrammeItem) -> str:
    """The hours of a point, with the day where the event has several."""
    if not item.starts_at:
        return "–"
    hours = hours_in_words(item.starts_at, item.ends_at)
    event = item.event
    if event.first_day == event.last_day:
        return hours
    return f"{date_format(local_day(item.starts_at), 'MONTH_DAY_FORMAT')}, {hours}"


@register.filter
def within_sentence(words: object) -> str:
    """A time in words in the middle of a sentence."""
    return _within(str(words))


@register.filter
def ending(name: str) -> str:
    """What kind of file it is, by its ending: "PDF"."""
    return name.rpartition(".")[2].upper()


@register.filter
def map_address(spot: ProgrammeItem | Event) -> str:
    """Where a point of the earth is shown on the map everyone may use."""
    return (
        f"https://www.openstreetmap.org/?mlat={spot.lat:.5f}&mlon={spot.lon:.5f}#map=14/{spot.lat:.5f}/{spot.lon:.5f}"
    )
