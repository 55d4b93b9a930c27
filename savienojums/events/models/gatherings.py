"""Events and series of events: what, when, where, by whom, paid by which project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from savienojums.accounts.kinds import RoleKind
from savienojums.core import clock
from savienojums.core.records import BaseRecord, TranslatedField
from savienojums.events.kinds import Circle, EventKind, Mode, Standing
from savienojums.journal.kinds import Audience
from savienojums.network.models import Organisation, Place, Project, Theme

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.accounts.models import Person


class Series(BaseRecord):
    """Meetings that come again by a rule: "Kaldabruņa, every second Tuesday"."""

    slug = models.SlugField(max_length=80, unique=True)
    title = TranslatedField()
    kind = models.CharField(max_length=20, choices=EventKind.choices, default=EventKind.COMMUNITY_MEETING)
    # An RRULE of RFC 5545 without DTSTART; times are those of the clock in Riga.
    rule = models.CharField(max_length=200)
    first_on = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    # Days the rule gives and on which nothing is to be (EXDATE), as ISO days.
    left_out: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    # Why a day was left out, by its ISO day.
    left_out_why: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="event_series")
    venue = models.CharField(max_length=200, blank=True)
    # Its meetings stand in the calendar up to this day; time moves it on.
    laid_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)
    organisers: models.ManyToManyField[Organisation, models.Model] = models.ManyToManyField(
        Organisation, related_name="event_series", blank=True
    )
    project = models.ForeignKey(Project, models.SET_NULL, null=True, blank=True, related_name="event_series")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-first_on", "pk"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        """The page of the series."""
        return reverse("series", args=[self.slug])


class EventQuerySet(models.QuerySet["Event"]):
    """Words about many events."""

    def published(self) -> Self:
        """Those that are no drafts."""
        return self.filter(published_at__isnull=False)

    def public(self) -> Self:
        """Those everyone may see."""
        return self.published().filter(circle=Circle.EVERYONE)

    def run_by(self, person: Person) -> Self:
        """Those of which this person is an organiser: they act for one, or made it."""
        theirs = Q(organisers__memberships__person=person, organisers__memberships__until=None)
        found = type(self)(self.model, using=self.db).filter(
            theirs | Q(organisers__caretaker=person) | Q(made_by=person)
        )
        return self.filter(pk__in=found.values("pk"))

    def visible_to(self, person: Person | None) -> Self:
        """Public ones; those for members if one acts for somebody; one's own drafts; all for coordinators."""
        if person is None:
            return self.public()
        if person.has_role(RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
            return self
        seen = Q(published_at__isnull=False, circle=Circle.EVERYONE)
        if person.memberships.filter(until=None).exists():
            seen = Q(published_at__isnull=False)
        own = type(self)(self.model, using=self.db).run_by(person)
        return self.filter(seen | Q(pk__in=own.values("pk")))

    def between(self, start: datetime, end: datetime) -> Self:
        """Those of which any minute lies in this time."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def coming(self, at: datetime) -> Self:
        """Those that are not over."""
        return self.filter(ends_at__gt=at, cancelled_at=None)

    def with_hosts(self) -> Self:
        """With what a line of a list says: place, series, organisers."""
        return self.select_related("place", "series", "project").prefetch_related("organisers", "themes")


class Event(BaseRecord):
    """One coming together of people."""

    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.IN_PLACE)
    circle = models.CharField(max_length=10, choices=Circle.choices, default=Circle.EVERYONE)
    title = TranslatedField()
    summary = TranslatedField()
    text = models.TextField(blank=True)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField(db_index=True)
    # Of old events often only the day is known.
    hours_known = models.BooleanField(default=True)
    # Often only the beginning is announced; `ends_at` is then a guess for calendars and is not shown.
    end_known = models.BooleanField(default=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="events")
    venue = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    online_url = models.URLField(max_length=400, blank=True)
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="events")
    # The day the series' rule gave (RECURRENCE-ID); differs from the day of the event when it was moved.
    due_on = models.DateField(null=True, blank=True)
    organisers: models.ManyToManyField[Organisation, models.Model] = models.ManyToManyField(
        Organisation, related_name="events", blank=True
    )
    themes: models.ManyToManyField[Theme, models.Model] = models.ManyToManyField(
        Theme, related_name="events", blank=True
    )
    languages: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    project = models.ForeignKey(Project, models.SET_NULL, null=True, blank=True, related_name="events")
    source_url = models.URLField(max_length=400, blank=True)
    source_note = models.CharField(max_length=300, blank=True)
    is_example = models.BooleanField(default=False)
    # --- registering
    takes_registrations = models.BooleanField(default=False)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    has_waiting_list = models.BooleanField(default=True)
    registration_closes_at = models.DateTimeField(null=True, blank=True)
    # From this moment on seats reserved for some kinds of organisations are open to all.
    reserves_end_at = models.DateTimeField(null=True, blank=True)
    # Own questions: [{"key", "kind", "label": {"lv": …}, "choices": [..], "required", "each"}], see questions.py.
    questions: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    offers_rides = models.BooleanField(default=False)
    # Days before the beginning on which those with a seat are reminded.
    reminders: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    # The word in the address behind the QR code at the door; a new one makes the old poster worthless.
    door_code = models.CharField(max_length=16, blank=True)
    # --- its life
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=300, blank=True)
    # What those who registered were told has changed, and how often (SEQUENCE of RFC 5545).
    changed_at = models.DateTimeField(null=True, blank=True)
    change_count = models.PositiveIntegerField(default=0)
    # When everything about people was erased, the counts kept.
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_began"),
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gte=1), name="event_has_a_seat"),
            models.UniqueConstraint(
                fields=["series", "due_on"], condition=Q(due_on__isnull=False), name="one_event_a_day_of_a_series"
            ),
        ]
        indexes = [models.Index(fields=["published_at", "starts_at"], name="events_by_time")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        """The page of the event."""
        return reverse("event", args=[self.slug])

    @property
    def is_draft(self) -> bool:
        """Whether only its organisers see it."""
        return self.published_at is None

    @property
    def is_public(self) -> bool:
        """Whether everyone may see it."""
        return self.published_at is not None and self.circle == Circle.EVERYONE

    @property
    def audience(self) -> Audience:
        """Who may read of what happens to it."""
        return Audience.EVERYONE if self.is_public else Audience.EDITORS

    @property
    def first_day(self) -> date:
        """The day in Riga on which it begins."""
        return clock.local_day(self.starts_at)

    @property
    def last_day(self) -> date:
        """The day in Riga on which it ends."""
        return clock.local_day(self.ends_at)

    @property
    def moved_from(self) -> date | None:
        """The day its series had for it, if it is on another one."""
        return self.due_on if self.due_on and self.due_on != self.first_day else None

    def standing(self, at: datetime) -> Standing:
        """How far it has come."""
        if self.cancelled_at:
            return Standing.CANCELLED
        if self.is_draft:
            return Standing.DRAFT
        if self.ends_at <= at:
            return Standing.HELD
        return Standing.NOW if self.starts_at <= at else Standing.COMING

    def takes_names(self, at: datetime) -> bool:
        """Whether one can register now."""
        closes = self.registration_closes_at or self.ends_at
        gone = self.cancelled_at or self.erased_at
        return self.takes_registrations and not self.is_draft and not gone and at < closes


class ProgrammeItem(BaseRecord):
    """A point of the programme, or a stop of a trip: when, where, what, who speaks."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="programme")
    position = models.PositiveSmallIntegerField(default=0)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    title = TranslatedField()
    text = models.TextField(blank=True)
    # One a line: "Name Surname, what they do".
    speakers = models.TextField(blank=True)
    room = models.CharField(max_length=120, blank=True)
    is_stop = models.BooleanField(default=False)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    venue = models.CharField(max_length=200, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = [F("starts_at").asc(nulls_last=True), "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gte=F("starts_at")),
                name="programme_item_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Material(BaseRecord):
    """Something to read or to take along: a file or an address, before or after the event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="materials")
    item = models.ForeignKey(ProgrammeItem, models.SET_NULL, null=True, blank=True, related_name="materials")
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=400, blank=True)
    # The name under which the file lies in the data folder, its own name, kind and size.
    file = models.CharField(max_length=80, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    circle = models.CharField(max_length=10, choices=Circle.choices, default=Circle.EVERYONE)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(url="") & Q(file="")) | (Q(url="") & ~Q(file="")), name="material_is_file_or_address"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EventPhoto(BaseRecord):
    """A picture of an event: made smaller, stripped of where and by which device it was taken."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="photos")
    file = models.CharField(max_length=120, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=300)
    caption = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.alt
