"""A mailbox is confirmed: the answers count, and the same mailbox on another device is the same participant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.voices.actions.lines import line
from savienojums.voices.actions.participants import unite
from savienojums.voices.kinds import AsideFor
from savienojums.voices.rules import confirming as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Participant

# What a confirmed mailbox puts right; what organisers decided stays as they decided.
PUT_RIGHT = (AsideFor.UNCONFIRMED, AsideFor.FLOOD)


@transaction.atomic
def confirm(*, by: Person | None, participant: Participant, mailbox_key: str, at: datetime) -> Participant:
    """Keep that a mailbox was shown (as a key, never the address); whoever showed it first goes on as one of both."""
    allow(rules.may_confirm, by, participant)
    conversation = participant.conversation
    theirs = conversation.participants.select_for_update()
    first = theirs.filter(mailbox_key=mailbox_key).first()
    if first is not None and first.same_as is not None:
        first = first.same_as
    if first is not None and first.pk != participant.pk:
        first.conversation = conversation
        unite(by=by, participant=first, double=participant, at=at)
        return first
    participant.mailbox_key, participant.confirmed_at = mailbox_key, at
    if participant.aside_for in PUT_RIGHT:
        participant.aside_at, participant.aside_for = None, ""
    participant.save(update_fields=["mailbox_key", "confirmed_at", "aside_at", "aside_for"])
    line("voices.participant_confirmed", conversation, by=None, at=at)
    return participant
