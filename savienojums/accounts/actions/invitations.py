"""Asking someone by e-mail to take a role on, and their yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from savienojums.accounts import invitations, rules
from savienojums.accounts.actions.roles import AlreadyHeld, new_role
from savienojums.accounts.models import Role, RoleInvitation, mailbox
from savienojums.core.refusal import allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System


@transaction.atomic
def invite_to_role(*, by: Person, email: str, kind: str, at: datetime) -> RoleInvitation:
    """Ask someone by e-mail to take a role on; the link works for fourteen days."""
    allow(rules.may_invite_to_role, by, kind)
    if Role.objects.held().filter(person__email=mailbox(email), kind=kind).exists():
        raise AlreadyHeld
    if RoleInvitation.objects.waiting(at).filter(email=mailbox(email), kind=kind).exists():
        raise invitations.InvitationWaits(
            _("This address has already been asked. You can send the letter again from the list.")
        )
    invitation = RoleInvitation.objects.create(kind=kind, **invitations.opened(email=email, by=by, at=at))
    record("accounts.invitation_made", by=by, subject=invitation, at=at, audience=Audience.EDITORS, role=kind)
    return invitation


@transaction.atomic
def renew_invitation(*, by: Person, invitation: RoleInvitation, at: datetime) -> None:
    """Send the letter again; the same link works for fourteen more days."""
    allow(rules.may_renew_invitation, by, invitation)
    invitations.renew(invitation, at=at)
    record("accounts.invitation_renewed", by=by, subject=invitation, at=at, audience=Audience.EDITORS)


@transaction.atomic
def withdraw_invitation(*, by: Person, invitation: RoleInvitation, at: datetime) -> None:
    """Take the question back; the link works no longer."""
    allow(rules.may_withdraw_invitation, by, invitation)
    invitations.withdraw(invitation, at=at)
    record("accounts.invitation_withdrawn", by=by, subject=invitation, at=at, audience=Audience.EDITORS)


@transaction.atomic
def send_invitation(*, by: System, invitation: RoleInvitation, at: datetime) -> None:
    """Send the invitation's letter, once however often the worker asks."""
    allow(rules.may_send_invitation, by, invitation)
    if invitations.send(invitation, "accounts/mail/invitation.txt", noun="role_invitation", at=at):
        record("accounts.invitation_sent", by=by, subject=invitation, at=at, audience=Audience.EDITORS)


@transaction.atomic
def accept_invitation(*, by: Person, invitation: RoleInvitation, at: datetime) -> None:
    """Say yes: the role is yours from today on, given by the one who asked."""
    allow(rules.may_accept_invitation, by, invitation)
    invitations.accept(invitation, person=by, at=at)
    if not by.roles.held().filter(kind=invitation.kind).exists():
        new_role(by, invitation.kind, by=invitation.invited_by, at=at)
    record("accounts.invitation_accepted", by=by, subject=invitation, at=at, audience=Audience.EDITORS)


@transaction.atomic
def forget_invitation(*, by: System, invitation: RoleInvitation, at: datetime) -> None:
    """Drop an invitation that came to nothing, and with it the address of someone who never joined."""
    allow(rules.may_forget_invitation, by, invitation)
    record("accounts.invitation_forgotten", by=by, subject=invitation, at=at, audience=Audience.EDITORS)
    invitation.delete()
