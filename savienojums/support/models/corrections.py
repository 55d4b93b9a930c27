"""What readers say is no longer true of a measure, and what editors made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models

from savienojums.core.records import BaseRecord
from savienojums.support.kinds import CorrectionState
from savienojums.support.models.measures import Measure

if TYPE_CHECKING:
    from datetime import datetime


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Words about many suggestions."""

    def waiting(self) -> Self:
        """Those no editor has answered yet, the longest waiting first."""
        return self.filter(state=CorrectionState.WAITING).order_by("proposed_at", "pk")

    def answered_before(self, at: datetime) -> Self:
        """Those answered longer ago, whose sender can still be written to."""
        return self.filter(answered_at__lt=at).exclude(email="")


class Correction(BaseRecord):
    """A reader's suggestion: what stood there, what should stand there, and how it was answered."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="corrections")
    # Name of the line → [what stood there, what should stand there], as plain values.
    changes: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    round_id = models.CharField(max_length=20, blank=True)
    remark = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, blank=True)
    proposed_at = models.DateTimeField()

    state = models.CharField(max_length=10, choices=CorrectionState.choices, default=CorrectionState.WAITING)
    accepted: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at"]

    def __str__(self) -> str:
        return f"{self.measure} {self.proposed_at:%Y-%m-%d}"
