"""What helpers type from a sheet of statements: one key a row, and the code of the sheet.

Pure core: no Django, no database, no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

AGREE, DISAGREE, PASSED, BLANK, UNCLEAR = "1", "2", "3", "-", "x"
MARKS = AGREE + DISAGREE + PASSED + BLANK + UNCLEAR
# What people press for each: digits of the number pad, its minus and star, and what lies near them.
KEYS = {
    "1": AGREE, "2": DISAGREE, "3": PASSED, "0": PASSED,
    "-": BLANK, " ": BLANK, "\u00a0": BLANK, "\u2013": BLANK, "\u2014": BLANK, "_": BLANK,
    "x": UNCLEAR, "X": UNCLEAR, "*": UNCLEAR, "?": UNCLEAR,
}  # fmt: skip
# From here on the sheet is empty.
REST = ".,"
# What counts; rows that are empty or unclear give no answer.
VALUES = {AGREE: 1, DISAGREE: -1, PASSED: 0}

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 6
BETWEEN = " -\u2013.\u00a0\t"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line: "unknown" key, "short", "long", or something after the "rest" was called empty."""

    kind: str
    # Which key of the line it is, from 1; for "short" how many keys there are.
    at: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line as it was understood: a mark for every row of the sheet as far as it goes, and the first fault."""

    marks: str
    fault: Fault | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the sheet came back without a single answer."""
        return not set(self.marks) & VALUES.keys()


def read_line(text: str, rows: int) -> TypedLine:
    """The marks of a sheet of so many rows, from the keys that were pressed."""
    marks: list[str] = []
    for at, key in enumerate(text.strip("\r\n\t"), 1):
        if key in REST:
            return _rest(text.strip("\r\n\t")[at:], marks, rows, at)
        mark = KEYS.get(key)
        if mark is None:
            return TypedLine("".join(marks), Fault("unknown", at, key))
        if len(marks) == rows:
            # Spaces after the last row are no answers.
            if text.strip("\r\n\t")[at - 1 :].strip():
                return TypedLine("".join(marks), Fault("long", at, key))
            break
        marks.append(mark)
    typed = "".join(marks)
    return TypedLine(typed, Fault("short", len(typed))) if len(typed) < rows else TypedLine(typed)


def _rest(after: str, marks: list[str], rows: int, at: int) -> TypedLine:
    if after.strip(f"{REST} "):
        return TypedLine("".join(marks), Fault("rest", at + 1, after.strip()[:1]))
    return TypedLine("".join(marks).ljust(rows, BLANK))


def values_of(marks: str) -> list[int | None]:
    """What counts of each row: 1 agrees, -1 disagrees, 0 passes, None says nothing."""
    return [VALUES.get(mark) for mark in marks]


def differing(one: str, other: str) -> list[int]:
    """The rows, from 1, in which two typings of a sheet differ; a row that one of them lacks differs."""
    long = max(len(one), len(other))
    return [row for row, (a, b) in enumerate(zip(one.ljust(long), other.ljust(long), strict=True), 1) if a != b]


def read_code(text: str) -> str:
    """The code as it is kept: small letters, nothing between them; whatever else was typed stays to be told."""
    return "".join(letter for letter in text.casefold() if letter not in BETWEEN)


def strange_in(code: str) -> list[str]:
    """Letters no code has, each once, in their order."""
    return list(dict.fromkeys(letter for letter in code if letter not in LETTERS))


def near(code: str, codes: Iterable[str], most: int = 3) -> list[str]:
    """Codes that differ from this one by one letter, or by two neighbours that changed places."""
    found = sorted(each for each in codes if each != code and _is_near(code, each))
    return found[:most]


def _is_near(one: str, other: str) -> bool:
    if len(one) != len(other):
        long, short = (one, other) if len(one) > len(other) else (other, one)
        return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 2:
        a, b = wrong
        return b == a + 1 and one[a] == other[b] and one[b] == other[a]
    return len(wrong) == 1


def in_parts(code: str) -> str:
    """The code as it stands on paper: large letters, three and three."""
    return f"{code[:3]} {code[3:]}".strip().upper()


def sitting(moments: Sequence[float], gap: float) -> int:
    """How many of these moments, the latest first, belong to the present sitting: no longer pause than `gap`."""
    if not moments:
        return 0
    return next((count for count, (a, b) in enumerate(pairwise(moments), 1) if a - b > gap), len(moments))
