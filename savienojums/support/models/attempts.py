"""What organisations want to try: with whom, how far they have come, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from savienojums.accounts.kinds import RoleKind
from savienojums.core.records import BaseRecord
from savienojums.journal.kinds import Audience
from savienojums.network.models import Organisation
from savienojums.support.kinds import AttemptStatus, ReasonForNo
from savienojums.support.models.measures import Measure, Round

if TYPE_CHECKING:
    from savienojums.accounts.models import Person

OPEN = (AttemptStatus.THINKING, AttemptStatus.PREPARING, AttemptStatus.SUBMITTED)
BEFORE_DEADLINE = (AttemptStatus.THINKING, AttemptStatus.PREPARING)
DECIDED = (AttemptStatus.WON, AttemptStatus.LOST)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Words about many attempts."""

    def visible_to(self, person: Person | None) -> Self:
        """Those of the organisations one acts for; all of them for coordinators."""
        if person is None:
            return self.none()
        if person.has_role(RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
            return self
        mine = Q(memberships__person=person, memberships__until=None) | Q(caretaker=person)
        return self.filter(organisation__in=Organisation.objects.filter(mine).values("pk"))

    def open(self) -> Self:
        """Those of which nobody knows yet how they end."""
        return self.filter(status__in=OPEN)

    def whole(self) -> Self:
        """With all that a list shows."""
        return self.select_related("organisation", "measure__provider", "round", "who").prefetch_related(
            "organisation__memberships"
        )


class Attempt(BaseRecord):
    """An organisation wants to try for a measure."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="attempts")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="attempts")
    round = models.ForeignKey(Round, models.SET_NULL, null=True, blank=True, related_name="attempts")
    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="attempts")
    status = models.CharField(max_length=12, choices=AttemptStatus.choices, default=AttemptStatus.THINKING)
    # What a dropped one goes back to when that is taken back.
    status_before = models.CharField(max_length=12, choices=AttemptStatus.choices, blank=True)
    reason = models.CharField(max_length=16, choices=ReasonForNo.choices, blank=True)
    reason_words = models.CharField(max_length=400, blank=True)
    sum_asked = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    sum_granted = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    may_be_named = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "round"],
                condition=Q(status__in=OPEN, round__isnull=False),
                name="one_open_attempt_a_round",
            ),
            models.UniqueConstraint(
                fields=["organisation", "measure"],
                condition=Q(status__in=OPEN, round__isnull=True),
                name="one_open_attempt_without_round",
            ),
            models.CheckConstraint(
                condition=Q(sum_granted=None) | Q(status=AttemptStatus.WON), name="granted_only_when_won"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.measure}"

    def get_absolute_url(self) -> str:
        """Its own page, for those who may see it."""
        return reverse("attempt", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether nobody knows yet how it ends."""
        return self.status in OPEN

    @property
    def is_dropped(self) -> bool:
        """Whether the organisation gave it up."""
        return self.status == AttemptStatus.DROPPED

    @property
    def audience(self) -> Audience:
        """Who may read of what happens to it: the network, if the organisation lets itself be named."""
        return Audience.NETWORK if self.may_be_named else Audience.SELF


class AttemptNote(BaseRecord):
    """What somebody of the organisation wrote beside an attempt, for their colleagues."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.text[:60]
