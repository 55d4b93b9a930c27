"""The synonyms as editors keep them, and what the search makes of words with their help."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from savienojums.core import search
from savienojums.core.models import WordGroup
from savienojums.core.refusal import NotFound
from savienojums.core.synonyms import MOST_PHRASES, phrases_in
from savienojums.core.words import sort_key
from savienojums.support import rules
from savienojums.support.queries.catalogue import shelf
from savienojums.support.queries.measures import cards_for
from savienojums.support.queries.spoken import searched, with_reasons

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.search import Question
    from savienojums.core.search_shown import Reason
    from savienojums.support.queries.cards import Card

STARTING = Path(__file__).parents[1] / "starting_synonyms.txt"
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Understood:
    """A part of a question: its words and the other names by which it is looked for."""

    words: str
    others: list[str]


@dataclass(frozen=True, slots=True)
class Trial:
    """What the search finds for some words, and how it read them."""

    words: str
    question: Question
    parts: list[Understood]
    rows: list[tuple[Card, Reason]]
    total: int


def synonyms_for(person: Person | None) -> list[WordGroup]:
    """All groups of synonyms in alphabetical order, for those who keep the document."""
    if not rules.may_see_desk(person):
        raise NotFound
    return sorted(WordGroup.objects.standing(), key=lambda group: (sort_key(str(group)), group.pk))


def synonym_group_for(person: Person | None, public_id: str) -> WordGroup:
    """One group of synonyms, a removed one too, for those who keep the document."""
    group = WordGroup.objects.filter(public_id=public_id).first() if rules.may_see_desk(person) else None
    if group is None:
        raise NotFound
    return group


def trial_of(person: Person | None, words: str, at: datetime) -> Trial | None:
    """What would be found for these words; nothing if there are none."""
    whole = shelf(at)
    found = searched(whole, words)
    question = found.question
    if question.is_empty:
        return None
    pks = whole.catalogue.members(found.measures, "deadline", 0, MOST_SHOWN)
    parts = [
        Understood(" ".join(each.word for each in clause.asked), [other.phrase.text for other in clause.others])
        for clause in question.clauses
    ]
    rows = with_reasons(cards_for(person, pks, at), question, pks)
    return Trial(words, question, parts, rows, found.measures.bit_count())


def counts_of(words: str, at: datetime) -> list[tuple[str, int]]:
    """How many public measures speak of each of these phrases in its own words."""
    whole = shelf(at)
    return [
        (phrase, whole.catalogue.set_of(search.matching("measure", f'"{phrase}"') or {}).bit_count())
        for phrase in phrases_in(words)[:MOST_PHRASES]
    ]


def starting_synonyms() -> list[str]:
    """The groups a new installation begins with, as they are written."""
    lines = STARTING.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
