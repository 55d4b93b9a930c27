"""Measures as a kind of things that may be searched together with those of other rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from savienojums.core.search_kinds import Hits, Kind
from savienojums.support.actions.indexing import index_measures
from savienojums.support.models import Measure
from savienojums.support.queries.catalogue import shelf
from savienojums.support.queries.measures import cards_for
from savienojums.support.queries.spoken import searched, with_reasons

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.search import Question


def find_measures(person: Person | None, question: Question, at: datetime, limit: int) -> Hits:
    """The measures that answer the question best."""
    found = searched(shelf(at), question)
    best = list(found.best[:limit])
    rows = with_reasons(cards_for(person, best, at), found.question, best)
    return Hits(
        rows, found.measures.bit_count(), f"{reverse('measures')}?{urlencode({'q': question.text})}", found.question
    )


def _index() -> None:
    index_measures(Measure.objects.public().order_by("pk").values_list("pk", flat=True))


MEASURES = Kind(
    name="measure",
    title=_("Support"),
    template="support/found_measures.html",
    find=find_measures,
    expected=lambda: Measure.objects.public().count(),
    index=_index,
)
