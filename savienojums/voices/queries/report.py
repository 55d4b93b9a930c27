"""The report of a conversation: what was asked, who answered, what came out, how it was moderated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count

from savienojums.voices.kinds import AsideFor, HiddenFor, Standing, State
from savienojums.voices.queries.halls import Halls, shown_halls
from savienojums.voices.queries.map_shown import MapShown, access_of, map_shown
from savienojums.voices.queries.report_people import Part, Parts, Took, shown_took_part

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation, Participant
    from savienojums.voices.queries.map_shown import Access


@dataclass(frozen=True, slots=True)
class Moderated:
    """How statements came to be shown, and what was not."""

    seeds: int
    added: int
    shown: int
    waiting: int
    hidden: tuple[Part, ...]
    # Whose answers were set aside, and why; every one is told, for nobody stands behind a reason.
    aside: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report tells."""

    map: MapShown | None
    took: Took
    moderated: Moderated
    halls: Halls | None
    # Answers still come in.
    is_preliminary: bool

    @property
    def answers(self) -> int:
        """How many answers there are."""
        return int(self.map.told["votes"]) if self.map else 0


def report_access(
    person: Person | None, conversation: Conversation, participant: Participant | None, at: datetime
) -> Access:
    """Whether this reader may read the report now: as for the map."""
    return access_of(person, conversation, participant, at)


def report_of(conversation: Conversation, at: datetime) -> Report:
    """The report as of now; a number of questions that does not grow."""
    halls, took = shown_halls(conversation), shown_took_part(conversation)
    is_preliminary = conversation.standing(at) != Standing.CLOSED
    if is_preliminary:
        # Counted twice within an hour, places and ages would tell whose the one new answer is.
        took = replace(took, places=Parts(()), ages=Parts(()))
    return Report(
        map_shown(conversation),
        took,
        _moderated(conversation),
        halls if halls.statements else None,
        is_preliminary,
    )


def _moderated(conversation: Conversation) -> Moderated:
    rows = conversation.statements.order_by().values_list("is_seed", "state", "hidden_for")
    counts = [(*each, count) for *each, count in rows.annotate(count=Count("pk"))]
    hidden: dict[str, int] = {}
    for _seed, state, why, count in counts:
        if state == State.HIDDEN:
            hidden[why] = hidden.get(why, 0) + count
    aside = conversation.participants.exclude(aside_at=None).filter(same_as=None).order_by().values_list("aside_for")
    put_aside = dict(aside.annotate(count=Count("pk")))
    return Moderated(
        seeds=sum(count for seed, *_rest, count in counts if seed),
        added=sum(count for seed, *_rest, count in counts if not seed),
        shown=sum(count for _seed, state, _why, count in counts if state == State.SHOWN),
        waiting=sum(count for _seed, state, _why, count in counts if state == State.WAITING),
        hidden=tuple(Part(each.label, hidden[each.value], 0) for each in HiddenFor if each.value in hidden),
        aside=tuple(Part(each.label, put_aside[each.value], 0) for each in AsideFor if each.value in put_aside),
    )
