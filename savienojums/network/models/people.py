"""Who acts for an organisation, from when until when."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from savienojums.accounts.models import Invitation
from savienojums.core.records import BaseRecord
from savienojums.network.kinds import MemberRole
from savienojums.network.models.organisations import Organisation


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Words about many memberships."""

    def held(self) -> Self:
        """Those nobody has ended."""
        return self.filter(until=None)


class Membership(BaseRecord):
    """A person acts for an organisation."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=MemberRole.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["role", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(until=None), name="one_held_membership"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="membership_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"


class MemberInvitation(Invitation):
    """An invitation to act for an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=10, choices=MemberRole.choices)
