"""A table of organisations on its way into the registry; nothing of it counts before it is confirmed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from savienojums.core.records import BaseRecord
from savienojums.network.kinds import Fate, ImportState
from savienojums.network.models.organisations import Organisation


class Import(BaseRecord):
    """One file, its columns and what would become of its rows."""

    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    source_note = models.CharField(max_length=300, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    headings: models.JSONField[Any, Any] = models.JSONField(default=list)
    mapping: models.JSONField[Any, Any] = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.PREVIEW)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of the file, its fate and why."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells: models.JSONField[Any, Any] = models.JSONField(default=list)
    values: models.JSONField[Any, Any] = models.JSONField(default=dict)
    fate = models.CharField(max_length=8, choices=Fate.choices)
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list)
    changes: models.JSONField[Any, Any] = models.JSONField(default=dict)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    decision = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="one_row_a_number")]

    def __str__(self) -> str:
        return f"{self.of} {self.number}"
