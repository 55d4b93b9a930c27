"""Proposals on a person's own page: those they sent in or wrote down, those they have to answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.core.clock import local_day
from savienojums.network.rules import coordinates
from savienojums.voices.models import Initiative
from savienojums.voices.queries.initiatives_desk import own_of
from savienojums.voices.waiting import Age, age_of

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Own:
    """One of a person's proposals, and since when it waits for its answer."""

    initiative: Initiative
    age: Age | None
    outcome: str


def own_initiatives(person: Person, at: datetime) -> list[Own]:
    """The latest this person sent in themselves, whatever became of them."""
    rows = Initiative.objects.filter(person=person).select_related("addressee").prefetch_related("answers")
    return [_own(one, at) for one in rows[:MOST_SHOWN]]


def initiatives_to_answer(person: Person, at: datetime) -> list[Own]:
    """Those that wait for an answer of an organisation this person acts for; the longest waiting first.

    Coordinators see here what is put to nobody, for finding out whose answer is owed is their task.
    """
    rows = Initiative.objects.unanswered().select_related("addressee").prefetch_related("answers")
    theirs = own_of(person)
    if coordinates(person):
        rows = rows.filter(theirs) | rows.filter(addressee=None, addressee_name="")
    else:
        rows = rows.filter(theirs)
    return [_own(one, at) for one in rows.order_by("asked_at", "pk")[:MOST_SHOWN]]


def _own(one: Initiative, at: datetime) -> Own:
    answers = list(one.answers.all())
    outcome = str(answers[-1].get_outcome_display()) if answers else ""
    return Own(one, None if answers or not one.owes_answer else age_of(local_day(one.asked_at), local_day(at)), outcome)
