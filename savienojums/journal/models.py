"""What happened: one append-only line for each act; and what is left to do because of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from datetime import datetime


class RecordQuerySet(models.QuerySet["Record"]):
    """Words about many lines."""

    def about(self, subject: models.Model) -> Self:
        """Lines about this record."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk)

    def told_to(self, *audiences: str) -> Self:
        """Lines these circles may read."""
        return self.filter(audience__in=audiences)

    def unread(self) -> Self:
        """Lines the worker has not read yet, oldest first."""
        return self.filter(read_at=None).order_by("id")


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
    # Not the highest number read so far: in PostgreSQL a lower number may be committed after a higher one.
    read_at = models.DateTimeField(null=True, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="journal_by_subject"),
            models.Index(fields=["audience", "-at"], name="journal_by_audience"),
            models.Index(fields=["verb", "-at"], name="journal_by_verb"),
            models.Index(fields=["by", "-at"], name="journal_by_person"),
            models.Index(fields=["id"], condition=models.Q(read_at=None), name="journal_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_name}"


class JobQuerySet(models.QuerySet["Job"]):
    """Words about many jobs."""

    def due(self, at: datetime) -> Self:
        """Those to be done now, the longest waiting first."""
        return self.filter(due_at__lte=at).order_by("due_at", "id")

    def taken(self) -> Self:
        """Those a worker is busy with."""
        return self.exclude(taken_by="")

    def trying(self) -> Self:
        """Those that failed and wait to be tried again."""
        return self.filter(taken_by="", failed_at=None, attempts__gt=0).order_by("due_at", "id")

    def failed(self) -> Self:
        """Those that were tried in vain as often as we try."""
        return self.exclude(failed_at=None).order_by("id")

    def chores(self) -> Self:
        """Those that come back with time."""
        return self.filter(line=None)


class Job(models.Model):
    """Something left to do: the reaction to one line, or a chore that comes back."""

    name = models.CharField(max_length=120)
    line = models.ForeignKey(Record, models.CASCADE, null=True, related_name="jobs")
    # While a worker holds the job this is when its hold ends; empty means: given up.
    due_at = models.DateTimeField(null=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_by = models.CharField(max_length=80, default="", blank=True)
    taken_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(default="", blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "line"], name="one_reaction_to_a_line"),
            models.UniqueConstraint(fields=["name"], condition=models.Q(line=None), name="one_row_of_a_chore"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.line_id}" if self.line_id else self.name


class Heartbeat(models.Model):
    """A worker that lives, or died without saying so."""

    worker = models.CharField(max_length=80, primary_key=True)
    version = models.CharField(max_length=20)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    done_count = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.worker}, seen {self.seen_at:%Y-%m-%d %H:%M:%S}"
