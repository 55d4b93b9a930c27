"""Focus groups and workshops: whom one wants to hear, notes without names, coded quotes; groups and a timetable of work."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from savienojums.accounts.kinds import RoleKind
from savienojums.core.records import BaseRecord, TranslatedField
from savienojums.events.kinds import AgeBand
from savienojums.events.models.gatherings import Event
from savienojums.events.models.registrations import Attendance
from savienojums.events.work_clock import Time
from savienojums.network.models import Place

if TYPE_CHECKING:
    from savienojums.accounts.models import Person


class FocusGroup(BaseRecord):
    """What a focus group is about and what those who come agree to."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="focus_group")
    theme = models.CharField(max_length=300)
    # One question a line.
    guide = models.TextField(blank=True)
    # Empty: the house's own words, see queries/consents.py.
    consent_text = TranslatedField()
    # Until this day one may take one's consent back; then nobody can tell any more who was P3.
    withdraw_until = models.DateField(null=True, blank=True)
    # Until this day the signed sheets and the list of people are kept.
    kept_until = models.DateField(null=True, blank=True)
    # When what was found was given out of the hands of its organisers.
    released_at = models.DateTimeField(null=True, blank=True)
    # Smaller cells than this are never shown outside, so that nobody is known by their age and village.
    smallest_cell = models.PositiveSmallIntegerField(default=3)

    class Meta:
        ordering = ["event"]

    def __str__(self) -> str:
        return self.theme

    def questions(self) -> list[str]:
        """The questions of the guide, in their order."""
        return [line.strip() for line in self.guide.splitlines() if line.strip()]


class MixCell(BaseRecord):
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


class Voice(models.Model):
    """The number under which somebody stands in the notes; the person behind it is forgotten with time."""

    focus_group = models.ForeignKey(FocusGroup, models.CASCADE, related_name="voices")
    number = models.PositiveSmallIntegerField()
    attendance = models.OneToOneField(Attendance, models.SET_NULL, null=True, blank=True, related_name="voice")
    # Whether they agreed, kept for when the person is forgotten; no moment, which would tell who it was.
    consented = models.BooleanField(default=False)
    # Took their consent back after the notes had begun: what they said is to be taken out.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["focus_group", "number"], name="one_voice_a_number")]

    def __str__(self) -> str:
        return f"P{self.number}"


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
    text = models.TextField(blank=True)
    # When the journal last heard that somebody wrote here; the page saves every few seconds.
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        # Never the words: journal lines keep this.
        return self.public_id

    @property
    def mark(self) -> str:
        """What tells this text from an earlier one."""
        return blake2b(self.text.encode(), digest_size=8).hexdigest()


class QuoteQuerySet(models.QuerySet["Quote"]):
    """Words about many quotes."""

    def released(self) -> Self:
        """Those of groups whose findings were given out, of events everyone may see."""
        return self.filter(
            note__focus_group__released_at__isnull=False,
            note__focus_group__event__in=Event.objects.public().values("pk"),
        )

    def visible_to(self, person: Person | None) -> Self:
        """Those of one's own groups, and those given out; all for coordinators."""
        if person is None:
            return self.released()
        own = Event.objects.run_by(person).values("pk")
        if person.has_role(RoleKind.COORDINATOR):
            own = Event.objects.values("pk")
        given_out = Q(
            note__focus_group__released_at__isnull=False,
            note__focus_group__event__in=Event.objects.visible_to(person).published().values("pk"),
        )
        return self.filter(given_out | Q(note__focus_group__event__in=own))


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
    # As the mix of the group calls it.
    kind = models.CharField(max_length=80, blank=True)
    codes: models.ManyToManyField[Code, models.Model] = models.ManyToManyField(Code, related_name="quotes", blank=True)
    coded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["note", "begins", "pk"]
        constraints = [models.CheckConstraint(condition=Q(ends__gt=models.F("begins")), name="quote_has_words")]

    def __str__(self) -> str:
        # Never the words: journal lines keep this.
        return self.public_id

    @property
    def stands(self) -> bool:
        """Whether the note still says it in this place."""
        return self.note.text[self.begins : self.ends] == self.text


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
    # Seconds the leader gave or took; a pause moves the beginning instead.
    added = models.IntegerField(default=0)
    # The word in the address of the projector's page, which needs no account.
    screen_code = models.CharField(max_length=16, blank=True, db_index=True)
    # Whether first names stand on the screen beside the names of groups.
    shows_people = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.event}: {self.step or '–'}"

    def time(self) -> Time:
        """The time of the step that is on, as it is reckoned with."""
        minutes = self.step.minutes if self.step else 0
        return Time(minutes * 60, self.started_at, self.paused_at, self.added)
