"""One's own answers and statements in a conversation, and statements that are like the one somebody writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.voices.kinds import State
from savienojums.voices.likeness import Kind, similar_to
from savienojums.voices.queries import live_drawing as drawing
from savienojums.voices.queries.answering import Asked, asked
from savienojums.voices.queries.live import live_of

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation, Participant, Statement

MOST_SIMILAR = 3


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """One answer, to be changed or taken back."""

    statement: Asked
    value: int


@dataclass(frozen=True, slots=True)
class OwnStatement:
    """One's own statement and what became of it."""

    statement: Statement
    answered: int

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has looked at it yet."""
        return self.statement.state == State.WAITING

    @property
    def is_shown(self) -> bool:
        """Whether others are asked about it."""
        return self.statement.state == State.SHOWN

    @property
    def reason(self) -> str:
        """Why it is not shown."""
        return str(self.statement.get_hidden_for_display())


@dataclass(frozen=True, slots=True)
class Own:
    """Everything somebody said in a conversation."""

    answers: list[OwnAnswer]
    statements: list[OwnStatement]
    # Answers to statements that are not shown any more; kept, and changed by nobody.
    kept_aside: int
    of: int


def own_of(conversation: Conversation, participant: Participant | None) -> Own:
    """What this participant said, in the order of the numbers."""
    live = live_of(conversation)
    given = drawing.answers_of(participant).given
    rows = [OwnAnswer(asked(each), given[each.pk]) for each in live.statements if each.pk in given]
    written: list[Statement] = []
    if participant:
        written = list(participant.statements.select_related("same_as").order_by("number"))
    answered = {each.pk: sum(live.counts[at]) for at, each in enumerate(live.statements)}
    own = [OwnStatement(each, answered.get(each.pk, 0)) for each in written]
    return Own(rows, own, len(given) - len(rows), len(live.statements))


def similar_for(conversation: Conversation, text: str) -> list[Asked]:
    """Statements that say the same as these words, or nearly: to be answered instead."""
    live = live_of(conversation)
    others = {at: list(each.text.values()) for at, each in enumerate(live.statements)}
    found = similar_to(text, others, most=MOST_SIMILAR)
    return [asked(live.statements[each.mark]) for each in found if each.likeness.kind != Kind.DIFFERENT]
