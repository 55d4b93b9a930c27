"""Maps as they were made, and which conversations need a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.models import Conversation, MapMade, Vote
from savienojums.voices.queries.votes import mark_of

if TYPE_CHECKING:
    from datetime import datetime


def latest_map(conversation: Conversation) -> MapMade | None:
    """The newest map, without its arrays, which are large."""
    return conversation.maps.defer("arrays").first()


def with_news(at: datetime) -> list[Conversation]:
    """Published conversations whose answers, statements or end are newer than their map."""
    begun = Conversation.objects.published().filter(phases__opens_at__lte=at).distinct().prefetch_related("phases")
    return [each for each in begun.order_by("pk") if _has_news(each, at)]


def _has_news(conversation: Conversation, at: datetime) -> bool:
    latest = latest_map(conversation)
    seen = latest.last_vote if latest else 0
    # Keys grow, so the newest rows answer this at once.
    if Vote.objects.filter(pk__gt=seen, participant__conversation=conversation).exists():
        return True
    return latest is not None and latest.as_of != mark_of(conversation, at)
