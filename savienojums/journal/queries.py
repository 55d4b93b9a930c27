"""What may be asked of the journal and its queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef

from savienojums.core.refusal import NotFound
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Heartbeat, Job, Record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db import models


@dataclass(frozen=True, slots=True)
class QueueState:
    """How the queue stands: what waits, since when, what is being done, what was given up."""

    unread_count: int
    due_count: int
    oldest_due_at: datetime | None
    taken: list[Job]
    trying: list[Job]
    failed: list[Job]
    chores: list[Job]


def line_of(record_id: int) -> Record:
    """The line of this number, with who did it."""
    line = Record.objects.select_related("by").filter(pk=record_id).first()
    if line is None:
        raise NotFound
    return line


def history_of(subject: models.Model, audiences: Sequence[str], limit: int = 50) -> list[Record]:
    """What happened to this record, newest first, as far as these circles may read it."""
    return list(Record.objects.about(subject).told_to(*audiences).select_related("by")[:limit])


def lines_with(subject: type[models.Model], pks: Sequence[int], verb: str) -> list[Record]:
    """The lines with that verb about these records, the oldest first."""
    kind = ContentType.objects.get_for_model(subject)
    return list(Record.objects.filter(subject_type=kind, subject_id__in=pks, verb=verb).order_by("at", "id"))


def latest_lines(limit: int) -> list[Record]:
    """What everyone may read of, newest first."""
    return list(Record.objects.told_to(Audience.EVERYONE)[:limit])


def latest_line() -> int:
    """The number of the newest line everyone may read of; grows when something happened."""
    newest = Record.objects.told_to(Audience.EVERYONE).values_list("pk", flat=True).first()
    return newest or 0


def queue_state(at: datetime) -> QueueState:
    """How the queue stands now."""
    due = Job.objects.due(at)
    oldest = due.first()
    return QueueState(
        unread_count=Record.objects.unread().count(),
        due_count=due.count(),
        oldest_due_at=oldest.due_at if oldest else None,
        taken=list(Job.objects.taken().order_by("taken_at")),
        trying=list(Job.objects.trying()),
        failed=list(Job.objects.failed()),
        chores=list(Job.objects.chores().order_by("name")),
    )


def workers() -> list[Heartbeat]:
    """The workers that live or died without saying so, the one seen last first."""
    return list(Heartbeat.objects.order_by("-seen_at"))


def orphan_counts() -> dict[str, int]:
    """How many lines tell of a record that is no longer there, by kind of record."""
    kinds = ContentType.objects.filter(pk__in=Record.objects.order_by().values("subject_type").distinct())
    counts = {}
    for kind in kinds:
        model = kind.model_class()
        lines = Record.objects.filter(subject_type=kind)
        if model is not None:
            lines = lines.filter(~Exists(model._base_manager.filter(pk=OuterRef("subject_id"))))  # noqa: SLF001 -- Django's own way to ask
        if count := lines.count():
            counts[f"{kind.app_label}.{kind.model}"] = count
    return counts
