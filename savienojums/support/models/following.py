"""Who follows what by e-mail, what they were told, and what each followed search held when it was last looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import Q

from savienojums.core.records import BaseRecord
from savienojums.support.kinds import AlertRating, Pace
from savienojums.support.models.measures import Measure

if TYPE_CHECKING:
    from savienojums.accounts.models import Person

LONGEST_QUERY = 600


def signer(of: str) -> Signer:
    """What seals the links of mails; the house's key opens them, so nothing of them need be kept."""
    return Signer(salt=f"savienojums.support.{of}", sep=".")


class FollowQuerySet(models.QuerySet["Follow"]):
    """Words about many follows."""

    def of_person(self, person: Person) -> Self:
        """Their own, and those of their mailbox from before they had an account."""
        return self.filter(Q(person=person) | Q(email=person.email))

    def of_mailbox_of(self, follow: Follow) -> Self:
        """All that is told to the same mailbox."""
        if follow.person is not None:
            return self.of_person(follow.person)
        return self.filter(Q(email=follow.email) | Q(person__email=follow.email))

    def of_recipient_of(self, alert: Alert) -> Self:
        """All that is told to the mailbox this mail went to; nothing once that mailbox is forgotten."""
        mine = Q(pk=None)
        if alert.person is not None:
            mine |= Q(person=alert.person) | Q(email=alert.person.email)
        if alert.email:
            mine |= Q(email=alert.email) | Q(person__email=alert.email)
        return self.filter(mine)

    def heard(self) -> Self:
        """Those to whom mail may go: confirmed, not stopped, the account alive."""
        alive = Q(person=None) | Q(person__is_active=True)
        return self.filter(alive, confirmed_at__isnull=False, stopped_at=None)


class Follow(BaseRecord):
    """Somebody wants to hear of a search or of one measure: how often, of what, until they stop it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="measure_follows"
    )
    # Empty where the person says it: their address may change.
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="lv")
    measure = models.ForeignKey(Measure, models.CASCADE, null=True, blank=True, related_name="follows")
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    pace = models.CharField(max_length=6, choices=Pace.choices, default=Pace.DAILY)
    grades: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    reminders: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    # Numbers of measures that are not to be told of again.
    dismissed: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    # Everything up to this moment has been looked through for them.
    told_at = models.DateTimeField()

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(person=None) & ~Q(email="")) | (Q(person__isnull=False) & Q(email="")),
                name="a_follow_has_one_mailbox",
            ),
            models.CheckConstraint(condition=Q(measure=None) | Q(query=""), name="a_follow_is_of_one_thing"),
            models.UniqueConstraint(
                fields=["email", "query"],
                condition=Q(person=None, measure=None),
                name="a_mailbox_follows_a_search_once",
            ),
            models.UniqueConstraint(
                fields=["email", "measure"],
                condition=Q(person=None, measure__isnull=False),
                name="a_mailbox_follows_a_measure_once",
            ),
            models.UniqueConstraint(
                fields=["person", "query"],
                condition=Q(person__isnull=False, measure=None),
                name="a_person_follows_a_search_once",
            ),
            models.UniqueConstraint(
                fields=["person", "measure"],
                condition=Q(person__isnull=False, measure__isnull=False),
                name="a_person_follows_a_measure_once",
            ),
        ]

    def __str__(self) -> str:
        # Never the address: journal lines keep this.
        return str(self.measure) if self.measure else f"?{self.query}"

    @property
    def mailbox(self) -> str:
        """Where its mail goes."""
        return self.person.email if self.person else self.email

    @property
    def reads(self) -> str:
        """The language its mail is written in."""
        return self.person.language if self.person else self.language

    @property
    def token(self) -> str:
        """The secret of its links."""
        return signer("follow").sign(self.public_id)

    def state(self) -> str:
        """Asked, running or stopped."""
        if self.stopped_at:
            return "stopped"
        return "running" if self.confirmed_at else "asked"


class FollowedSearch(models.Model):
    """What a followed search held when it was last looked at, and when the newest of it came in or went out."""

    query = models.CharField(max_length=LONGEST_QUERY, unique=True)
    # Numbers of measures; the moments as seconds.
    known: models.JSONField[Any, Any] = models.JSONField(default=list)
    came: models.JSONField[Any, Any] = models.JSONField(default=dict)
    went: models.JSONField[Any, Any] = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"?{self.query}"


class AlertQuerySet(models.QuerySet["Alert"]):
    """Words about many mails."""

    def of_person(self, person: Person) -> Self:
        """Those that went to them, and to their mailbox from before they had an account."""
        return self.filter(Q(person=person) | Q(email=person.email))

    def of_mailbox_of(self, follow: Follow) -> Self:
        """Those that went to where this follow is told."""
        if follow.person is not None:
            return self.of_person(follow.person)
        return self.filter(Q(email=follow.email) | Q(person__email=follow.email))

    def forget_recipient(self) -> None:
        """To whom they went is known no more; that they were sent is."""
        self.update(person=None, email="")


class Alert(BaseRecord):
    """One mail to one mailbox about everything that is new in what it follows."""

    # Whom its link stops all mail for: notices are forgotten long before the mail is.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # Of what is followed without an account; empty where nothing is.
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    rating = models.CharField(max_length=8, choices=AlertRating.choices, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.written_at:%Y-%m-%d}"

    @property
    def token(self) -> str:
        """The secret of its links."""
        return signer("alert").sign(self.public_id)


class Notice(models.Model):
    """What one mail says of one measure: everything that is new about it, once."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="notices")
    follow = models.ForeignKey(Follow, models.CASCADE, related_name="notices")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="+")
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list)
    # The day from which on it is new to the reader.
    since = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["alert", "measure"], name="a_measure_stands_once_in_a_mail"),
        ]

    def __str__(self) -> str:
        return str(self.measure)


class ToldThing(models.Model):
    """One thing one follower was told: a line of the journal, a coming-in, a day before a deadline."""

    follow = models.ForeignKey(Follow, models.CASCADE, related_name="told_things")
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="things")
    thing = models.CharField(max_length=60)
    told_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follow", "thing"], name="nothing_is_told_twice")]

    def __str__(self) -> str:
        return self.thing
