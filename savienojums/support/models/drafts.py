"""Conditions an editor is still composing: nobody else sees them, and they wait until they are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models

from savienojums.core.records import BaseRecord
from savienojums.support.models.measures import Measure

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person


class RuleDraftQuerySet(models.QuerySet["RuleDraft"]):
    """Words about many drafts."""

    def visible_to(self, person: Person) -> Self:
        """One's own."""
        return self.filter(person=person)

    def untouched_since(self, moment: datetime) -> Self:
        """Those nobody has worked at since then."""
        return self.filter(touched_at__lt=moment)


class RuleDraft(BaseRecord):
    """One editor's draft of the conditions of one measure."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="rule_drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rule_drafts")
    rule: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    # How it stood before each of the last steps, the latest last.
    earlier: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    # How often the measure had been changed when the draft was begun, to notice what others save meanwhile.
    seen = models.PositiveIntegerField(default=0)
    touched_at = models.DateTimeField()

    objects = RuleDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-touched_at"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "person"], name="one_rule_draft_for_each_editor"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.measure}"
