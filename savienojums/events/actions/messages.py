"""The organisers write to those who registered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import line
from savienojums.events.kinds import MessageKind
from savienojums.events.models import Message
from savienojums.events.queries import messages as queries
from savienojums.events.rules import messages as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event


class NobodyToTell(Refused):
    """Nobody of those chosen registered."""

    sentence = _("Nobody of those you have chosen is on the list. Choose others, or wait until somebody registers.")


class NotOverYet(Refused):
    """One thanks those who came once there is something to thank for."""

    sentence = _("The event is not over yet. Thanks with materials can be sent when it has ended.")


class PeopleErased(Refused):
    """The list is gone; there is nobody to write to."""

    sentence = _("The list of participants has been erased as promised; nobody can be written to any more.")


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says."""

    kind: str
    readers: str
    subject: str
    text: str


@transaction.atomic
def write_message(*, by: Person, event: Event, words: Words, at: datetime) -> Message:
    """Write to those of the list who are chosen; each party gets it once, by e-mail."""
    allow(rules.may_write_message, by, event)
    if event.erased_at:
        raise PeopleErased
    if words.kind == MessageKind.THANKS and event.ends_at > at:
        raise NotOverYet
    reach = queries.reach_of(event, words.readers)
    if not reach.mailboxes and not reach.unreached:
        raise NobodyToTell
    made = Message.objects.create(
        event=event, kind=words.kind, readers=words.readers, subject=words.subject, text=words.text,
        written_by=by, written_at=at,
    )  # fmt: skip
    line("events.message_written", event, by=by, at=at, message=made.public_id, kind=words.kind, readers=words.readers)
    return made
