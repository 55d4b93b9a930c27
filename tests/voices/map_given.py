"""Conversations in the database out of arrays: real ones, drawn ones, tiny ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.models import Conversation, Participant, Statement, Vote
from tests import make
from tests.make import NOW

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Votes


def filled(votes: Votes, order=None, **details) -> Conversation:
    """A conversation with these votes; `order` is the order in which people came."""
    held = make.conversation("Nodokļi", **details)
    statements = Statement.objects.bulk_create(
        Statement(
            conversation=held, number=place + 1, text={"lv": f"Apgalvojums {place + 1}."}, is_seed=True,
            written_at=NOW, state="hidden" if gone else "shown", hidden_for="off_topic" if gone else "",
        )
        for place, gone in enumerate(votes.out.tolist())
    )  # fmt: skip
    order = range(votes.people_count) if order is None else order
    rows = Participant.objects.bulk_create(
        Participant(conversation=held, key=f"p{person}", joined_at=NOW) for person in order
    )
    people = dict(zip(order, rows, strict=True))
    Vote.objects.bulk_create(
        Vote.said(people[person], statements[statement], value, NOW)
        for person, statement, value in zip(
            votes.person.tolist(), votes.statement.tolist(), votes.value.tolist(), strict=True
        )
    )
    return held


def camps(held: Conversation, sizes, statements: int = 10) -> list[list[Participant]]:
    """People of camps, who all answer as one: camp g agrees to its own every third statement and rejects the rest."""
    rows = [make.statement(held, f"Apgalvojums {number}.") for number in range(1, statements + 1)]
    made = []
    for camp, size in enumerate(sizes):
        made.append([make.participant(held) for _ in range(size)])
        Vote.objects.bulk_create(
            Vote.said(person, row, 1 if at % len(sizes) == camp else -1, NOW)
            for person in made[-1]
            for at, row in enumerate(rows)
        )
    return made
