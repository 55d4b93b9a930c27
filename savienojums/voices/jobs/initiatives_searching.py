"""Doors for time: a proposal that is shown is found, one that is hidden or joined is found no more."""

from __future__ import annotations

from savienojums.journal.reactions import on
from savienojums.voices.actions.initiatives_searching import index_initiatives
from savienojums.voices.queries.initiatives_searching import initiative_told_in


@on(
    "voices.initiative_shown",
    "voices.initiative_corrected",
    "voices.initiative_withdrawn",
    "voices.initiative_answered",
    "voices.initiative_hidden",
    "voices.initiative_joined",
    "voices.initiative_separated",
)
def let_proposals_be_found(record_id: int) -> None:
    """The search knows it as it is now."""
    if pk := initiative_told_in(record_id):
        index_initiatives([pk])
