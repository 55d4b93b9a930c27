"""Batches of sheets as organisers see them, and what goes onto the next ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from savienojums.core.refusal import NotFound
from savienojums.voices.kinds import Way
from savienojums.voices.models import AnswerSheet, SheetBatch, Vote

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation, Statement

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A batch with how many of its sheets came back, how many of those empty, how many were typed twice."""

    batch: SheetBatch
    sheets: int
    back: int
    empty: int
    waiting: int

    @property
    def rows(self) -> int:
        """How many statements stand on each sheet."""
        return len(self.batch.rows)


def batches_of(conversation: Conversation) -> list[Told]:
    """Printed batches, the latest first."""
    return _told(conversation, Way.PAPER)


def told_count(conversation: Conversation) -> int:
    """How many people told a helper what they think."""
    theirs = AnswerSheet.objects.filter(batch__conversation=conversation, batch__way=Way.TOLD)
    return theirs.exclude(typed_at=None).count()


def _told(conversation: Conversation, way: str) -> list[Told]:
    back = Q(sheets__typed_at__isnull=False)
    found = (
        SheetBatch.objects.filter(conversation=conversation, way=way)
        .select_related("made_by")
        .annotate(
            all_sheets=Count("sheets", distinct=True),
            back=Count("sheets", filter=back, distinct=True),
            empty=Count("sheets", filter=back & Q(sheets__participant=None), distinct=True),
            waiting=Count(
                "sheets__typings",
                filter=Q(sheets__typings__is_counted=False, sheets__typings__decided_at=None),
                distinct=True,
            ),
        )
    )
    return [Told(each, each.all_sheets, each.back, each.empty, each.waiting) for each in found[:SHOWN]]


def batch_for(conversation: Conversation, public_id: str) -> SheetBatch:
    """One batch of this conversation."""
    found = conversation.batches.filter(public_id=public_id, way=Way.PAPER).select_related("made_by").first()
    if found is None:
        raise NotFound
    found.conversation = conversation
    return found


def sheets_of(batch: SheetBatch) -> list[AnswerSheet]:
    """Every sheet of a batch, in the order in which they are printed."""
    return list(batch.sheets.all())


def printable(conversation: Conversation) -> list[Statement]:
    """Statements that may stand on a sheet: shown ones that are no doubles."""
    return list(conversation.statements.shown().filter(same_as=None))


def least_answered(conversation: Conversation, count: int) -> list[Statement]:
    """The shown statements fewest people have answered; in the order of their numbers."""
    shown = printable(conversation)
    answered = dict(
        Vote.objects.filter(statement__in=[each.pk for each in shown], participant__aside_at=None)
        .values_list("statement")
        .annotate(people=Count("participant", distinct=True))
    )
    shown.sort(key=lambda each: (answered.get(each.pk, 0), each.number))
    return sorted(shown[:count], key=lambda each: each.number)


def languages_of(conversation: Conversation) -> list[str]:
    """Languages in which sheets may be printed; those of the conversation, else Latvian."""
    return list(conversation.languages) or ["lv"]
