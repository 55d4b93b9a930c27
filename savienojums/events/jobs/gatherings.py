"""What follows when an event is changed, cancelled or restored: those who registered are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.events.actions.telling import tell_party
from savienojums.events.jobs.post import carry
from savienojums.events.queries.changes import CANCELLED, RESTORED, line_of, news_of, parties_to_tell
from savienojums.events.queries.facts import CHANGED
from savienojums.journal.reactions import on

if TYPE_CHECKING:
    from savienojums.events.models import Registration

LETTERS = {
    CHANGED: ("changed", "events/mail/changed.txt"),
    CANCELLED: ("cancelled", "events/mail/cancelled.txt"),
    RESTORED: ("restored", "events/mail/restored.txt"),
}


@on(CHANGED, CANCELLED, RESTORED)
def tell_those_who_come(record_id: int) -> None:
    """Each party gets one letter about each change; a mailbox that refuses keeps nobody else waiting."""
    line = line_of(record_id)
    name, template = LETTERS[line.verb]

    def tell(party: Registration) -> object:
        thing, words = f"{name}:{line.particulars['count']}", news_of(line, party)
        return tell_party(by=SYSTEM, registration=party, thing=thing, template=template, at=now(), words=words)

    carry(parties_to_tell(line), tell)
