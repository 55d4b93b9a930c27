"""Telling the search what conversations and surveys speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core import search
from savienojums.voices.queries.searching import search_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

KIND = "voice"
ROWS_AT_ONCE = 100


def index_voices(keys: Sequence[int]) -> None:
    """Let the search know what these say now; drafts, deleted and unlisted ones are not found."""
    for start in range(0, len(keys), ROWS_AT_ONCE):
        asked = keys[start : start + ROWS_AT_ONCE]
        rows = search_rows(asked)
        search.index(KIND, rows)
        if gone := set(asked) - {key for key, _title, _rest in rows}:
            search.forget(KIND, gone)
