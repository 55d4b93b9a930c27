"""Conversations and surveys, and residents' proposals, as kinds of things that are searched with those of other rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from savienojums.core import search
from savienojums.core.search_kinds import Hits, Kind
from savienojums.voices.actions import initiatives_searching
from savienojums.voices.actions.searching import KIND, index_voices
from savienojums.voices.queries import initiatives_searching as proposals
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


def find_initiatives(person: Person | None, question: Question, at: datetime, limit: int) -> Hits:
    """The proposals that answer the question best; the same for everyone."""
    del person, at
    found = search.answer(initiatives_searching.KIND, question)
    rows, total = proposals.found_for(found.question, found.scores or {}, limit)
    return Hits(rows, total, f"{reverse('initiatives')}?{urlencode({'q': question.text})}", found.question)


def _index_initiatives() -> None:
    initiatives_searching.index_initiatives(proposals.shown_pks())


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
INITIATIVES = Kind(
    name=initiatives_searching.KIND,
    title=_("Residents’ proposals"),
    template="voices/found_initiatives.html",
    find=find_initiatives,
    expected=lambda: len(proposals.shown_pks()),
    index=_index_initiatives,
)
