"""Calendars: a person's secret address, and the calendars of others shown beside ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from savienojums.core.records import BaseRecord
from savienojums.events.models.registrations import signer
from savienojums.network.models import Organisation, Place

if TYPE_CHECKING:
    from datetime import datetime


class CalendarKey(BaseRecord):
    """The secret address of a person's own calendar; renewing it makes the old one worthless."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_key")
    generation = models.PositiveIntegerField(default=1)
    renewed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id

    @property
    def token(self) -> str:
        """The secret of its address."""
        return signer("calendar").sign(f"{self.public_id}-{self.generation}")


class OutsideCalendar(BaseRecord):
    """A calendar of a municipality or partner (.ics), shown beside ours and marked by its source."""

    name = models.CharField(max_length=120)
    address = models.URLField(max_length=500, unique=True)
    page = models.URLField(max_length=400, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="outside_calendars"
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    licence = models.CharField(max_length=120, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    paused_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    trouble = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OutsideEventQuerySet(models.QuerySet["OutsideEvent"]):
    """Words about many events of others."""

    def shown(self) -> Self:
        """Those of calendars that are read, not called off."""
        return self.filter(calendar__paused_at=None, is_cancelled=False)

    def between(self, start: datetime, end: datetime) -> Self:
        """Those of which any minute lies in this time."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)


class OutsideEvent(models.Model):
    """One event of an outside calendar, recurring ones each time anew."""

    calendar = models.ForeignKey(OutsideCalendar, models.CASCADE, related_name="events")
    # UID and the day of recurrence.
    key = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    whole_days = models.BooleanField(default=False)
    where = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    is_cancelled = models.BooleanField(default=False)

    objects = OutsideEventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "key"], name="an_outside_event_stands_once"),
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="outside_event_ends_after_it_began"),
        ]

    def __str__(self) -> str:
        return self.title
