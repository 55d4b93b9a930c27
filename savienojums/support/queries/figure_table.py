"""A table of figures as pages and files show it: what it means, its rows, and a bar beside each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.support.tabular import Cell

SHOWN_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells, where its first cell leads, and the number the bar shows."""

    cells: tuple[Cell, ...]
    number: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row with the length of its bar in hundredths of the longest, and what its columns are called."""

    line: Line
    length: int
    headings: tuple[str, ...]

    @property
    def first(self) -> Cell:
        """What the row is about."""
        return self.line.cells[0]

    @property
    def rest(self) -> list[tuple[str, Cell]]:
        """Everything else of it, each under its heading."""
        return list(zip(self.headings[1:], self.line.cells[1:], strict=True))


@dataclass(frozen=True, slots=True)
class Table:
    """One table of figures; `meaning` says what is counted and what is not, `nothing` stands where no row is."""

    name: str
    title: str
    meaning: str
    headings: tuple[str, ...]
    lines: Sequence[Line] = field(default=())
    nothing: str = ""

    @property
    def bars(self) -> list[Bar]:
        """The rows a page shows, each with its bar."""
        most = max((line.number for line in self.lines), default=0) or 1
        return [Bar(line, round(100 * line.number / most), self.headings) for line in self.lines[:SHOWN_AT_ONCE]]

    @property
    def has_bars(self) -> bool:
        """Whether its rows have a number to compare."""
        return any(line.number for line in self.lines)

    @property
    def left_out(self) -> int:
        """How many rows stand only in the file."""
        return max(0, len(self.lines) - SHOWN_AT_ONCE)
