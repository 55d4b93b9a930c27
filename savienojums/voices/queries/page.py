"""What the page of a conversation is made of: each noun gives its part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from savienojums.voices.queries import answering, facts, halls, map_shown, statements

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation, Participant

    Part = Callable[[Person | None, Conversation, Participant | None, datetime], dict[str, Any]]

# One function a noun, in the order of the page; each asks a number of questions that does not grow with the votes.
PARTS: tuple[Part, ...] = (facts.part, answering.part, statements.part, map_shown.part, halls.part)


def page_of(
    person: Person | None, conversation: Conversation, participant: Participant | None, at: datetime
) -> dict[str, Any]:
    """Everything the page of this conversation shows to whoever reads it: a person, or a browser that takes part."""
    told: dict[str, Any] = {"conversation": conversation}
    for part in PARTS:
        told |= part(person, conversation, participant, at)
    return told
