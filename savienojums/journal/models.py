"""What happened: one append-only line for each act."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from savienojums.journal.kinds import Audience


class RecordQuerySet(models.QuerySet["Record"]):
    """Words about many lines."""

    def about(self, subject: models.Model) -> Self:
        """Lines about this record."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk)

    def told_to(self, *audiences: str) -> Self:
        """Lines these circles may read."""
        return self.filter(audience__in=audiences)


class Record(models.Model):
    """Who did what to what, when, for whom, and what it was before."""

    verb = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_system = models.BooleanField(default=False)
    on_behalf = models.JSONField(null=True, blank=True)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    subject_id = models.BigIntegerField(null=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    subject_name = models.CharField(max_length=300)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.EVERYONE)
    particulars: models.JSONField[Any, Any] = models.JSONField(default=dict)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="journal_by_subject"),
            models.Index(fields=["audience", "-at"], name="journal_by_audience"),
            models.Index(fields=["verb", "-at"], name="journal_by_verb"),
            models.Index(fields=["by", "-at"], name="journal_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_name}"
