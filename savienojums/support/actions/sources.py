"""Keeping the list of sources, and what a look at one of them brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.fetching import checked
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.support import rules
from savienojums.support.actions.finding import keep_found, miss_all, see_all
from savienojums.support.kinds import SourceKind
from savienojums.support.models import Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.support.gathering import Gathered

LINES = ("name", "kind", "address", "licence", "note", "provider", "measure_kind", "pace")


class NoSuchLook(Refused):
    """There is nothing outside to look at."""

    sentence = _("This source has no web address: it was a file. Hand in the newer file under “Bring in a table”.")


class SourcePaused(Refused):
    """Nobody looks at a paused source."""

    sentence = _("This source is paused. Let it go on first.")


@transaction.atomic
def add_source(*, by: Person, details: Mapping[str, Any], at: datetime) -> Source:
    """Name a place outside where support is announced; it is looked at by its pace."""
    allow(rules.may_add_source, by)
    source = Source()
    _write(source, details)
    record("support.source_added", by=by, subject=source, at=at, audience=Audience.EDITORS)
    return source


@transaction.atomic
def change_source(*, by: Person, source: Source, details: Mapping[str, Any], at: datetime) -> Source:
    """Change what is known of a source; at another address everything is looked at anew."""
    allow(rules.may_change_source, by, source)
    current = Source.objects.select_for_update().get(pk=source.pk)
    before = {name: str(getattr(current, name) or "") for name in LINES}
    if details.get("address", current.address) != current.address:
        current.etag = current.modified = ""
    _write(current, details)
    changed = {name: [old, new] for name, old in before.items() if (new := str(getattr(current, name) or "")) != old}
    record("support.source_changed", by=by, subject=current, at=at, audience=Audience.EDITORS, changes=changed)
    return current


@transaction.atomic
def pause_source(*, by: Person, source: Source, at: datetime) -> None:
    """Stop looking at a source; what was found in it stays."""
    allow(rules.may_pause_source, by, source)
    Source.objects.filter(pk=source.pk).update(paused_at=at, asked_at=None)
    record("support.source_paused", by=by, subject=source, at=at, audience=Audience.EDITORS)


@transaction.atomic
def resume_source(*, by: Person, source: Source, at: datetime) -> None:
    """Look at a paused source again."""
    allow(rules.may_resume_source, by, source)
    Source.objects.filter(pk=source.pk).update(paused_at=None)
    record("support.source_resumed", by=by, subject=source, at=at, audience=Audience.EDITORS)


@transaction.atomic
def ask_source(*, by: Person, source: Source, at: datetime) -> None:
    """Ask for a look at the source now; the worker takes it."""
    allow(rules.may_ask_source, by, source)
    current = Source.objects.select_for_update().get(pk=source.pk)
    if not current.address:
        raise NoSuchLook
    if current.is_paused:
        raise SourcePaused
    if current.is_being_looked_at:
        return
    current.asked_at = at
    current.save(update_fields=["asked_at"])
    record("support.source_asked", by=by, subject=current, at=at, audience=Audience.EDITORS)


@transaction.atomic
def fetch_source(*, by: System, source: Source, gathered: Gathered, at: datetime) -> Source:
    """Keep what a look at the source brought: what is new, what has changed, what is no longer there, or why nothing came."""
    allow(rules.may_fetch_source, by)
    current = Source.objects.select_for_update().get(pk=source.pk)
    current.fetched_at, current.error, current.notes = at, gathered.error, gathered.notes
    if gathered.error:
        current.counts = {"gone": miss_all(current, at)} if gathered.gone else {}
    elif gathered.unchanged:
        current.counts = {"same": see_all(current, at)}
    else:
        current.counts = keep_found(current, gathered.found, complete=gathered.complete, at=at)
    if not gathered.error:
        current.worked_at, current.etag, current.modified = at, gathered.etag, gathered.modified
    current.save()
    record(
        "support.source_fetched", by=by, subject=current, at=at, audience=Audience.EDITORS,
        counts=current.counts, error=gathered.error[:2],
    )  # fmt: skip
    return current


def _write(source: Source, details: Mapping[str, Any]) -> None:
    for name in LINES:
        if name in details:
            setattr(source, name, details[name])
    if source.address or source.kind != SourceKind.TABLE:
        checked(source.address)
    source.save()
