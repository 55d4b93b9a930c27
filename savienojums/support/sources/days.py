"""Deadlines as texts tell them: the day that stands behind "until" or "deadline", proposed and never certain."""

from __future__ import annotations

import re

from savienojums.core.reading import Unreadable, read_day, read_hour
from savienojums.core.words import fold

_SIGNAL = re.compile(r"\b(?:lidz|termin\w*|jaiesniedz\w*|pieteik\w*|deadline|until|closes?|due|apply by|до|срок\w*)\b")
_MONTH = r"[^\W\d_]{3,}"
_DAY = re.compile(
    rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}|\d{{4}}\.\s?g(?:ada|\.)\s+\d{{1,2}}\.\s?{_MONTH}"
    rf"|\d{{1,2}}\.?\s{_MONTH}\.?,?\s\d{{4}}|{_MONTH}\s\d{{1,2}},\s\d{{4}}"
)
_HOUR = re.compile(r"(?:plkst\.?|pulksten|at|в)\s*(\d{1,2}[:.]\d{2})|\b(\d{1,2}:\d{2})\b")
_NEAR, _BEHIND = 80, 40
_LONGEST = 50_000


def deadline_in(text: str) -> dict[str, str]:
    """The last day to apply and its hour, if the text says one plainly behind such a word."""
    folded = fold(text[:_LONGEST])
    for signal in _SIGNAL.finditer(folded):
        near = folded[signal.end() : signal.end() + _NEAR]
        for day in _DAY.finditer(near):
            try:
                closes = read_day(day[0])
            except Unreadable:
                continue
            return {
                "closes_on": closes.isoformat(),
                **_hour(near[day.end() :] + folded[signal.end() + _NEAR :][:_BEHIND]),
            }
    return {}


def _hour(behind: str) -> dict[str, str]:
    found = _HOUR.search(behind[:_BEHIND])
    if not found:
        return {}
    try:
        return {"closes_hour": f"{read_hour(found[1] or found[2]):%H:%M}"}
    except Unreadable:
        return {}
