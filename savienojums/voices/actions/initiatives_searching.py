"""Telling the search what residents' proposals speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core import search
from savienojums.voices.queries.initiatives_searching import search_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

KIND = "initiative"
ROWS_AT_ONCE = 200


def index_initiatives(pks: Sequence[int]) -> None:
    """Let the search know what these say now; waiting, hidden and joined ones are not found."""
    for start in range(0, len(pks), ROWS_AT_ONCE):
        asked = pks[start : start + ROWS_AT_ONCE]
        rows = search_rows(asked)
        search.index(KIND, rows)
        if gone := set(asked) - {key for key, _title, _rest in rows}:
            search.forget(KIND, gone)
