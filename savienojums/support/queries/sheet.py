"""One measure on one sheet of paper: what a reader at the library wall has to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from savienojums.core import clock
from savienojums.network.queries.places import atlas
from savienojums.support.kinds import MeasureKind
from savienojums.support.queries.cards import card_of
from savienojums.support.queries.catalogue import conditions_of
from savienojums.support.queries.plainwords import in_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.support.models import Measure
    from savienojums.support.queries.cards import Card

# So many letters fit onto the sheet in large and in middling type; beyond the last the sheet tells less.
SIZES = (("large", 520), ("middling", 1000), ("small", 2000))
MOST_LINES = 8
LONGEST_LINE = 260


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the sheet, and in what size of type it fits."""

    card: Card
    kinds: str
    who: str
    where: str
    conditions: list[str]
    how: list[str]
    annexes: list[str]
    ask: list[str]
    source: str
    address: str
    today: date
    size: str


def sheet_of(measure: Measure, at: datetime) -> Sheet:
    """The sheet of a measure that was fetched with its rounds, themes and places."""
    card = card_of(measure, at)
    who = in_words("legal_forms", measure.legal_forms) or measure.who_text
    parts = {
        "conditions": _lines("\n".join(conditions_of(measure)), measure.terms),
        "how": _lines(in_words("way_in", measure.way_in), measure.way_in_text),
        "annexes": _lines(measure.annexes),
        "ask": _lines(measure.ask_where),
    }
    length = sum(len(line) for lines in parts.values() for line in lines) + len(f"{card.name}{card.summary}{who}")
    return Sheet(
        card=card,
        kinds=", ".join(str(MeasureKind(kind).label) for kind in measure.all_kinds()),
        who=_short(who),
        where=_short(_where(measure)),
        source=measure.source_url or measure.url,
        address=settings.SITE_URL + measure.get_absolute_url(),
        today=clock.local_day(at),
        size=next((size for size, most in SIZES if length <= most), SIZES[-1][0]),
        **parts,
    )


def _where(measure: Measure) -> str:
    known = atlas()
    places = known.sorted(place.pk for place in measure.places.all() if place.pk in known.by_pk)
    return ", ".join(map(str, places)) or measure.places_text


def _lines(*texts: str) -> list[str]:
    """The lines of these texts, no more and no longer than a sheet can hold; the web address tells the rest."""
    lines = [_short(line.strip()) for text in texts for line in text.splitlines() if line.strip()]
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], "…"]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE].rpartition(" ")[0] + " …"
