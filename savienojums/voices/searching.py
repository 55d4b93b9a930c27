"""Conversations and surveys as a kind of things that may be searched together with those of other rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from savienojums.core import search
from savienojums.core.search_kinds import Hits, Kind
from savienojums.voices.actions.searching import KIND, index_voices
from savienojums.voices.queries.searching import found_for, listed_keys

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.search import Question


def find_voices(person: Person | None, question: Question, at: datetime, limit: int) -> Hits:
    """The conversations and surveys that answer the question best; the same for everyone."""
    del person
    found = search.answer(KIND, question)
    rows, total = found_for(found.question, found.scores or {}, at, limit)
    return Hits(rows, total, reverse("voices"), found.question)


def _index() -> None:
    index_voices(listed_keys())


VOICES = Kind(
    name=KIND,
    title=_("Voices"),
    template="voices/found_voices.html",
    find=find_voices,
    expected=lambda: len(listed_keys()),
    index=_index,
)
