"""What is kept only for a while, and whose while is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from savienojums.voices.kinds import Standing
from savienojums.voices.models import Conversation, Participant, Survey, SurveySheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

# Whether there was a flood is looked into within a month of the end.
AFTER_THE_END = timedelta(days=30)


def over_and_still_known(at: datetime) -> Iterator[Conversation | Survey]:
    """Conversations and surveys that ended long enough ago and of which connections or mailboxes are still known."""
    people = Participant.objects.filter(conversation=OuterRef("pk")).exclude(source_key="", mailbox_key="")
    for conversation in Conversation.objects.filter(Exists(people)).prefetch_related("phases").order_by("pk"):
        if _ended(conversation, at - AFTER_THE_END):
            yield conversation
    sheets = SurveySheet.objects.filter(survey=OuterRef("pk")).exclude(source_key="")
    for survey in Survey.objects.filter(Exists(sheets)).order_by("pk"):
        if _ended(survey, at - AFTER_THE_END):
            yield survey


def _ended(asked: Conversation | Survey, then: datetime) -> bool:
    """Whether it was closed at that moment already; a draft that people tried out ended when nobody looks at it."""
    if asked.published_at is None:
        return asked.created_at <= then
    return asked.published_at <= then and asked.standing(then) == Standing.CLOSED
