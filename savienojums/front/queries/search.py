"""One question over all rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.core import search
from savienojums.front.rooms import SEARCHED

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.search import Question
    from savienojums.core.search_kinds import Hits, Kind

OF_EACH = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What the rooms have of the words, kind by kind."""

    words: str
    kinds: list[tuple[Kind, Hits]]

    @property
    def total(self) -> int:
        """How many things were found."""
        return sum(hits.total for _kind, hits in self.kinds)

    @property
    def question(self) -> Question | None:
        """How the words were understood, if something was found for other words than those."""
        return next((hits.question for _kind, hits in self.kinds if hits.question and hits.question.instead), None)

    @property
    def is_empty(self) -> bool:
        """Whether no room has anything."""
        return not self.kinds


def search_for(person: Person | None, words: str, at: datetime) -> Found:
    """The best of each room for these words, in any form, with or without diacritics."""
    question = search.question(words)
    if question.is_empty:
        return Found(words, [])
    asked = ((kind, kind.find(person, question, at, OF_EACH)) for kind in SEARCHED)
    return Found(words, [(kind, hits) for kind, hits in asked if hits.rows])
