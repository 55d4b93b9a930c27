"""Writing into the journal; called by acts and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils import translation

from savienojums.core.system import System
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db import models

    from savienojums.accounts.models import Person


def record(
    verb: str,
    *,
    by: Person | System | None,
    subject: models.Model,
    at: datetime,
    on_behalf: models.Model | None = None,
    audience: str = Audience.EVERYONE,
    **particulars: Any,
) -> Record:
    """Write the line of an act in the act's own transaction.

    The unread line is also what the act leaves to do: the worker reads it and makes the jobs that follow. So one
    row commits or vanishes with the act, and a process that serves pages need not know any room's jobs.
    """
    line = _line(verb, by=by, subject=subject, at=at, on_behalf=on_behalf, audience=audience, particulars=particulars)
    line.save(force_insert=True)
    return line


def record_each(
    verb: str,
    subjects: Iterable[tuple[models.Model, dict[str, Any]]],
    *,
    by: Person | System | None,
    at: datetime,
    audience: str = Audience.EVERYONE,
) -> None:
    """Write the same verb about many subjects, each with its own particulars, as one act that touched them all."""
    lines = [
        _line(verb, by=by, subject=subject, at=at, on_behalf=None, audience=audience, particulars=particulars)
        for subject, particulars in subjects
    ]
    Record.objects.bulk_create(lines, batch_size=500)


def _line(
    verb: str,
    *,
    by: Person | System | None,
    subject: models.Model,
    on_behalf: models.Model | None,
    particulars: dict[str, Any],
    **when: Any,
) -> Record:
    with translation.override("lv"):
        names = str(subject)[:300], str(on_behalf)
    return Record(
        verb=verb,
        by=None if isinstance(by, System) else by,
        by_system=isinstance(by, System),
        on_behalf={"id": getattr(on_behalf, "public_id", ""), "name": names[1]} if on_behalf else None,
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        subject_name=names[0],
        particulars=particulars,
        **when,
    )
