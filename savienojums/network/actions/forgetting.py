"""What is forgotten by time: addresses of people who never answered, tables nobody confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network import rules
from savienojums.network.kinds import ImportState

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.core.system import System
    from savienojums.network.models import ConfirmationRequest, Import, MemberInvitation


@transaction.atomic
def forget_member_invitation(*, by: System, invitation: MemberInvitation, at: datetime) -> None:
    """Drop an invitation that came to nothing, and with it the address of someone who never joined."""
    allow(rules.may_forget_member_invitation, by, invitation)
    subject = invitation.organisation
    invitation.delete()
    record("network.invitation_forgotten", by=by, subject=subject, at=at, audience=Audience.EDITORS)


@transaction.atomic
def forget_request(*, by: System, request: ConfirmationRequest, at: datetime) -> None:
    """Drop the address a yearly letter went to, long after its link has ended."""
    allow(rules.may_forget_request, by, request)
    subject = request.organisation
    request.delete()
    record("network.request_forgotten", by=by, subject=subject, at=at, audience=Audience.EDITORS)


@transaction.atomic
def forget_import(*, by: System, found: Import, at: datetime) -> None:
    """Give up a table that nobody confirmed; its rows are forgotten, that it was there stays known."""
    allow(rules.may_forget_import, by, found)
    found.rows.all().delete()
    found.state, found.finished_at = ImportState.DROPPED, at
    found.save(update_fields=["state", "finished_at"])
    record("network.import_forgotten", by=by, subject=found, at=at, audience=Audience.EDITORS)
