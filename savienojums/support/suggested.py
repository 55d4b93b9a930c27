"""The lines of a measure that readers may suggest to correct, and the parts in which editors take them over.

Pure core: no Django, no database, no clock.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

DEADLINE = "deadline"
OF_ROUND = ("closes_on", "closes_hour")
OF_MEASURE = ("amount_min", "amount_max", "own_share_percent", "who_text", "ask_where", "url")
LINES = (*OF_ROUND, *OF_MEASURE)
# Day and hour of a deadline are one thing to say yes or no to.
PARTS = (DEADLINE, *OF_MEASURE)

SUMS = {"amount_min", "amount_max", "own_share_percent"}
FEWEST_WORDS = 4
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def parts_of(changes: Collection[str]) -> list[str]:
    """The parts these lines belong to, in the order of the form."""
    found = {DEADLINE if name in OF_ROUND else name for name in changes}
    return [part for part in PARTS if part in found]


def lines_of(part: str) -> tuple[str, ...]:
    """The lines of one part."""
    return OF_ROUND if part == DEADLINE else (part,)


def taken(changes: Mapping[str, list[Any]], parts: Collection[str], lines: Collection[str]) -> dict[str, Any]:
    """Of these lines what should stand there, as an act takes it; only of the parts that are taken over."""
    return {
        name: value_of(name, changes[name][1])
        for part in parts
        for name in lines_of(part)
        if name in changes and name in lines
    }


def value_of(name: str, kept: Any) -> Any:
    """A kept plain value as the records hold it."""
    if kept is None:
        return None
    if name == "closes_on":
        return date.fromisoformat(kept)
    if name == "closes_hour":
        return time.fromisoformat(kept)
    return Decimal(kept) if name in SUMS else kept


def is_only_links(text: str) -> bool:
    """Whether a text is links with hardly a word beside them."""
    return bool(_LINK.search(text)) and len(re.findall(r"\w+", _LINK.sub(" ", text))) < FEWEST_WORDS
