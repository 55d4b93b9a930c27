"""One measure on one sheet of paper: what a reader at the library wall has to know."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from savienojums.core import clock
from savienojums.network.queries.places import atlas
from savienojums.support.kinds import MeasureKind
from savienojums.support.queries.cards import card_of
from savienojums.support.queries.catalogue import conditions_of
from savienojums.support.queries.conditions import one_line, rule_of
from savienojums.support.queries.plainwords import in_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.support.fit import Condition
    from savienojums.support.models import Measure
    from savienojums.support.queries.cards import Card

# Sizes of type with what they do to every length, the largest first; the style sheet knows the same numbers.
SIZES = (("huge", 1.2), ("large", 1.0), ("middling", 0.86), ("small", 0.74), ("tiny", 0.64))
HEIGHT = 250
# The letters of a deadline in words, at most.
LONGEST_DAY = 41
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
        "conditions": _lines(*map(_line_of, rule_of(measure)), *conditions_of(measure), measure.terms),
        "how": _lines(in_words("way_in", measure.way_in), measure.way_in_text),
        "annexes": _lines(measure.annexes),
        "ask": _lines(measure.ask_where),
    }
    return Sheet(
        card=card,
        kinds=", ".join(str(MeasureKind(kind).label) for kind in measure.all_kinds()),
        who=_short(who),
        where=_short(_where(measure)),
        source=measure.source_url or measure.url,
        address=settings.SITE_URL + measure.get_absolute_url(),
        today=clock.local_day(at),
        size=_size(card, [[_short(who)], [_short(_where(measure))], *parts.values()]),
        **parts,
    )


def _size(card: Card, facts: list[list[str]]) -> str:
    """The largest type in which all of it fits onto the paper."""
    fitting = (name for name, scale in SIZES if _millimetres(card, facts, scale) <= HEIGHT)
    return next(fitting, SIZES[-1][0])


def _millimetres(card: Card, facts: list[list[str]], scale: float) -> float:
    """About how high it stands in type of that scale: letters to a line, lines by their height."""
    title = _rows(str(card.name), 22 / scale) * 15
    lead = _rows(str(card.summary), 48 / scale) * 8.8
    until = LONGEST_DAY if card.deadline else 1
    key = 30 + max(math.ceil(until / (19 / scale)), _rows(card.amount_text, 15 / scale)) * 11
    body = sum(4 + sum(_rows(line, 40 / scale) * 7.3 for line in lines) for lines in facts if any(lines))
    return (title + lead + key + body + 27) * scale + 36


def _rows(text: str, letters: float) -> int:
    return math.ceil(len(text) / letters)


def _where(measure: Measure) -> str:
    known = atlas()
    places = known.sorted(place.pk for place in measure.places.all() if place.pk in known.by_pk)
    return ", ".join(map(str, places)) or measure.places_text


def _line_of(condition: Condition) -> str:
    words = one_line(condition)
    return words[:1].upper() + words[1:]


def _lines(*texts: str) -> list[str]:
    """The lines of these texts, no more and no longer than a sheet can hold; the web address tells the rest."""
    lines = [_short(line.strip()) for text in texts for line in text.splitlines() if line.strip()]
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], "…"]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE].rpartition(" ")[0] + " …"
