"""What people said of one statement, as the last map tells it to whoever may see results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.queries.map_rows import rows_of
from savienojums.voices.queries.map_shown import access_of
from savienojums.voices.queries.maps import latest_map

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Participant, Statement
    from savienojums.voices.queries.map_rows import Share


def shares_of(
    person: Person | None, statement: Statement, participant: Participant | None, at: datetime
) -> list[Share]:
    """The shares of all and of each group; none where results are not shown yet, or too few have answered."""
    conversation = statement.conversation
    if not access_of(person, conversation, participant, at).may_see:
        return []
    made = latest_map(conversation)
    row = rows_of(made.told, {statement.pk: statement}).get(statement.pk) if made else None
    return row.all_shares if row else []
