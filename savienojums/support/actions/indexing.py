"""Telling the search what a measure speaks of."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from savienojums.core import search
from savienojums.core.search import Text
from savienojums.support.models import Measure
from savienojums.support.queries.spoken import spoken_by

if TYPE_CHECKING:
    from collections.abc import Iterable

ROWS_AT_ONCE = 500


def index_measures(pks: Iterable[int]) -> None:
    """Let the search know what these measures say now; drafts and removed ones are not found."""
    remaining = iter(pks)
    while asked := list(islice(remaining, ROWS_AT_ONCE)):
        rows = list(Measure.objects.public().filter(pk__in=asked).select_related("provider").prefetch_related("themes"))
        search.index("measure", [_row(measure) for measure in rows])
        if gone := set(asked) - {measure.pk for measure in rows}:
            search.forget("measure", gone)


def _row(measure: Measure) -> tuple[int, list[Text], list[Text]]:
    """Number, title and body, each part with its language where that is known."""
    said = [(part, Text(words, language)) for part, words, language in spoken_by(measure) if words]
    return (
        measure.pk,
        [text for part, text in said if part == "name"],
        [text for part, text in said if part != "name"],
    )
