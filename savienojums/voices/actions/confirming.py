"""A mailbox is confirmed: the answers count, and the same mailbox on another device is the same participant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.lines import line
from savienojums.voices.actions.participants import unite
from savienojums.voices.rules import confirming as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Participant


class BelongsToSomebody(Refused):
    """Whoever asked for a letter to somebody else's mailbox must not become them by their press."""

    sentence = gettext_lazy(
        "Somebody who takes part has confirmed this e-mail already. If it was you: open the letter on the device on which you answered, or sign in with this e-mail."
    )


@transaction.atomic
def confirm(
    *, by: Person | None, participant: Participant, mailbox_key: str, at: datetime, is_here: bool
) -> Participant:
    """Keep that a mailbox was shown (as a key, never the address); whoever showed it first goes on as one of both.

    That they are one is believed only where the participant who asked for the letter presses themselves (`is_here`).
    """
    allow(rules.may_confirm, by, participant)
    conversation = participant.conversation
    theirs = conversation.participants.select_for_update()
    first = theirs.filter(mailbox_key=mailbox_key).first()
    if first is not None and first.same_as is not None:
        first = first.same_as
    if first is not None and first.pk != participant.pk:
        if not is_here or (first.has_account and participant.has_account):
            raise BelongsToSomebody
        # An account goes on as itself.
        kept, double = (participant, first) if participant.has_account else (first, participant)
        kept.conversation = double.conversation = conversation
        unite(by=by, participant=kept, double=double, at=at)
        return kept
    participant.mailbox_key, participant.confirmed_at = mailbox_key, at
    # What organisers decided stays as they decided.
    if participant.is_aside_by_itself:
        participant.aside_at, participant.aside_for = None, ""
    try:
        with transaction.atomic():
            participant.save(update_fields=["mailbox_key", "confirmed_at", "aside_at", "aside_for"])
    except IntegrityError:
        # Another device confirmed the same mailbox at this moment: now it is the first.
        return confirm(by=by, participant=participant, mailbox_key=mailbox_key, at=at, is_here=is_here)
    line("voices.participant_confirmed", conversation, by=None, at=at)
    return participant
