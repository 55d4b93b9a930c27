"""Support measures, who gives them, their rounds, and how they stand at a moment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from savienojums.accounts.kinds import RoleKind
from savienojums.core import clock
from savienojums.core.records import BaseRecord, TranslatedField
from savienojums.network.models import Organisation, Place, Theme
from savienojums.support.kinds import (
    DeadlineBy,
    MeasureKind,
    PlaceBasis,
    ProviderKind,
    Recurrence,
    Standing,
    Status,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.accounts.models import Person

# A measure nobody has confirmed for this long asks to be checked.
FRESH_FOR = timedelta(days=365)


class Provider(BaseRecord):
    """Who gives the support."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=ProviderKind.choices, blank=True)
    website = models.URLField(max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Words about many measures."""

    def public(self) -> Self:
        """Those everyone may read."""
        return self.filter(published_at__isnull=False, removed_at=None)

    def visible_to(self, person: Person | None) -> Self:
        """Published ones; drafts and removed ones for editors of the Connection document."""
        if person is not None and person.has_role(RoleKind.EDITOR, RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
            return self
        return self.public()

    def for_cards(self) -> Self:
        """With all that a card shows."""
        return self.select_related("provider").prefetch_related("rounds", "themes")

    def with_places(self) -> Self:
        """With their territories, but not with the outlines of these, which are long."""
        return self.prefetch_related(models.Prefetch("places", Place.objects.defer("outline")))

    def oldest_check_first(self) -> Self:
        """Never checked before long unchecked before fresh."""
        return self.order_by(F("checked_on").asc(nulls_first=True), "sort_name")


class Measure(BaseRecord):
    """One support measure: what it gives, to whom, when, how, and how fresh this knowledge is."""

    slug = models.SlugField(max_length=80, unique=True)
    name = TranslatedField()
    sort_name = models.CharField(max_length=600, db_index=True)
    summary = TranslatedField()
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=24, choices=MeasureKind.choices)
    other_kinds: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    themes: models.ManyToManyField[Theme, models.Model] = models.ManyToManyField(
        Theme, blank=True, related_name="measures"
    )
    theme_words = models.CharField(max_length=400, blank=True)

    who_text = models.TextField(blank=True)
    legal_forms: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    forms_certain = models.BooleanField(default=False)
    people_min = models.PositiveIntegerField(null=True, blank=True)
    people_for: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    partners_min = models.PositiveIntegerField(null=True, blank=True)
    partners_note = models.CharField(max_length=300, blank=True)
    conditions = models.TextField(blank=True)
    # Further conditions composed with all, any and not; see `rulebook`.
    rule: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    partner_forms: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    who_where = models.CharField(max_length=200, blank=True)
    terms = models.TextField(blank=True)

    places: models.ManyToManyField[Place, models.Model] = models.ManyToManyField(
        Place, blank=True, related_name="measures"
    )
    places_text = models.CharField(max_length=300, blank=True)
    place_basis = models.CharField(max_length=20, choices=PlaceBasis.choices, blank=True)
    places_certain = models.BooleanField(default=False)
    places_where = models.CharField(max_length=200, blank=True)
    outside_region = models.BooleanField(default=False)
    # The measure for a larger territory of which this one is the local version.
    wider = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="local_ones")

    amount_min = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    amount_max = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    own_share_percent = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    own_share_above = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    sums_where = models.CharField(max_length=200, blank=True)
    own_share_note = models.CharField(max_length=300, blank=True)
    applications_per_year = models.PositiveSmallIntegerField(null=True, blank=True)
    recurrence = models.CharField(max_length=20, choices=Recurrence.choices, default=Recurrence.UNKNOWN)
    recurrence_text = models.CharField(max_length=200, blank=True)
    duration_months = models.PositiveSmallIntegerField(null=True, blank=True)

    way_in: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    way_in_text = models.CharField(max_length=300, blank=True)
    annexes = models.TextField(blank=True)
    ask_where = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    languages: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    notes = models.TextField(blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    usual_opening = models.CharField(max_length=5, blank=True)
    usual_deadlines: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    usual_hour = models.TimeField(null=True, blank=True)

    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NEEDS_CHECK)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_min=None) | Q(amount_max=None) | Q(amount_max__gte=F("amount_min")),
                name="measure_sums_in_order",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        """The page of the measure."""
        return reverse("measure", args=[self.slug])

    def all_kinds(self) -> list[str]:
        """Everything it gives, the main thing first."""
        return [self.kind, *self.other_kinds]

    def open_round(self, at: datetime) -> Round | None:
        """The round that takes applications now; the one that closes first if there are several."""
        open_now = [each for each in self.rounds.all() if each.is_open(at)]
        return min(open_now, key=lambda each: each.closes_at or at, default=None)

    def coming_round(self, at: datetime) -> Round | None:
        """The announced round that opens next."""
        coming = [each for each in self.rounds.all() if each.opens_on and each.opens_on > clock.local_day(at)]
        return min(coming, key=lambda each: each.opens_on or clock.local_day(at), default=None)

    def standing(self, at: datetime) -> Standing:
        """How it stands at that moment; a past date is never "open"."""
        if self.status == Status.CLOSED:
            return Standing.CLOSED
        if self.open_round(at) or (self.status == Status.ONGOING and self.recurrence == Recurrence.CONTINUOUS):
            return Standing.OPEN
        if self.coming_round(at) or self.status == Status.RECURRING:
            return Standing.EXPECTED
        return Standing.NEEDS_CHECK

    def is_fresh(self, on: date) -> bool:
        """Whether someone confirmed it within a year."""
        return self.checked_on is not None and on - self.checked_on <= FRESH_FOR


class RoundQuerySet(models.QuerySet["Round"]):
    """Words about many rounds."""

    def closing_between(self, start: datetime, end: datetime) -> Self:
        """Rounds whose deadline falls into the time."""
        return self.filter(closes_at__gte=start, closes_at__lt=end)


class Round(BaseRecord):
    """One time applications are taken: opens, deadline with its hour, and what came of it."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="rounds")
    name = models.CharField(max_length=120, blank=True)
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    closes_hour = models.TimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True, editable=False)
    deadline_by = models.CharField(max_length=8, choices=DeadlineBy.choices, blank=True)
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    applied_count = models.PositiveIntegerField(null=True, blank=True)
    won_count = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=400, blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-closes_on", "-opens_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="round_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(applied_count=None) | Q(won_count=None) | Q(won_count__lte=F("applied_count")),
                name="no_more_won_than_applied",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.closes_on or self.opens_on or self.name}"

    def set_closing(self) -> None:
        """Work out the very moment of the deadline from its day and hour."""
        self.closes_at = clock.end_of(self.closes_on, self.closes_hour) if self.closes_on else None

    def is_open(self, at: datetime) -> bool:
        """Whether applications are taken at that moment; without any date nobody can say so."""
        begun = self.opens_on is None or self.opens_on <= clock.local_day(at)
        if self.closes_at is None:
            return self.opens_on is not None and begun and at - clock.end_of(self.opens_on) <= timedelta(days=60)
        return begun and at <= self.closes_at

    def is_past(self, at: datetime) -> bool:
        """Whether its deadline has gone by."""
        return self.closes_at is not None and at > self.closes_at
