"""What follows from invitations, and what is tidied at night."""

from __future__ import annotations

from savienojums.accounts import actions, queries, sessions
from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.reactions import every, on


@on("accounts.invitation_made", "accounts.invitation_renewed")
def send_the_invitation(record_id: int) -> None:
    """The one who was invited gets the letter."""
    invitation = queries.invitation_told_in(record_id)
    if invitation:
        actions.send_invitation(by=SYSTEM, invitation=invitation, at=now())


@every("1 day", hour=4)
def forget_old_invitations() -> None:
    """Addresses of people who did not answer do not stay."""
    for invitation in queries.invitations_to_forget(now()):
        actions.forget_invitation(by=SYSTEM, invitation=invitation, at=now())


@every("1 day", hour=4)
def clear_old_sessions() -> None:
    """Sessions that ran out do not stay, nor where they were."""
    sessions.clear_over(now())
