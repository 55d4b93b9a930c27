"""Places as data: parishes, towns, municipalities, regions, historical lands, and what lies in what."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.urls import reverse

from savienojums.core.records import BaseRecord
from savienojums.network.kinds import Extent, LayerKind, PlaceKind, Trust


class PlaceQuerySet(models.QuerySet["Place"]):
    """Words about many places."""

    def inhabited(self) -> Self:
        """Parishes and towns: the places people say they are from."""
        return self.filter(kind__in=[PlaceKind.PARISH, PlaceKind.TOWN, PlaceKind.STATE_CITY])


class Place(BaseRecord):
    """A territory with a name; it may lie in several others at once."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    sort_name = models.CharField(max_length=240, db_index=True)
    kind = models.CharField(max_length=20, choices=PlaceKind.choices)
    code = models.CharField(max_length=12, null=True, blank=True, unique=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    area_km2 = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    outline: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    wholes: models.ManyToManyField[Place, Containment] = models.ManyToManyField(
        "self", through="Containment", symmetrical=False, related_name="parts", through_fields=("part", "whole")
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the place."""
        return reverse("place", args=[self.slug])


class Containment(models.Model):
    """One place lies in another, wholly or in part."""

    part = models.ForeignKey(Place, models.CASCADE, related_name="+")
    whole = models.ForeignKey(Place, models.CASCADE, related_name="+")
    extent = models.CharField(max_length=5, choices=Extent.choices, default=Extent.WHOLE)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "whole"], name="one_containment"),
            models.CheckConstraint(condition=~models.Q(part=models.F("whole")), name="no_place_in_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.part} ⊂ {self.whole}"


class Figure(models.Model):
    """A number about a place, with its year and source beside it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="figures")
    indicator = models.CharField(max_length=60)
    period = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=14, decimal_places=3)
    unit = models.CharField(max_length=30, blank=True)
    source = models.CharField(max_length=300)
    source_url = models.URLField(max_length=400, blank=True)
    note = models.CharField(max_length=400, blank=True)
    trust = models.CharField(max_length=10, choices=Trust.choices, default=Trust.PRIMARY)

    class Meta:
        ordering = ["indicator", "-period"]
        constraints = [models.UniqueConstraint(fields=["place", "indicator", "period", "source"], name="one_figure")]

    def __str__(self) -> str:
        return f"{self.place}: {self.indicator} {self.period}"


class MapLayer(models.Model):
    """A layer of the region's map besides its places: rivers, lakes, roads, borders, settlements."""

    kind = models.CharField(max_length=12, choices=LayerKind.choices, unique=True)
    features: models.JSONField[Any, Any] = models.JSONField(default=list)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.get_kind_display()
