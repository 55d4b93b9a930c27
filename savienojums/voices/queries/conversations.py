"""One conversation as somebody may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.refusal import NotFound
from savienojums.voices.models import Conversation, Phase
from savienojums.voices.rules.hosting import runs

if TYPE_CHECKING:
    from savienojums.accounts.models import Person


def conversation_for(person: Person | None, slug: str) -> Conversation:
    """The conversation, if this person may see it; otherwise it does not exist."""
    seen = Conversation.objects.visible_to(person).select_related("organisation").prefetch_related("phases")
    found = seen.filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def run_by_for(person: Person | None, slug: str) -> Conversation:
    """The conversation, if this person runs it; otherwise it does not exist."""
    found = conversation_for(person, slug)
    if not runs(person, found):
        raise NotFound
    return found


def phase_of(conversation: Conversation, public_id: str) -> Phase:
    """One of its phases."""
    found = next((each for each in conversation.phases.all() if each.public_id == public_id), None)
    if found is None:
        raise NotFound
    return found
