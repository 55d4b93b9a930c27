"""Events as a kind of things that may be searched together with those of other rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from savienojums.core import search
from savienojums.core.search_kinds import Hits, Kind
from savienojums.events.actions.searching import index_events
from savienojums.events.queries.searching import found_for, published_pks

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.search import Question


def find_events(person: Person | None, question: Question, at: datetime, limit: int) -> Hits:
    """The events that answer the question best, of those the person may see."""
    found = search.answer("event", question)
    rows, total = found_for(person, found.question, found.scores or {}, at, limit)
    return Hits(rows, total, f"{reverse('events')}?{urlencode({'q': question.text})}", found.question)


def _index() -> None:
    index_events(published_pks())


EVENTS = Kind(
    name="event",
    title=_("Events"),
    template="events/found_events.html",
    find=find_events,
    expected=lambda: len(published_pks()),
    index=_index,
)
