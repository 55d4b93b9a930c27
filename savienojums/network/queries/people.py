"""Who acts for an organisation, who was asked to, and who belongs to the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.accounts.invitations import invitation_by
from savienojums.core.refusal import NotFound
from savienojums.journal.models import Record
from savienojums.network import rules
from savienojums.network.models import MemberInvitation, Membership, Organisation
from savienojums.network.queries.organisations import organisation_for

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from savienojums.accounts.models import Person


def is_of_network(person: Person | None) -> bool:
    """Whether this person acts for any organisation, cares for one, or has a role for the region."""
    if person is None:
        return False
    if person.role_kinds():
        return True
    return Membership.objects.held().filter(person=person).exists() or person.cares_for.exists()


def organisation_with_people(person: Person | None, slug: str) -> Organisation:
    """The organisation, for those who may see who acts for it; for others its page of people does not exist."""
    organisation = organisation_for(person, slug)
    if not rules.may_change_organisation(person, organisation):
        raise NotFound
    return organisation


def invitations_to(organisation: Organisation, at: datetime) -> list[MemberInvitation]:
    """Invitations nobody has answered yet."""
    return list(MemberInvitation.objects.waiting(at).filter(organisation=organisation).select_related("invited_by"))


def invitation_for(person: Person | None, public_id: str) -> MemberInvitation:
    """An invitation, for those who may see who acts for the organisation."""
    invitations = MemberInvitation.objects.select_related("organisation")
    invitation: MemberInvitation | None = invitations.filter(public_id=public_id).first()
    if invitation is None or not rules.may_withdraw_invitation(person, invitation):
        raise NotFound
    return invitation


def member_invitation_by(token: str) -> MemberInvitation:
    """The invitation this link opens, whether it still waits or not."""
    invitations: QuerySet[MemberInvitation] = MemberInvitation.objects.select_related("organisation", "invited_by")
    return invitation_by(invitations, token)


def invitation_of(record_id: int) -> MemberInvitation | None:
    """The invitation a journal line tells of."""
    line = Record.objects.get(pk=record_id)
    invitations = MemberInvitation.objects.select_related("organisation", "invited_by")
    return invitations.filter(public_id=line.particulars["invitation"]).first()


def others_beside(membership: Membership) -> list[Membership]:
    """Everyone else who acts for the same organisation."""
    held = membership.organisation.memberships.held().exclude(pk=membership.pk)
    return list(held.select_related("person"))


def membership_in(organisation: Organisation, public_id: str) -> Membership:
    """One of the memberships held in an organisation."""
    membership = organisation.memberships.held().select_related("person").filter(public_id=public_id).first()
    if membership is None:
        raise NotFound
    membership.organisation = organisation
    return membership
