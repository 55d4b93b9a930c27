"""What people arrange among each other: rides, and dates that suit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from savienojums.core.records import BaseRecord
from savienojums.events.kinds import EventKind, RideKind, Wish
from savienojums.events.models.gatherings import Event
from savienojums.events.models.registrations import Registration, signer
from savienojums.network.models import Organisation, Place

if TYPE_CHECKING:
    from datetime import datetime


class RideQuerySet(models.QuerySet["Ride"]):
    """Words about many rides."""

    def standing(self) -> Self:
        """Those nobody has taken back."""
        return self.filter(withdrawn_at=None)


class Ride(BaseRecord):
    """Somebody has seats in a car, or looks for one, from a place to an event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="rides")
    kind = models.CharField(max_length=6, choices=RideKind.choices)
    registration = models.ForeignKey(Registration, models.CASCADE, null=True, blank=True, related_name="rides")
    # A first name is enough; the address is never shown.
    name = models.CharField(max_length=120)
    email = models.EmailField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="lv")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    spot = models.CharField(max_length=120, blank=True)
    leaves_at = models.TimeField(null=True, blank=True)
    returns_at = models.TimeField(null=True, blank=True)
    seats = models.PositiveSmallIntegerField(default=1)
    note = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RideQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=60), name="ride_has_seats")]

    def __str__(self) -> str:
        # Never a name: journal lines keep this.
        return self.public_id

    @property
    def token(self) -> str:
        """The secret of its links."""
        return signer("ride").sign(self.public_id)


class RidePair(BaseRecord):
    """An offer and a need found each other."""

    offer = models.ForeignKey(Ride, models.CASCADE, related_name="taken_by")
    need = models.ForeignKey(Ride, models.CASCADE, related_name="found_in")
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["agreed_at"]
        constraints = [
            models.UniqueConstraint(fields=["need"], condition=Q(ended_at=None), name="a_need_rides_in_one_car"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}–{self.need_id}"


class RideLetter(BaseRecord):
    """A letter about a ride through the site; its words are forgotten once delivered."""

    ride = models.ForeignKey(Ride, models.CASCADE, related_name="letters")
    sender_name = models.CharField(max_length=120)
    sender_email = models.EmailField()
    text = models.TextField()
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.public_id


class DatePoll(BaseRecord):
    """When shall we meet? Some dates, and how they suit those who answer."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=EventKind.choices, default=EventKind.COMMUNITY_MEETING)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="date_polls")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    closes_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # What came of it.
    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="date_polls")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    def is_open(self, at: datetime) -> bool:
        """Whether one can still answer."""
        return self.closed_at is None and (self.closes_at is None or at < self.closes_at)


class PollDate(BaseRecord):
    """One proposed time."""

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="poll_date_ends_after_it_began"),
            models.UniqueConstraint(fields=["poll", "starts_at", "ends_at"], name="a_date_is_proposed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class PollAnswer(BaseRecord):
    """How the dates suit one person; the name is shown to those who have the link, never an address."""

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="answers")
    name = models.CharField(max_length=80)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # {public id of the date: "yes" | "maybe" | "no"}
    wishes: models.JSONField[Any, Any] = models.JSONField(default=dict)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at", "pk"]

    def __str__(self) -> str:
        # Never the name: journal lines keep this.
        return self.public_id

    @property
    def token(self) -> str:
        """The secret with which one changes one's answer."""
        return signer("poll").sign(self.public_id)

    def wish_for(self, date: PollDate) -> str:
        """How that date suits them."""
        return str(self.wishes.get(date.public_id, Wish.NO))
