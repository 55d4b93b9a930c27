"""Opinion maps are reckoned from the answers, and kept with what the next one starts from."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

from django.db import transaction

from savienojums.core.marks import raise_mark
from savienojums.core.refusal import allow
from savienojums.core.system import SYSTEM
from savienojums.voices.actions.lines import line
from savienojums.voices.models import Conversation, MapMade
from savienojums.voices.queries.votes import news_of
from savienojums.voices.rules.maps import may_make_map

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.voices.rules.hosting import By

# As many rows as somebody may still be looking at.
KEPT = 3


def make_map(*, by: By, conversation: Conversation, at: datetime) -> MapMade:
    """Reckon the map of the answers as they are now; nothing is done where it would be the same.

    The house starts from the last map while people answer; organisers, and the last map after the end, start afresh.
    The reckoning stands outside the transaction: it may take seconds, and whoever answers meanwhile must not wait.
    """
    allow(may_make_map, by, conversation)
    before = conversation.maps.first()
    news = news_of(conversation, at)
    still = by is SYSTEM and conversation.phase_at(at) is not None
    if before and (before.last_vote, before.as_of) == news and (by is SYSTEM or not _started(before)):
        return before
    begun = perf_counter()
    told, content = _reckoned(conversation, before if still else None)
    made = MapMade(
        conversation=conversation, made_at=at, last_vote=news.last_vote, as_of=news.as_of, told=told, arrays=content,
        people_count=told["people"], vote_count=told["votes"], took_ms=round(1000 * (perf_counter() - begun)),
    )  # fmt: skip
    return _kept(by, made, at)


@transaction.atomic
def _kept(by: By, made: MapMade, at: datetime) -> MapMade:
    made.save()
    kept = made.conversation.maps.order_by("-pk").values_list("pk", flat=True)[:KEPT]
    made.conversation.maps.exclude(pk__in=list(kept)).delete()
    if by is SYSTEM:
        # Every minute while people answer: a line each would fill the journal with nothing anybody did.
        raise_mark("voices")
    else:
        line("voices.map_made", made.conversation, by=by, at=at)
    return made


def _started(before: MapMade) -> bool:
    """Whether that map began where an earlier one ended, so that another one from nothing could differ."""
    return bool(before.told.get("started"))


def _reckoned(conversation: Conversation, before: MapMade | None) -> tuple[dict[str, Any], bytes]:
    from savienojums.voices.queries.map_making import reckoned

    return reckoned(conversation, bytes(before.arrays) if before else b"")
