"""All answers of a conversation as arrays, straight from the rows."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Max, Q, Value
from django.db.models.functions import Coalesce

from savienojums.voices.kinds import State
from savienojums.voices.models import Participant, Statement, Vote

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from savienojums.voices.maths.votes import Ints, Votes
    from savienojums.voices.models import Conversation
    from savienojums.voices.models.answers import ParticipantQuerySet

    Cells = NDArray[Any]

# What an answer that was taken back is among the arrays; none of the three.
TAKEN_BACK = 9
# Rows read at once.
AT_ONCE = 20_000


class Said(NamedTuple):
    """The answers, the participants' keys in the database by place, the statements by place."""

    votes: Votes
    people: Ints
    statements: list[Statement]


def votes_of(conversation: Conversation) -> Said:
    """Every counted participant's last answer to each statement; statements that are not shown are `out`.

    Two questions to the database, however many answers there are. Places follow the rows' keys.
    """
    import numpy as np

    from savienojums.voices.maths.votes import votes_from

    rows = (
        Vote.objects.filter(participant__in=counted_in(conversation).values("pk"))
        .order_by()
        .values_list("pk", "participant_id", "statement_id", Coalesce("value", Value(TAKEN_BACK)))
    )
    kind = [("row", "i8"), ("person", "i8"), ("statement", "i8"), ("value", "i1")]
    found = np.fromiter(rows.iterator(chunk_size=AT_ONCE), dtype=kind)
    # Put in order here: a cursor that is to give rows in order makes PostgreSQL look up the participant of each.
    cells = _not_taken_back(found[np.argsort(found["row"], kind="stable")])
    # A statement nobody has looked at yet and nobody could answer is not there.
    statements = {each.pk: each for each in conversation.statements.order_by("pk") if each.state != State.WAITING}
    missing = set(np.unique(cells["statement"]).tolist()) - set(statements)
    if missing:
        statements |= {each.pk: each for each in Statement.objects.filter(pk__in=missing)}
    out = [pk for pk, each in statements.items() if each.state != State.SHOWN or each.same_as_id]
    votes = votes_from(cells["person"], cells["statement"], cells["value"], known=list(statements), out=out)
    return Said(votes, votes.people, [statements[pk] for pk in votes.statements.tolist()])


def _not_taken_back(cells: Cells) -> Cells:
    """Without answers that were taken back, and what was said in that cell before."""
    import numpy as np

    back = np.flatnonzero(cells["value"] == TAKEN_BACK)
    if not len(back):
        return cells
    _, cell = np.unique(cells[["person", "statement"]], return_inverse=True)
    last = np.full(int(cell.max()) + 1, -1)
    np.maximum.at(last, cell[back], back)
    return cells[np.arange(len(cells)) > last[cell]]


def counted_in(conversation: Conversation) -> ParticipantQuerySet:
    """Whose answers count there: nobody set aside, and nobody twice."""
    return Participant.objects.counted().filter(conversation=conversation, same_as=None)


class News(NamedTuple):
    """What a map is made of: the last answer there is, and everything else by which it may change, as one mark."""

    last_vote: int
    as_of: str


def news_of(conversation: Conversation, at: datetime) -> News:
    """What the answers and statements are as of now; a map made of the same is the same."""
    last = Vote.objects.filter(participant__conversation=conversation).aggregate(last=Max("pk"))["last"]
    return News(last or 0, mark_of(conversation, at))


def mark_of(conversation: Conversation, at: datetime) -> str:
    """Everything but the answers themselves by which a map may change: moderation, who is set aside, how it is made."""
    people = conversation.participants.aggregate(
        aside=Count("pk", filter=Q(aside_at__isnull=False) | Q(same_as__isnull=False)), last=Max("aside_at")
    )
    shown = list(conversation.statements.shown().filter(same_as=None).order_by("pk").values_list("pk", flat=True))
    standing = conversation.standing(at) == "closed"
    whole = (shown, people["aside"], people["last"], str(conversation.method), conversation.smallest_group, standing)
    return hashlib.blake2b(repr(whole).encode(), digest_size=16).hexdigest()
