"""Telling the search what a measure speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core import search
from savienojums.support.models import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable


def index_measures(pks: Iterable[int]) -> None:
    """Let the search know what these measures say now; drafts and removed ones are not found."""
    asked = list(pks)
    rows = list(Measure.objects.public().filter(pk__in=asked).select_related("provider").prefetch_related("themes"))
    search.index("measure", [_row(measure) for measure in rows])
    if gone := set(asked) - {measure.pk for measure in rows}:
        search.forget("measure", gone)


def _row(measure: Measure) -> tuple[int, str, str]:
    """Number, title and body: everything a person might look for it by."""
    themes = [word for theme in measure.themes.all() for word in theme.name.values()]
    body = [
        *measure.summary.values(),
        measure.provider.name,
        *themes,
        measure.theme_words,
        measure.who_text,
        measure.places_text,
        measure.conditions,
        measure.terms,
        measure.notes,
    ]
    return measure.pk, "\n".join(measure.name.values()), "\n".join(part for part in body if part)
