"""What has lain long enough to be forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from savienojums.network.kinds import ImportState
from savienojums.network.models import ConfirmationRequest, Import, MemberInvitation

if TYPE_CHECKING:
    from datetime import datetime

KEPT = timedelta(days=30)
# Longer than the pause between two yearly letters, so that nobody is asked again because of it.
REQUESTS_KEPT = timedelta(days=90)


def member_invitations_to_forget(at: datetime) -> list[MemberInvitation]:
    """Invitations that came to nothing a month ago."""
    over = Q(expires_at__lte=at - KEPT) | Q(withdrawn_at__lte=at - KEPT)
    return list(MemberInvitation.objects.filter(over, accepted_at=None).select_related("organisation"))


def requests_to_forget(at: datetime) -> list[ConfirmationRequest]:
    """Yearly letters whose link ended long ago."""
    ended = ConfirmationRequest.objects.filter(expires_at__lte=at - KEPT, created_at__lte=at - REQUESTS_KEPT)
    return list(ended.select_related("organisation"))


def imports_to_forget(at: datetime) -> list[Import]:
    """Tables that have waited a month for someone to confirm them."""
    return list(Import.objects.filter(state=ImportState.PREVIEW, created_at__lte=at - KEPT))
