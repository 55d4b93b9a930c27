"""What drawing the next statement needs, kept in each process until something in the room changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from savienojums.core.marks import Kept
from savienojums.voices.models import MapMade, Vote
from savienojums.voices.queries.conversations import conversation_for

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.core.records import Translated
    from savienojums.voices.maths.ideal import Items
    from savienojums.voices.models import Conversation, Statement


@dataclass(frozen=True, slots=True)
class LiveStatement:
    """A statement that may be answered now."""

    pk: int
    public_id: str
    number: int
    text: Translated
    language: str
    author_id: int | None
    # As answers need it: to be read and never changed.
    row: Statement | None = None


@dataclass(slots=True)
class Live:
    """The statements that may be answered, how often each was, and what the last map knows of them."""

    statements: tuple[LiveStatement, ...]
    # Of each statement how many disagreed, passed, agreed: of the map, and of the answers since.
    counts: list[list[int]]
    # In the order of the statements; none before the first map.
    items: Items | None
    place: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = {each.public_id: at for at, each in enumerate(self.statements)}

    def statement(self, public_id: str) -> LiveStatement | None:
        """The statement of this word, if it may be answered."""
        at = self.place.get(public_id)
        return None if at is None else self.statements[at]

    def heard(self, public_id: str, value: int | None) -> None:
        """One more answer, so that the next drawing knows of it before the next map."""
        at = self.place.get(public_id)
        if at is not None and value is not None:
            self.counts[at][value + 1] += 1


@dataclass(slots=True)
class _Room:
    """What a process keeps of the room until the mark is raised."""

    lives: dict[int, Live] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)


_KEPT: Kept[_Room] = Kept(_Room, "voices")


def live_of(conversation: Conversation) -> Live:
    """The statements that may be answered now, with all that drawing needs; mostly without a question."""
    kept = _KEPT.get().lives
    if conversation.pk not in kept:
        kept[conversation.pk] = _made(conversation)
    return kept[conversation.pk]


def live_conversation(person: Person | None, slug: str) -> Conversation:
    """The conversation with its phases as answers need it, to be read and never changed; mostly without a question."""
    kept = _KEPT.get().conversations
    if slug in kept:
        return kept[slug]
    found = conversation_for(person, slug)
    if not found.is_draft:
        kept[slug] = found
    return found


def _made(conversation: Conversation) -> Live:
    rows = conversation.statements.shown().filter(same_as=None).order_by("number")
    statements = tuple(
        LiveStatement(each.pk, each.public_id, each.number, each.text, each.language, each.author_id, each)
        for each in rows
    )
    last = conversation.maps.order_by("-made_at", "-pk").only("arrays", "last_vote").first()
    items, counts = _of_the_map(last, [each.pk for each in statements])
    found = {each.pk: counts[at] for at, each in enumerate(statements)}
    since = last.last_vote if last and items else 0
    for row in _answers_since(conversation, since):
        if row["statement_id"] in found:
            found[row["statement_id"]][row["value"] + 1] += row["many"]
    return Live(statements, counts, items)


def _of_the_map(last: MapMade | None, statements: list[int]) -> tuple[Items | None, list[list[int]]]:
    none = [[0, 0, 0] for _ in statements]
    if last is None or not last.arrays or not statements:
        return None, none
    import numpy as np

    from savienojums.voices.queries.map_arrays import read

    arrays = read(last.arrays)
    if arrays is None or not len(arrays.statements):
        return None, none
    known = dict(zip(arrays.statements.tolist(), arrays.counts.tolist(), strict=True))
    counts = [[int(many) for many in known.get(pk, (0, 0, 0))] for pk in statements]
    return arrays.items_for(np.array(statements, dtype=np.int64)), counts


def _answers_since(conversation: Conversation, last_vote: int) -> Any:
    return (
        Vote.objects.filter(
            statement__conversation=conversation, participant__aside_at=None, pk__gt=last_vote, value__isnull=False
        )
        .order_by()
        .values("statement_id", "value")
        .annotate(many=Count("pk"))
    )
