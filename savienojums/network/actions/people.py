"""Who acts for an organisation: inviting, joining, ending, handing over, taking care."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from savienojums.accounts import invitations
from savienojums.core import clock
from savienojums.core.marks import raise_mark
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network import rules
from savienojums.network.kinds import MemberRole
from savienojums.network.models import MemberInvitation, Membership, Organisation

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System

INVITATION_NOUN = "member_invitation"


class AlreadyMember(Refused):
    """This person acts for the organisation already."""


class AlreadyEnded(Refused):
    """The membership was ended before."""


class NotTheirs(Refused):
    """The task can only go to somebody who acts for the same organisation."""


@transaction.atomic
def invite_member(*, by: Person, organisation: Organisation, email: str, role: str, at: datetime) -> MemberInvitation:
    """Ask somebody by e-mail to act for the organisation; the link works for a fortnight."""
    allow(rules.may_invite_member, by, organisation)
    opened = invitations.opened(email=email, by=by, at=at)
    if Membership.objects.held().filter(organisation=organisation, person__email=opened["email"]).exists():
        raise AlreadyMember(_("This person already acts for the organisation."))
    if MemberInvitation.objects.waiting(at).filter(organisation=organisation, email=opened["email"]).exists():
        raise invitations.InvitationWaits(
            _("This address was already invited and has not answered yet. To send a new one, withdraw it first.")
        )
    invitation: MemberInvitation = MemberInvitation.objects.create(organisation=organisation, role=role, **opened)
    record(
        "network.member_invited",
        by=by,
        subject=organisation,
        at=at,
        on_behalf=rules.speaks_for(by, organisation),
        audience=Audience.EDITORS,
        **_of(invitation),
    )
    return invitation


@transaction.atomic
def send_invitation(*, by: System, invitation: MemberInvitation, at: datetime) -> None:
    """Send the letter of an invitation, once."""
    allow(rules.may_send_invitation, by, invitation)
    words = {"organisation": invitation.organisation}
    if invitations.send(invitation, "network/mail/invitation.txt", noun=INVITATION_NOUN, at=at, **words):
        subject, particulars = invitation.organisation, _of(invitation)
        record("network.invitation_sent", by=by, subject=subject, at=at, audience=Audience.EDITORS, **particulars)


@transaction.atomic
def withdraw_invitation(*, by: Person, invitation: MemberInvitation, at: datetime) -> None:
    """Take an invitation back; its link works no longer."""
    allow(rules.may_withdraw_invitation, by, invitation)
    invitations.withdraw(invitation, at=at)
    subject, particulars = invitation.organisation, _of(invitation)
    record("network.invitation_withdrawn", by=by, subject=subject, at=at, audience=Audience.EDITORS, **particulars)


@transaction.atomic
def accept_invitation(*, by: Person, invitation: MemberInvitation, at: datetime) -> Membership:
    """Take the task up: from now on this person acts for the organisation."""
    allow(rules.may_accept_invitation, by, invitation)
    invitations.accept(invitation, person=by, at=at)
    organisation = invitation.organisation
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                person=by,
                organisation=organisation,
                role=invitation.role,
                since=clock.local_day(at),
                given_by=invitation.invited_by,
            )
    except IntegrityError:
        raise AlreadyMember(_("You already act for this organisation.")) from None
    raise_mark("registry")
    particulars = {"invitation": invitation.public_id, "role": invitation.role}
    record(
        "network.invitation_accepted",
        by=by,
        subject=organisation,
        at=at,
        on_behalf=organisation,
        audience=Audience.NETWORK,
        **particulars,
    )
    return membership


@transaction.atomic
def end_membership(*, by: Person, membership: Membership, at: datetime) -> None:
    """Somebody no longer acts for the organisation."""
    allow(rules.may_end_membership, by, membership)
    on_behalf = rules.speaks_for(by, membership.organisation)
    _end(membership, at)
    _tell("network.membership_ended", membership, by=by, on_behalf=on_behalf, at=at)


@transaction.atomic
def leave_organisation(*, by: Person, membership: Membership, at: datetime) -> None:
    """Stop acting for the organisation oneself."""
    allow(rules.may_leave_organisation, by, membership)
    on_behalf = rules.speaks_for(by, membership.organisation)
    _end(membership, at)
    _tell("network.organisation_left", membership, by=by, on_behalf=on_behalf, at=at)


@transaction.atomic
def hand_over_membership(*, by: Person, membership: Membership, to: Membership, at: datetime) -> None:
    """Give the contact's task to somebody else who acts for the organisation, and step back."""
    allow(rules.may_hand_over_membership, by, membership)
    if to.organisation_id != membership.organisation_id or to.until or to.pk == membership.pk:
        raise NotTheirs(_("Choose somebody who acts for the same organisation."))
    on_behalf = rules.speaks_for(by, membership.organisation)
    _end(membership, at)
    to.role = MemberRole.CONTACT
    to.save(update_fields=["role"])
    _tell("network.membership_handed_over", membership, by=by, on_behalf=on_behalf, at=at)


@transaction.atomic
def set_caretaker(*, by: Person, organisation: Organisation, caretaker: Person, at: datetime) -> None:
    """Let somebody take care of an organisation that has no account of its own."""
    allow(rules.may_set_caretaker, by, organisation)
    organisation.caretaker = caretaker
    organisation.save(update_fields=["caretaker"])
    raise_mark("registry")
    record("network.caretaker_set", by=by, subject=organisation, at=at, audience=Audience.NETWORK)


@transaction.atomic
def end_care(*, by: Person, organisation: Organisation, at: datetime) -> None:
    """Nobody takes care of the organisation any more."""
    allow(rules.may_end_care, by, organisation)
    organisation.caretaker = None
    organisation.save(update_fields=["caretaker"])
    raise_mark("registry")
    record("network.care_ended", by=by, subject=organisation, at=at, audience=Audience.NETWORK)


def _end(membership: Membership, at: datetime) -> None:
    day = max(clock.local_day(at), membership.since)
    # One statement, so that of two who end it at the same time the second is told.
    if not Membership.objects.held().filter(pk=membership.pk).update(until=day):
        raise AlreadyEnded(_("This person no longer acts for the organisation."))
    membership.until = day
    raise_mark("registry")


def _tell(verb: str, membership: Membership, *, by: Person, on_behalf: Organisation | None, at: datetime) -> None:
    record(
        verb,
        by=by,
        subject=membership.organisation,
        at=at,
        on_behalf=on_behalf,
        audience=Audience.NETWORK,
        membership=membership.public_id,
        role=membership.role,
    )


def _of(invitation: MemberInvitation) -> dict[str, Any]:
    """What the journal keeps of an invitation: enough to find it again, never the address."""
    return {"invitation": invitation.public_id, "role": invitation.role}
