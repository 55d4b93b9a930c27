"""A programme as people have it in a letter or a document, read line by line; pure.

"10:00–10:30 Atklāšana | Anna Ozola, biedrība „Ūdenszīmes” | Lielā zāle": hours, what, who speaks, which room.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

_HOUR = r"(\d{1,2})[:.](\d{2})"
_LINE = re.compile(
    rf"(?:plkst\.?\s*)?{_HOUR}(?:\s*(?:[-–—]|līdz)\s*{_HOUR})?(?=\s|$|[-–—.:,;])\s*[-–—.:,;]?\s*(.*)", re.IGNORECASE
)
LONGEST_TITLE, LONGEST_ROOM = 200, 120
MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One point of a programme."""

    title: str
    begins: time | None = None
    ends: time | None = None
    speakers: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that cannot be: its number and which of the known reasons: hour, order, title, long."""

    number: int
    reason: str


def read(text: str) -> tuple[list[Line], list[Wrong]]:
    """The points of the programme in the order of the text, and the lines that cannot be."""
    lines: list[Line] = []
    wrong: list[Wrong] = []
    written = [(number, each.strip()) for number, each in enumerate(text.splitlines(), 1) if each.strip()]
    for number, each in written[:MOST_LINES]:
        found = _read(each)
        if isinstance(found, Line):
            lines.append(found)
        else:
            wrong.append(Wrong(number, found))
    if len(written) > MOST_LINES:
        wrong.append(Wrong(written[MOST_LINES][0], "long"))
    return lines, wrong


def _read(written: str) -> Line | str:
    """The line, or the reason why it is none."""
    what, *rest = (part.strip() for part in written.split("|"))
    speakers, room = [*rest, "", ""][:2]
    found = _LINE.fullmatch(what)
    begins = ends = None
    if found:
        hours = [_hour(found[1], found[2]), _hour(found[3], found[4]) if found[3] else None]
        if hours[0] is None or (found[3] and hours[1] is None):
            return "hour"
        begins, ends = hours
        what = found[5]
    if begins and ends and ends < begins:
        return "order"
    if not what.strip():
        return "title"
    people = "\n".join(part.strip() for part in speakers.split(";") if part.strip())
    return Line(what.strip()[:LONGEST_TITLE], begins, ends, people, room[:LONGEST_ROOM])


def _hour(hours: str, minutes: str) -> time | None:
    return time(int(hours), int(minutes)) if int(hours) < 24 and int(minutes) < 60 else None
