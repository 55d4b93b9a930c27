"""Projects that pay for what the network does, the sentences their funders ask for, and whom they want to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from savienojums.core.records import BaseRecord, TranslatedField
from savienojums.network.models.organisations import Organisation
from savienojums.network.models.places import Place

if TYPE_CHECKING:
    from datetime import date


class ProjectQuerySet(models.QuerySet["Project"]):
    """Words about many projects."""

    def running(self, day: date) -> Self:
        """Those that pay for things on that day."""
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day))


class Project(BaseRecord):
    """One grant with its number: it ends, what was done with it stays."""

    name = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    leader = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="projects")
    funder = models.CharField(max_length=200, blank=True)
    # What the funder wants to stand on every page, sheet and certificate.
    funder_sentence = TranslatedField()
    hashtags = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    # Until when the funder may ask for lists of participants; afterwards people's data are erased.
    lists_kept_until = models.DateField(null=True, blank=True)
    source_url = models.URLField(max_length=400, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="project_ends_after_it_began",
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="one_project_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})" if self.number else self.name


class TargetGroup(models.Model):
    """Whom a project promised to reach: organisations of some kinds, from some place, so many of them."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="target_groups")
    name = TranslatedField()
    # Kinds of organisations; none means all.
    kinds: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    promised = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.name)
