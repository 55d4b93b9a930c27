"""Where new measures come from: sources, what was found in them, tables on their way in, merges, links that answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from savienojums.core.records import BaseRecord
from savienojums.support.kinds import ItemFate, LookPace, MeasureKind, SourceKind
from savienojums.support.models.measures import Measure, Provider

if TYPE_CHECKING:
    from datetime import datetime

PAUSES = {LookPace.DAILY: timedelta(hours=20), LookPace.WEEKLY: timedelta(days=7), LookPace.MONTHLY: timedelta(days=30)}
LONGEST_KEY = 300
# A page that fails for three days is dead; fewer may be a holiday of its server.
STRIKES = 3


class SourceQuerySet(models.QuerySet["Source"]):
    """Words about many sources."""

    def due(self, at: datetime) -> Self:
        """Those to be looked at now by their pace."""
        waited = Q()
        for pace, pause in PAUSES.items():
            waited |= Q(pace=pace) & (Q(fetched_at=None) | Q(fetched_at__lte=at - pause))
        return self.filter(waited, paused_at=None).exclude(address="")


class Source(BaseRecord):
    """A place outside where support is announced, and what we know of the last look at it."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=SourceKind.choices)
    address = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=400, blank=True)
    provider = models.ForeignKey(Provider, models.SET_NULL, null=True, blank=True, related_name="+")
    measure_kind = models.CharField(max_length=24, choices=MeasureKind.choices, default=MeasureKind.GRANT)
    pace = models.CharField(max_length=8, choices=LookPace.choices, default=LookPace.WEEKLY)
    paused_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    worked_at = models.DateTimeField(null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=60, blank=True)
    # Empty while all is well, else the word of a refusal and the words put into its sentence.
    error: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    notes: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    counts: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_paused(self) -> bool:
        """Whether nobody looks at it for now."""
        return self.paused_at is not None

    @property
    def is_being_looked_at(self) -> bool:
        """Whether somebody asked for a look that has not been taken yet."""
        return self.asked_at is not None and (self.fetched_at is None or self.fetched_at < self.asked_at)


class SourceItemQuerySet(models.QuerySet["SourceItem"]):
    """Words about many found things."""

    def waiting(self) -> Self:
        """Those nobody has decided about."""
        return self.filter(fate=ItemFate.WAITING)

    def asking(self) -> Self:
        """Those that ask an editor for a decision: new ones, and those whose source has changed."""
        return self.filter(
            Q(fate=ItemFate.WAITING)
            | Q(fate__in=(ItemFate.TAKEN, ItemFate.DUPLICATE), measure__isnull=False, differs_at__isnull=False)
        )

    def tied(self) -> Self:
        """Those that tell of a measure of the document."""
        return self.filter(fate__in=(ItemFate.TAKEN, ItemFate.DUPLICATE), measure__isnull=False)

    def differing(self) -> Self:
        """Those whose source says something else now than when an editor last looked."""
        return self.tied().filter(differs_at__isnull=False)

    def missed(self) -> Self:
        """Those of the document that their source no longer holds."""
        return self.tied().filter(gone_at__isnull=False)


class SourceItem(BaseRecord):
    """One thing a source holds: what it said, when it was seen, and what an editor made of it."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="items")
    source_key = models.CharField(max_length=LONGEST_KEY)
    title = models.CharField(max_length=300)
    address = models.URLField(max_length=500, blank=True)
    raw = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    fields: models.JSONField[Any, Any] = models.JSONField(default=dict)
    # What the source said when an editor last decided; the difference to `fields` is what is new.
    settled: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    unread: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    fate = models.CharField(max_length=10, choices=ItemFate.choices, default=ItemFate.WAITING)
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, blank=True, related_name="found_items")
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    differs_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SourceItemQuerySet.as_manager()

    class Meta:
        ordering = ["-first_seen_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["source", "source_key"], name="one_item_a_key")]
        indexes = [models.Index(fields=["fate", "-first_seen_at"], name="items_by_fate")]

    def __str__(self) -> str:
        return self.title


class TablePreview(BaseRecord):
    """A table somebody handed in, laid out beside the document; nothing of it counts before it is confirmed."""

    file_name = models.CharField(max_length=200)
    licence = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # All rows with their fates, packed: a table of 20 000 rows is a hundred times smaller so.
    rows = models.BinaryField()
    counts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    headings: models.JSONField[Any, Any] = models.JSONField(default=list)
    notes: models.JSONField[Any, Any] = models.JSONField(default=list)
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name


class Merge(BaseRecord):
    """Two entries that told of the same measure: which one was kept, and what was moved to it."""

    kept = models.ForeignKey(Measure, models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Measure, models.CASCADE, related_name="merged_into")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    # What came to the kept one, so that it can go back: rows of other tables, themes, places, empty lines filled.
    moved: models.JSONField[Any, Any] = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=models.F("gone")), name="merged_with_another"),
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="gone_into_one"),
        ]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    """Words about many links."""

    def dead(self) -> Self:
        """Those that failed on enough different days."""
        return self.filter(strikes__gte=STRIKES)


class LinkCheck(models.Model):
    """Whether the page at an address still answers; kept by address, for several entries may name it."""

    address = models.URLField(max_length=500, unique=True)
    checked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    strikes = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateField(null=True, blank=True)
    struck_on = models.DateField(null=True, blank=True)
    error: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    leads_to = models.URLField(max_length=500, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["address"]

    def __str__(self) -> str:
        return self.address

    @property
    def is_dead(self) -> bool:
        """Whether it failed on enough different days."""
        return self.strikes >= STRIKES
