"""The calendar as it stands on other people's sites, and the line of HTML that puts it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from savienojums.events.queries.calendars import shelf
from savienojums.events.queries.listing import FACETS, Wanted, coming_events
from savienojums.events.queries.occasions import Occasion, occasion_of
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from datetime import datetime

NUMBERS = (5, 10, 20, 50)
USUAL = 10
# A row and what stands around them, in pixels; the frame scrolls where this is not enough.
ROW, AROUND = 84, 150


@dataclass(frozen=True, slots=True)
class Embedded:
    """The next events of a filter, and how many there are in all."""

    occasions: list[Occasion]
    total: int
    words: str
    page: str


def embedded_for(wanted: Wanted, most: int, at: datetime) -> Embedded:
    """What a frame on another site shows: only what everyone may see, the nearest first."""
    events = coming_events(None, wanted, at)
    page = f"{settings.SITE_URL}{reverse('events')}?{wanted.filter_query()}".rstrip("?")
    return Embedded([occasion_of(event, shelf(), at) for event in events[:most]], len(events), in_words(wanted), page)


def in_words(wanted: Wanted) -> str:
    """The filter as a person would say it."""
    said = [wanted.words] if wanted.words else []
    known = shelf()
    for facet in FACETS:
        for value in sorted(wanted.chosen.get(facet, ())):
            words = atlas().by_slug.get(value) if facet == "place" else known.words.get(facet, {}).get(value)
            said += [str(words)] if words else []
    if wanted.free:
        said.append(_("with free seats"))
    return ", ".join(said)


def number_of(asked: str) -> int:
    """How many events the frame shows."""
    return int(asked) if asked in map(str, NUMBERS) else USUAL


def address_of(wanted: Wanted, language: str, most: int) -> str:
    """The frame's address on our site."""
    return f"{reverse('events_embed')}?{urlencode([*wanted.pairs(), ('lang', language), ('most', str(most))])}"


def line_of(wanted: Wanted, language: str, most: int) -> str:
    """One line of HTML that puts the calendar onto another site."""
    words = in_words(wanted)
    title = _("Events: %(filter)s") % {"filter": words} if words else _("Events")
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" style="border:0"></iframe>',
        settings.SITE_URL + address_of(wanted, language, most),
        f"{title} · {settings.REGION_NAME}",
        AROUND + ROW * most,
    )
