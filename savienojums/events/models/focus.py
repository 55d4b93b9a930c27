"""Focus groups and workshops: whom one wants to hear, notes without names, coded quotes; groups and a timetable of work."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from savienojums.core.records import BaseRecord, TranslatedField
from savienojums.events.kinds import AgeBand
from savienojums.events.models.gatherings import Event
from savienojums.events.models.registrations import Attendance
from savienojums.network.models import Place


class FocusGroup(BaseRecord):
    """What a focus group is about and what those who come agree to."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="focus_group")
    theme = models.CharField(max_length=300)
    # One question a line.
    guide = models.TextField(blank=True)
    consent_text = TranslatedField()
    # Smaller cells than this are never shown outside, so that nobody is known by their age and village.
    smallest_cell = models.PositiveSmallIntegerField(default=3)

    class Meta:
        ordering = ["event"]

    def __str__(self) -> str:
        return self.theme


class MixCell(models.Model):
    """So many people of this age, from here, of this kind are wanted in the group; an empty part means any."""

    focus_group = models.ForeignKey(FocusGroup, models.CASCADE, related_name="mix")
    age_band = models.CharField(max_length=8, choices=AgeBand.choices, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    # "young parent", "employer", "librarian": as the group calls them.
    kind = models.CharField(max_length=80, blank=True)
    wanted = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(wanted__gte=1), name="mix_wants_someone")]

    def __str__(self) -> str:
        return f"{self.age_band} {self.place or ''} {self.kind}: {self.wanted}"


class MixChoice(models.Model):
    """For which wanted kind of a focus group somebody was invited or came."""

    attendance = models.OneToOneField(Attendance, models.CASCADE, related_name="mix_choice")
    cell = models.ForeignKey(MixCell, models.CASCADE, related_name="choices")

    def __str__(self) -> str:
        return str(self.cell)


class Code(BaseRecord):
    """What quotes are about; shared by all focus groups of the region so that findings add up."""

    name = models.CharField(max_length=80, unique=True)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FocusNote(BaseRecord):
    """A stretch of notes, without names."""

    focus_group = models.ForeignKey(FocusGroup, models.CASCADE, related_name="notes")
    position = models.PositiveSmallIntegerField(default=0)
    question = models.CharField(max_length=300, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Quote(BaseRecord):
    """Words of the notes worth keeping, who said them only as far as it matters, and what they are about."""

    note = models.ForeignKey(FocusNote, models.CASCADE, related_name="quotes")
    # Where in the note's text it stands, counted in letters.
    begins = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    text = models.TextField()
    # "P3", never a name.
    voice = models.CharField(max_length=12, blank=True)
    age_band = models.CharField(max_length=8, choices=AgeBand.choices, blank=True)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    codes: models.ManyToManyField[Code, models.Model] = models.ManyToManyField(Code, related_name="quotes", blank=True)
    coded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["note", "begins"]
        constraints = [models.CheckConstraint(condition=Q(ends__gt=models.F("begins")), name="quote_has_words")]

    def __str__(self) -> str:
        return self.text[:80]


class WorkGroup(BaseRecord):
    """A table of a workshop and who sits at it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="work_groups")
    name = models.CharField(max_length=120)
    task = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    people: models.ManyToManyField[Attendance, models.Model] = models.ManyToManyField(
        Attendance, related_name="work_groups", blank=True
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class WorkStep(BaseRecord):
    """A stretch of work: what is done, for how many minutes."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="work_steps")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=480), name="work_step_has_a_length")
        ]

    def __str__(self) -> str:
        return self.title


class WorkClock(models.Model):
    """Which step of a workshop is running, since when, and whether it stands still."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="work_clock")
    step = models.ForeignKey(WorkStep, models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    # Seconds added by the leader, or lost while it stood still.
    added = models.IntegerField(default=0)
    # The word in the address of the projector's page, which needs no account.
    screen_code = models.CharField(max_length=16, blank=True)

    def __str__(self) -> str:
        return f"{self.event}: {self.step or '–'}"

    def state(self) -> dict[str, Any]:
        """What a page needs to show the time that is left."""
        return {"started": self.started_at, "paused": self.paused_at, "added": self.added}
