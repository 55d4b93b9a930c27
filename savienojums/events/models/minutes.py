"""Minutes: points of the agenda, what was said and decided, tasks, proposals with an addressee and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from savienojums.core.records import BaseRecord
from savienojums.events.kinds import Circle, PointState, Reply
from savienojums.events.models.gatherings import Event
from savienojums.network.models import Organisation

if TYPE_CHECKING:
    from datetime import date


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

    class Meta:
        ordering = ["event"]
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return str(self.event)


class AgendaPoint(BaseRecord):
    """One point: what it is about, what was said, what was decided."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    discussion = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=PointState.choices, default=PointState.OPEN)
    # The point of the meeting before from which this one came over.
    carried_from = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="carried_to")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class TaskQuerySet(models.QuerySet["Task"]):
    """Words about many tasks."""

    def open(self) -> Self:
        """Those nobody has done or dropped."""
        return self.filter(done_at=None, dropped_at=None)


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

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None and self.dropped_at is None

    def is_late(self, day: date) -> bool:
        """Whether its day is over and it is not done."""
        return self.is_open and self.due_on is not None and self.due_on < day


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

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(addressee__isnull=False) | ~Q(addressee_name=""), name="proposal_has_an_addressee"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]

    @property
    def to(self) -> str:
        """Who has to answer."""
        return str(self.addressee) if self.addressee else self.addressee_name
