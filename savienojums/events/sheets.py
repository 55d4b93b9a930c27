"""A signature sheet typed back: lines of codes and names, and whom each of them means.

Pure core: no Django, no database, no clock.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from savienojums.core.words import fold
from savienojums.events.arrivals import code_of, looks_like_code, name_key
from savienojums.network.matching import match_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# More lines than any hall has seats.
MOST_LINES = 20_000
# So many people are offered where a beginning means several.
MOST_OFFERED = 12
_CODE_AT_END = re.compile(r"\(([^()]{7,9})\)\s*$")
_NUMBER_FIRST = re.compile(r"^\d{1,4}[.)]?$")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Typed:
    """One line as it was typed: a code, a name with an organisation, or both."""

    text: str
    code: str = ""
    name: str = ""
    organisation: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list as a line may mean it."""

    code: str
    name: str
    organisation: str
    came: bool


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a line means: a row, somebody new, or several of whom one is to be chosen."""

    typed: Typed
    # "row", "new", "several", "unknown" (a code that is not ours), "unclear" (no whole name).
    state: str
    rows: tuple[Listed, ...] = ()

    @property
    def row(self) -> Listed:
        """The one row that is meant."""
        return self.rows[0]


def lines_of(text: str) -> list[Typed]:
    """The lines of a pasted text; empty ones are passed over."""
    return [line_of(line) for line in text.splitlines()[:MOST_LINES] if line.strip()]


def line_of(text: str) -> Typed:
    """One line: cells between tabs or semicolons, else a name and, after a comma, an organisation."""
    text = text.strip()
    sign = next((sign for sign in "\t;" if sign in text), ",")
    cells = [_SPACE.sub(" ", cell).strip() for cell in text.split(sign, 3 if sign != "," else 1)]
    # What was copied from a sheet begins with the number of the row.
    if len(cells) > 1 and _NUMBER_FIRST.match(cells[0]):
        cells = cells[1:]
    if looks_like_code(cells[0]) and not _is_word(cells[0]):
        return _typed(text, cells[0], cells[1:])
    if (found := _CODE_AT_END.search(text)) and looks_like_code(found[1]):
        return Typed(text, code=code_of(found[1]))
    return _typed(text, "", cells)


def _typed(text: str, code: str, cells: Sequence[str]) -> Typed:
    name, organisation, place = (*cells, "", "", "")[:3]
    return Typed(text, code_of(code), name, organisation, place)


def _is_word(text: str) -> bool:
    """Whether what could be a code has the capital of a name and no digit: Ludmila, but not abc2345."""
    return text[:1].isupper() and text[1:].islower() and text.isalpha()


@dataclass(slots=True)
class Roll:
    """The rows of a list, found by code, by whole name and by beginning."""

    rows: Iterable[Listed]
    by_code: dict[str, Listed] = field(default_factory=dict)
    by_name: dict[str, list[Listed]] = field(default_factory=dict)
    beginnings: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for row in self.rows:
            self.by_code[row.code] = row
            self.by_name.setdefault(name_key(row.name), []).append(row)
            words = fold(row.name).split()
            # People are looked for by first name and by surname.
            for at in range(len(words)):
                self.beginnings.append((" ".join([*words[at:], *words[:at]]), row.code))
        self.beginnings.sort()

    def meant(self, typed: Typed, *, is_blank: bool = False) -> Meant:
        """Whom the line means; `is_blank` says that its code stands on a blank row of ours."""
        if typed.code:
            return self._by_code(typed, is_blank=is_blank)
        if not typed.name:
            return Meant(typed, "unclear")
        exact = self.by_name.get(name_key(typed.name), [])
        found = self._in_organisation(exact, typed) or exact
        if typed.organisation and exact and not self._in_organisation(exact, typed):
            # The same name from elsewhere is somebody else.
            return Meant(typed, "new")
        found = found or self.beginning(typed.name)
        if len(found) == 1:
            return Meant(typed, "row", tuple(found))
        if found:
            return Meant(typed, "several", tuple(found[:MOST_OFFERED]))
        return Meant(typed, "new" if len(typed.name.split()) > 1 else "unclear")

    def beginning(self, words: str) -> list[Listed]:
        """The rows whose name or surname begins so."""
        start, found = " ".join(fold(words).split()), {}
        at = bisect_left(self.beginnings, (start, ""))
        while start and at < len(self.beginnings) and self.beginnings[at][0].startswith(start):
            code = self.beginnings[at][1]
            found[code] = self.by_code[code]
            at += 1
            if len(found) > MOST_OFFERED:
                break
        return list(found.values())

    def _by_code(self, typed: Typed, *, is_blank: bool) -> Meant:
        row = self.by_code.get(typed.code)
        if row:
            return Meant(typed, "row", (row,))
        if not is_blank:
            return Meant(typed, "unknown")
        return Meant(typed, "new" if typed.name else "unclear")

    def _in_organisation(self, rows: Sequence[Listed], typed: Typed) -> list[Listed]:
        wanted = match_name(typed.organisation)
        return [row for row in rows if wanted and wanted == match_name(row.organisation)]
