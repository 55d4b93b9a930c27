"""Who may invite to an event, and who may say that they do not want to hear of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.system import only_the_system
from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from savienojums.events.models import Event, EventInvitation
    from savienojums.events.rules.hosting import By


def may_invite_people(by: By, event: Event) -> bool:
    """Who runs the event."""
    return organises(by, event)


def may_invite_again(by: By, event: Event) -> bool:
    """Who runs the event."""
    return organises(by, event)


def may_send_event_invitation(by: By, _invitation: EventInvitation) -> bool:
    """Time alone."""
    return only_the_system(by)


def may_decline_invitation(_by: By, invitation: EventInvitation, token: str) -> bool:
    """Whoever holds the link of the invitation."""
    return token == invitation.token


def may_reopen_invitation(by: By, invitation: EventInvitation, token: str) -> bool:
    """Whoever holds the link of the invitation."""
    return may_decline_invitation(by, invitation, token)


def may_answer_invitations(by: By, _event: Event) -> bool:
    """Time alone."""
    return only_the_system(by)


def may_forget_invitations(by: By, _event: Event) -> bool:
    """Time alone."""
    return only_the_system(by)
