"""Doors for time: long files are taken in while nobody waits for a page."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.reactions import on
from savienojums.voices.actions import imports as acts
from savienojums.voices.queries import imports as queries


@on("voices.import_asked")
def take_in_long_files(record_id: int) -> None:
    """Those that were not taken in at once."""
    if found := queries.import_told_in(record_id):
        acts.write_votes(by=SYSTEM, found=found, at=now())
