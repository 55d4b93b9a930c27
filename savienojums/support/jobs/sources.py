"""Doors for time: sources are looked at when somebody asks, and at night when their pace says so."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.reactions import every, on
from savienojums.support.actions import sources as actions
from savienojums.support.actions import tables
from savienojums.support.gathering import gather
from savienojums.support.queries import sources as queries
from savienojums.support.queries.tables import previews_to_forget


@on("support.source_asked")
def look_at_the_source(record_id: int) -> None:
    """Somebody asked for a look now."""
    if source := queries.source_told_in(record_id):
        actions.fetch_source(by=SYSTEM, source=source, gathered=gather(source), at=now())


@every("1 day", hour=3)
def look_at_what_is_due() -> None:
    """Every source by its pace; one that breaks does not keep the others waiting."""
    for source in queries.sources_due(now()):
        actions.fetch_source(by=SYSTEM, source=source, gathered=gather(source), at=now())


@every("1 day", hour=4)
def forget_old_tables() -> None:
    """Tables that nobody brought in do not stay."""
    tables.forget_tables(by=SYSTEM, previews=previews_to_forget(now()), at=now())
