"""Doors for time: what is published, changed or hidden is found, found otherwise, or found no more."""

from __future__ import annotations

from savienojums.journal.reactions import on
from savienojums.voices.actions.searching import index_voices
from savienojums.voices.queries.searching import key_told_in


@on(
    "voices.conversation_published",
    "voices.conversation_changed",
    "voices.conversation_taken_in",
    "voices.conversation_taken_out",
    "voices.question_changed",
    "voices.conversation_draft_deleted",
    "voices.seed_statements_added",
    "voices.statement_added",
    "voices.statement_shown",
    "voices.statement_reopened",
    "voices.statement_hidden",
    "voices.statement_taken_back",
    "voices.statements_joined",
    "voices.statement_translated",
    "voices.statement_corrected",
    "voices.conclusions_written",
    "voices.survey_published",
    "voices.survey_changed",
    "voices.survey_deleted",
)
def let_it_be_found(record_id: int) -> None:
    """The search knows it as it is now."""
    if key := key_told_in(record_id):
        index_voices([key])
