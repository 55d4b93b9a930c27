"""Doors for time: maps follow the answers."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.reactions import every
from savienojums.voices.actions import maps as acts
from savienojums.voices.queries import maps as queries


@every("1 minute")
def follow_the_answers() -> None:
    """Conversations with newer answers, moderation or an end get a new map; one at a time."""
    at = now()
    for conversation in queries.with_news(at):
        acts.make_map(by=SYSTEM, conversation=conversation, at=at)
