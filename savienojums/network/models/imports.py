"""A table of organisations on its way into the registry; nothing of it counts before it is confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from savienojums.accounts.kinds import RoleKind
from savienojums.core.records import BaseRecord
from savienojums.network.kinds import Fate, ImportState
from savienojums.network.models.organisations import Organisation

if TYPE_CHECKING:
    from savienojums.accounts.models import Person


class ImportQuerySet(models.QuerySet["Import"]):
    """Words about many imports."""

    def visible_to(self, person: Person | None) -> Self:
        """All of them for coordinators and administrators, none for others."""
        sees = person is not None and person.has_role(RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR)
        return self if sees else self.none()


class Import(BaseRecord):
    """One file, its columns and what would become of its rows."""

    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64, db_index=True)
    source_note = models.CharField(max_length=300, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    headings: models.JSONField[Any, Any] = models.JSONField(default=list)
    mapping: models.JSONField[Any, Any] = models.JSONField(default=list)
    usual_kind = models.CharField(max_length=20, blank=True)
    notes: models.JSONField[Any, Any] = models.JSONField(default=list)
    counts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.PREVIEW)
    judged_at = models.DateTimeField(null=True, blank=True)
    has_moved = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    undo_notes: models.JSONField[Any, Any] = models.JSONField(default=list)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """The page of the import."""
        return reverse("import", args=[self.public_id])

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be confirmed, changed or dropped."""
        return self.state == ImportState.PREVIEW

    @property
    def is_done(self) -> bool:
        """Whether its rows stand in the registry."""
        return self.state == ImportState.DONE

    def count(self, *fates: str) -> int:
        """How many rows have one of these fates."""
        return sum(self.counts.get(fate, 0) for fate in fates)


class ImportRow(models.Model):
    """One row of the file, its fate and why; sentences are kept apart from their language."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells: models.JSONField[Any, Any] = models.JSONField(default=list)
    faults: models.JSONField[Any, Any] = models.JSONField(default=list)
    values: models.JSONField[Any, Any] = models.JSONField(default=dict)
    findings: models.JSONField[Any, Any] = models.JSONField(default=list)
    fate = models.CharField(max_length=8, choices=Fate.choices)
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list)
    likenesses: models.JSONField[Any, Any] = models.JSONField(default=list)
    changes: models.JSONField[Any, Any] = models.JSONField(default=dict)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    double_of = models.PositiveIntegerField(default=0)
    decision = models.CharField(max_length=80, blank=True)
    chosen_place = models.CharField(max_length=60, blank=True)
    is_created = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="one_row_a_number")]
        indexes = [models.Index(fields=["of", "fate", "number"], name="import_rows_by_fate")]

    def __str__(self) -> str:
        return f"{self.of} {self.number}"
