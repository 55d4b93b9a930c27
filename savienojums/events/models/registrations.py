"""Who comes: parties that registered, each of their people as one row of the attendance record, and what they were told."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import Q

from savienojums.core.records import LETTERS, BaseRecord, TranslatedField
from savienojums.events.kinds import AgeBand, Arrival, MessageKind, Readers, Seat, TotalKind, Way
from savienojums.events.models.gatherings import Event
from savienojums.network.models import Organisation, Place

if TYPE_CHECKING:
    from savienojums.accounts.models import Person


def signer(of: str) -> Signer:
    """What seals the links of mails; the house's key opens them, so nothing of them need be kept."""
    return Signer(salt=f"savienojums.events.{of}", sep=".")


def make_row_code() -> str:
    """What stands beside a name on a sheet and in the letter: short enough to type, hard enough to guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(7))


def make_certificate_code() -> str:
    """What stands on a certificate; nobody finds another one by trying."""
    return "".join(secrets.choice(LETTERS) for _ in range(14))


class SeatReserve(models.Model):
    """Seats that organisations of some kinds have to themselves until the reserve ends."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="reserves")
    name = TranslatedField()
    kinds: models.JSONField[Any, Any] = models.JSONField(default=list)
    seats = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(seats__gte=1), name="reserve_has_a_seat")]

    def __str__(self) -> str:
        return str(self.name)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Words about many registrations."""

    def of_person(self, person: Person) -> Self:
        """Their own, and those of their mailbox from before they had an account."""
        return self.filter(Q(person=person) | Q(email=person.email))

    def standing(self) -> Self:
        """Those nobody has taken back."""
        return self.filter(cancelled_at=None)


class Registration(BaseRecord):
    """A party that wants to come: one who writes, and the people they bring."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    name = models.CharField(max_length=120)
    # Empty where it was written down from paper by a helper.
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="lv")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="event_registrations"
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="event_registrations"
    )
    # As they call it, where it does not stand in the registry.
    organisation_name = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.WEB)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answers: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    note = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # When it left the waiting list; their mail says so, with a link that gives the seat on.
    promoted_at = models.DateTimeField(null=True, blank=True)
    feedback_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=Q(cancelled_at=None) & ~Q(email=""),
                name="a_mailbox_registers_once",
            ),
        ]

    def __str__(self) -> str:
        # Never a name: journal lines keep this.
        return self.public_id

    @property
    def mailbox(self) -> str:
        """Where its mail goes."""
        return self.email or (self.person.email if self.person else "")

    @property
    def token(self) -> str:
        """The secret of its links."""
        return signer("registration").sign(self.public_id)


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Words about many rows of the attendance record."""

    def seated(self) -> Self:
        """Those who have a seat."""
        return self.filter(seat=Seat.ACCEPTED)

    def waiting(self) -> Self:
        """Those on the waiting list, in its order."""
        return self.filter(seat=Seat.WAITING).order_by("registration__asked_at", "registration_id", "pk")

    def came(self) -> Self:
        """Those who were there."""
        return self.filter(came_at__isnull=False)


class Attendance(BaseRecord):
    """One person at one event: the row from which sheet, check-in, certificate and the funder's table are made."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="attendances")
    # None for those whose name was written down at the door.
    registration = models.ForeignKey(Registration, models.CASCADE, null=True, blank=True, related_name="people")
    name = models.CharField(max_length=120)
    sort_name = models.CharField(max_length=360, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="attendances")
    organisation_name = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    seat = models.CharField(max_length=10, choices=Seat.choices)
    # The reserve whose seat it has; none means one of the seats for all.
    reserve = models.ForeignKey(SeatReserve, models.SET_NULL, null=True, blank=True, related_name="attendances")
    online = models.BooleanField(default=False)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.WEB)
    answers: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    row_code = models.CharField(max_length=8, default=make_row_code)
    came_at = models.DateTimeField(null=True, blank=True)
    came_by = models.CharField(max_length=10, choices=Arrival.choices, blank=True)
    certificate_code = models.CharField(max_length=16, null=True, blank=True, unique=True)
    # Consent to take part in a focus group, and how it was given.
    consented_at = models.DateTimeField(null=True, blank=True)
    consented_by = models.CharField(max_length=10, choices=Way.choices, blank=True)
    age_band = models.CharField(max_length=8, choices=AgeBand.choices, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "row_code"], name="one_row_a_code")]
        indexes = [models.Index(fields=["event", "seat"], name="attendance_by_seat")]

    def __str__(self) -> str:
        # Never the name: journal lines keep this.
        return self.row_code

    @property
    def came(self) -> bool:
        """Whether they were there."""
        return self.came_at is not None


class CheckLine(models.Model):
    """One thing a device, a door or a sheet said of one row; its key makes a line that comes twice count once."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="check_lines")
    key = models.CharField(max_length=64)
    attendance = models.ForeignKey(Attendance, models.CASCADE, null=True, related_name="check_lines")
    # False where it took an arrival back.
    came = models.BooleanField()
    said_at = models.DateTimeField()
    taken_at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=Arrival.choices)

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "key"], name="a_line_counts_once")]

    def __str__(self) -> str:
        return self.key


class VoluntaryTotal(models.Model):
    """How many people of an event said this of themselves; never tied to a person."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="voluntary_totals")
    kind = models.CharField(max_length=12, choices=TotalKind.choices)
    label = models.CharField(max_length=60)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "kind", "label"], name="one_total_a_label")]

    def __str__(self) -> str:
        return f"{self.label}: {self.count}"


class KeptCounts(models.Model):
    """What is left of an event's lists once people are erased: the funder's table as it was."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="kept_counts")
    # See queries/tables.py: {"came": …, "rows": […]}.
    table: models.JSONField[Any, Any] = models.JSONField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.event)


class Message(BaseRecord):
    """A letter of the organisers to people of the list."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=8, choices=MessageKind.choices, default=MessageKind.NEWS)
    readers = models.CharField(max_length=10, choices=Readers.choices)
    subject = models.CharField(max_length=150)
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return self.subject


class ToldParty(models.Model):
    """One thing one party was told by e-mail; nothing is told twice."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="told")
    # "message:<public id>", "reminder:7", "received", "promoted:<moment>", "changed:3", "cancelled".
    thing = models.CharField(max_length=60)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "thing"], name="no_party_is_told_twice")]

    def __str__(self) -> str:
        return self.thing


class EventInvitation(BaseRecord):
    """Somebody is invited to an event by e-mail; its link opens the registration filled in."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="lv")
    sent_at = models.DateTimeField(null=True, blank=True)
    # When it was sent a second time to somebody who had not answered; there is no third time.
    again_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Who does not want to be written to about it again.
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "email"], name="a_mailbox_is_invited_once")]

    def __str__(self) -> str:
        # Never the address: journal lines keep this.
        return self.public_id

    @property
    def token(self) -> str:
        """The secret of its links."""
        return signer("invitation").sign(self.public_id)


class Feedback(models.Model):
    """What somebody said after an event; not tied to who said it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="feedback")
    useful = models.PositiveSmallIntegerField()
    organised = models.PositiveSmallIntegerField()
    best = models.TextField(blank=True)
    better = models.TextField(blank=True)
    # The day, not the moment, so that it cannot be laid beside a list.
    said_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(useful__gte=1, useful__lte=5, organised__gte=1, organised__lte=5), name="feedback_is_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.useful}/{self.organised}"
