"""Writing into the journal; called by acts and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils import translation

from savienojums.core.system import System
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record

if TYPE_CHECKING:
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
    with translation.override("lv"):
        names = str(subject)[:300], str(on_behalf)
    return Record.objects.create(
        verb=verb,
        at=at,
        by=None if isinstance(by, System) else by,
        by_system=isinstance(by, System),
        on_behalf={"id": getattr(on_behalf, "public_id", ""), "name": names[1]} if on_behalf else None,
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        subject_name=names[0],
        audience=audience,
        particulars=particulars,
    )
