"""What is kept only for a while, and whose while is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from savienojums.voices.kinds import Standing
from savienojums.voices.models import (
    Conversation,
    Initiative,
    InitiativeComment,
    InitiativeSupport,
    Participant,
    Survey,
    SurveySheet,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import Model, QuerySet

# A flood is looked into within a month of the end; a proposal goes on gathering support, so there each row has its own time.
AFTER_THE_END, OF_INITIATIVES = timedelta(days=30), timedelta(days=90)


def over_and_still_known(at: datetime) -> Iterator[Conversation | Survey]:
    """Conversations and surveys that ended long enough ago and of which connections or mailboxes are still known."""
    known = Q(Exists(Participant.objects.filter(conversation=OuterRef("pk")).exclude(source_key="", mailbox_key="")))
    for conversation in Conversation.objects.filter(known).prefetch_related("phases").order_by("pk"):
        if _ended(conversation, at - AFTER_THE_END):
            yield conversation
    sheets = SurveySheet.objects.filter(survey=OuterRef("pk")).exclude(source_key="")
    for survey in Survey.objects.filter(Exists(sheets)).order_by("pk"):
        if _ended(survey, at - AFTER_THE_END):
            yield survey


def old_rows_of_initiatives(at: datetime) -> list[QuerySet[Model]]:
    """Proposals, comments and supports that are old enough and still know their connection."""
    until = at - OF_INITIATIVES
    rows = [
        Initiative.objects.filter(asked_at__lt=until), InitiativeComment.objects.filter(said_at__lt=until),
        InitiativeSupport.objects.filter(given_at__lt=until),
    ]  # fmt: skip
    return [each.exclude(source_key="") for each in rows]  # type: ignore[attr-defined]  # query sets of several tables


def _ended(asked: Conversation | Survey, then: datetime) -> bool:
    """Whether it was closed at that moment already; a draft that people tried out ended when nobody looks at it."""
    if asked.is_draft:
        return asked.created_at <= then
    return asked.published_at is not None and asked.published_at <= then and asked.standing(then) == Standing.CLOSED
