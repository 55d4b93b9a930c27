"""The news of the section: conversations that opened, and those whose report is there; the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.voices.kinds import Standing
from savienojums.voices.models import Conversation

if TYPE_CHECKING:
    from datetime import datetime

MOST = 50


@dataclass(frozen=True, slots=True)
class News:
    """One thing worth telling about a conversation."""

    conversation: Conversation
    key: str
    title: str
    sentence: str
    at: datetime


def news_at(at: datetime) -> list[News]:
    """What is new, of conversations that stand in lists."""
    rows = Conversation.objects.listed().select_related("organisation").prefetch_related("phases")
    found = [_item(each, at) for each in rows.order_by("-published_at")[: 2 * MOST]]
    return sorted(found, key=lambda item: item.at, reverse=True)[:MOST]


def _item(conversation: Conversation, at: datetime) -> News:
    if conversation.standing(at) == Standing.CLOSED:
        ends = [each for each in (conversation.closed_at, *_ends(conversation)) if each and each <= at]
        # What was held elsewhere, long ago, is news since it stands here.
        ended = max(filter(None, [max(ends, default=None), conversation.published_at]))
        title = _("Report: %(name)s") % {"name": conversation.title}
        return News(conversation, f"{conversation.public_id}-report", title, _("The conversation has closed."), ended)
    begun = conversation.published_at or conversation.created_at
    return News(conversation, conversation.public_id, str(conversation.title), str(conversation.question), begun)


def _ends(conversation: Conversation) -> list[datetime]:
    return [phase.closes_at for phase in list(conversation.phases.all())[-1:]]
