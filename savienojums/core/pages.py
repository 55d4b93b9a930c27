"""Long lists cut into pages."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list: its rows and where it stands."""

    rows: list[Row]
    number: int
    total: int
    per_page: int = PER_PAGE

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one page."""
        return max(1, math.ceil(self.total / self.per_page))

    @property
    def first_row(self) -> int:
        """The place of this page's first row in the whole list, from 1."""
        return (self.number - 1) * self.per_page + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        """The place of this page's last row in the whole list."""
        return min(self.number * self.per_page, self.total)

    @property
    def earlier(self) -> int | None:
        """The number of the page before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def later(self) -> int | None:
        """The number of the page after, if there is one."""
        return self.number + 1 if self.number < self.last else None


def page_number(asked: str, total: int, per_page: int = PER_PAGE) -> int:
    """The page that was asked for, brought into the list; nonsense means the first."""
    last = max(1, math.ceil(total / per_page))
    # A run of digits longer than this is no page of ours, and int() of it would be slow.
    return min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
