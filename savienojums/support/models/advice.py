"""Questions to the local partnership, carried over by e-mail and then forgotten."""

from __future__ import annotations

from django.db import models

from savienojums.core.records import BaseRecord
from savienojums.network.models import Organisation
from savienojums.support.models.measures import Measure


class AdviceRequest(BaseRecord):
    """Somebody asks for advice about a measure; who asked and what is forgotten once it was carried over."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="advice_requests")
    # Empty when nobody is known who advises there: the region coordinators get it.
    adviser = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="advice_requests")
    asks_for = models.CharField(max_length=200, blank=True)
    sender_name = models.CharField(max_length=120, blank=True)
    sender_email = models.EmailField(blank=True)
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return f"{self.measure} {self.written_at:%Y-%m-%d}"
