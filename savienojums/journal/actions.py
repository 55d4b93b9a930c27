"""Writing into the journal; called by acts and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils import translation

from savienojums.core.system import SYSTEM
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record

if TYPE_CHECKING:
    from datetime import datetime

    from django.db import models

    from savienojums.accounts.models import Person
    from savienojums.core.system import System


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
    """Write the line of an act in the act's own transaction, and put its consequences into the queue."""
    with translation.override("lv"):
        names = str(subject)[:300], str(on_behalf)
    line = Record.objects.create(
        verb=verb,
        at=at,
        by=None if by is SYSTEM else by,
        by_system=by is SYSTEM,
        on_behalf={"id": getattr(on_behalf, "public_id", ""), "name": names[1]} if on_behalf else None,
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        subject_name=names[0],
        audience=audience,
        particulars=particulars,
    )
    return line
