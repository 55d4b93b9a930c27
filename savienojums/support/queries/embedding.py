"""The list as it stands on other people's sites, and the line of HTML that puts it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from savienojums.support.queries.deadlines import chosen_words
from savienojums.support.queries.measures import cards_for, chosen_set, members_of

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.support.queries.cards import Card
    from savienojums.support.queries.measures import Filters

NUMBERS = (5, 10, 20, 50)
USUAL = 10
# A row and what stands around them, in pixels; the frame scrolls where this is not enough.
ROW, AROUND = 92, 150


@dataclass(frozen=True, slots=True)
class Embedded:
    """The first measures of a filter, and how many there are in all."""

    cards: list[Card]
    total: int
    words: str
    page: str


def embedded_for(filters: Filters, most: int, at: datetime) -> Embedded:
    """What a frame on another site shows: only what everyone may read, the nearest deadline first."""
    whole, chosen = chosen_set(filters, at)
    pks = members_of(whole, chosen, filters, 0, most)
    return Embedded(
        cards=cards_for(None, pks, at),
        total=chosen.bit_count(),
        words=chosen_words(filters),
        page=f"{settings.SITE_URL}{reverse('measures')}?{filters.query()}".rstrip("?"),
    )


def number_of(asked: str) -> int:
    """How many measures the frame shows."""
    return int(asked) if asked in map(str, NUMBERS) else USUAL


def address_of(filters: Filters, language: str, most: int) -> str:
    """The frame's address on our site."""
    return f"{reverse('embed')}?{filters.query(lang=language, most=str(most))}"


def line_of(filters: Filters, language: str, most: int) -> str:
    """One line of HTML that puts the list onto another site."""
    words = chosen_words(filters)
    title = _("Support: %(filter)s") % {"filter": words} if words else _("Support for communities and NGOs")
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" style="border:0"></iframe>',
        settings.SITE_URL + address_of(filters, language, most),
        f"{title} · {settings.REGION_NAME}",
        AROUND + ROW * most,
    )
