"""Minutes: points of the agenda, what was said and decided, tasks, proposals with an addressee and the answer."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from savienojums.accounts.kinds import RoleKind
from savienojums.core.records import BaseRecord
from savienojums.events.kinds import Circle, PointState, Reply
from savienojums.events.models.gatherings import Event
from savienojums.network.models import Organisation

if TYPE_CHECKING:
    from datetime import date

    from savienojums.accounts.models import Person


def read_by(person: Person | None, minutes: str = "event__minutes__") -> Q:
    """What is known from minutes that this person may read; `minutes` is the way there from a row that has an event.

    Published for everyone, or for members if one acts for somebody; those of events one runs; all for coordinators.
    """
    if person is not None and person.has_role(RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
        return ~Q(pk=None)
    published = Q(**{f"{minutes}published_at__isnull": False}, event__published_at__isnull=False)
    everyone = published & Q(**{f"{minutes}circle": Circle.EVERYONE}, event__circle=Circle.EVERYONE)
    if person is None:
        return everyone
    acts_for_somebody = person.memberships.filter(until=None).exists()
    own = Q(event__in=Event.objects.run_by(person).values("pk"))
    return (published if acts_for_somebody else everyone) | own


class MinutesQuerySet(models.QuerySet["Minutes"]):
    """Words about many minutes."""

    def visible_to(self, person: Person | None) -> Self:
        """Those this person may read."""
        return self.filter(read_by(person, minutes=""))


class Minutes(BaseRecord):
    """The minutes of one event: who led, who wrote, whether they are finished and who may read them."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="minutes")
    # Names as they are to stand in the minutes.
    chair = models.CharField(max_length=120, blank=True)
    keeper = models.CharField(max_length=120, blank=True)
    opening = models.TextField(blank=True)
    circle = models.CharField(max_length=10, choices=Circle.choices, default=Circle.MEMBERS)
    # Finished: undecided points have gone to the next meeting of the series.
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ["event"]
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return str(self.event)

    @property
    def is_closed(self) -> bool:
        """Whether they are finished."""
        return self.closed_at is not None

    @property
    def is_public(self) -> bool:
        """Whether everyone may read them."""
        return self.published_at is not None and self.circle == Circle.EVERYONE and self.event.is_public


class AgendaPoint(BaseRecord):
    """One point: what it is about, what was said, what was decided."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    discussion = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=PointState.choices, default=PointState.OPEN)
    # Whether its title is for all who see the event; what came up in the room belongs to the minutes alone.
    on_agenda = models.BooleanField(default=True)
    # The point of the meeting before from which this one came over.
    carried_from = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="carried_to")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def as_written(self) -> str:
        """A short sign of its words: another one means that somebody has written since."""
        words = (self.title, self.discussion, self.decision, self.state, self.on_agenda)
        return hashlib.blake2b(repr([str(each) for each in words]).encode(), digest_size=8).hexdigest()


class TaskQuerySet(models.QuerySet["Task"]):
    """Words about many tasks."""

    def open(self) -> Self:
        """Those nobody has done or dropped."""
        return self.filter(done_at=None, dropped_at=None)

    def of_person(self, person: Person) -> Self:
        """Those of organisations this person acts for."""
        theirs = Organisation.objects.of(person).values("pk")
        return self.filter(Q(organisation__in=theirs) | Q(organisation__caretaker=person))

    def visible_to(self, person: Person | None) -> Self:
        """Those of minutes one may read, and those of one's own organisations."""
        seen = read_by(person)
        if person is not None:
            theirs = Organisation.objects.of(person).values("pk")
            seen |= Q(organisation__in=theirs) | Q(organisation__caretaker=person)
        return self.filter(seen)


class Task(BaseRecord):
    """Somebody does something until a day."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="tasks")
    point = models.ForeignKey(AgendaPoint, models.SET_NULL, null=True, blank=True, related_name="tasks")
    what = models.CharField(max_length=400)
    # A role or a name as it stands in the minutes.
    who = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="event_tasks")
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(done_at=None) | Q(dropped_at=None), name="task_is_done_or_dropped"),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        """The page of the task."""
        return reverse("task", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None and self.dropped_at is None

    def is_late(self, day: date) -> bool:
        """Whether its day is over and it is not done."""
        return self.is_open and self.due_on is not None and self.due_on < day


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Words about many proposals."""

    def public(self) -> Self:
        """Those of minutes everyone may read."""
        return self.visible_to(None)

    def visible_to(self, person: Person | None) -> Self:
        """Those of minutes one may read, and those sent to one's own organisations."""
        seen = read_by(person)
        if person is not None:
            theirs = Organisation.objects.of(person).values("pk")
            seen |= Q(sent_on__isnull=False) & (Q(addressee__in=theirs) | Q(addressee__caretaker=person))
        return self.filter(seen)


class Proposal(BaseRecord):
    """A proposal of a meeting to somebody who has to answer: a municipality, a ministry."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="proposals")
    point = models.ForeignKey(AgendaPoint, models.SET_NULL, null=True, blank=True, related_name="proposals")
    text = models.TextField()
    addressee = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="event_proposals")
    # As it is called, where it does not stand in the registry.
    addressee_name = models.CharField(max_length=200, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    reply = models.CharField(max_length=10, choices=Reply.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer_url = models.URLField(max_length=400, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(addressee__isnull=False) | ~Q(addressee_name=""), name="proposal_has_an_addressee"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]

    def get_absolute_url(self) -> str:
        """The page of the proposal."""
        return reverse("proposal", args=[self.public_id])

    @property
    def to(self) -> str:
        """Who has to answer."""
        return str(self.addressee) if self.addressee else self.addressee_name

    @property
    def is_answered(self) -> bool:
        """Whether the addressee has said something."""
        return self.answered_on is not None

    def waits(self, day: date) -> int | None:
        """For how many days it has been without an answer."""
        return (day - self.sent_on).days if self.sent_on and not self.is_answered else None

    def is_late(self, day: date) -> bool:
        """Whether the day of the answer is over and there is none."""
        return not self.is_answered and self.answer_due_on is not None and self.answer_due_on < day
