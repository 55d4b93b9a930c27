"""Doors for time: invitations go out, are answered, are forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.events.actions import invitations as acts
from savienojums.events.jobs.post import carry
from savienojums.events.queries import invitations as queries
from savienojums.journal.reactions import every, on

if TYPE_CHECKING:
    from savienojums.events.models import EventInvitation


@on("events.people_invited", "events.people_invited_again")
def carry_the_invitations(record_id: int) -> None:
    """Everyone who waits for an invitation gets it, each for themselves."""
    if event := queries.event_of(record_id):
        carry(queries.unsent(event), _send)


@on("events.registration_made", "events.registration_entered")
def answer_the_invitation(record_id: int) -> None:
    """Who was invited and registers has answered."""
    if (made := queries.registered_in(record_id)) and made.mailbox:
        acts.answer_invitations(by=SYSTEM, event=made.event, email=made.mailbox, at=now())


@every("1 day", hour=4)
def forget_invitations() -> None:
    """A month after an event nobody's address is kept because they were invited."""
    at = now()
    for event in queries.events_to_forget(at):
        acts.forget_invitations(by=SYSTEM, event=event, at=at)


def _send(invitation: EventInvitation) -> None:
    acts.send_event_invitation(by=SYSTEM, invitation=invitation, at=now())
