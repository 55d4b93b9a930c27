"""Voices from paper, from halls and from files of other platforms."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from savienojums.core.records import LETTERS, BaseRecord
from savienojums.network.models import Organisation, Place
from savienojums.voices.kinds import Way
from savienojums.voices.models.answers import Participant
from savienojums.voices.models.conversations import Conversation
from savienojums.voices.models.statements import Statement
from savienojums.voices.typed import in_parts


def make_sheet_code() -> str:
    """What stands on a sheet: six letters that are typed back; the next one is nobody's guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(6))


class SheetBatch(BaseRecord):
    """Sheets printed at one time: all with the same statements in the same order."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="batches")
    # Public ids of the statements in the order of the rows.
    rows: models.JSONField[Any, Any] = models.JSONField(default=list)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="lv")
    # Where the sheets go: "Bebrenes bibliotēka".
    note = models.CharField(max_length=120, blank=True)
    # "told" holds what was said to a helper without any paper; its sheets are made one by one.
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.PAPER)
    # Printed on the sheet: where it is brought back to, and until when.
    returns_to = models.CharField(max_length=200, blank=True)
    returns_by = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.conversation} {self.note}".strip()


class AnswerSheet(models.Model):
    """One sheet of paper: its code, and whose answers were typed from it."""

    batch = models.ForeignKey(SheetBatch, models.CASCADE, related_name="sheets")
    code = models.CharField(max_length=8, default=make_sheet_code, unique=True)
    participant = models.OneToOneField(Participant, models.SET_NULL, null=True, blank=True, related_name="answer_sheet")
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    typed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.code

    @property
    def printed(self) -> str:
        """The code as it stands on the paper."""
        return in_parts(self.code)


class Hall(BaseRecord):
    """A room full of people who raised their hands: counted, never mixed with votes of single people."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="halls")
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    people = models.PositiveIntegerField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-held_on", "pk"]

    def __str__(self) -> str:
        return self.title


class HallCount(models.Model):
    """How many hands there were for one statement."""

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="counts")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="hall_counts")
    agree = models.PositiveIntegerField()
    disagree = models.PositiveIntegerField()
    # Hands for "pass", where they were asked for.
    passed = models.PositiveIntegerField(default=0)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["statement__number"]
        constraints = [models.UniqueConstraint(fields=["hall", "statement"], name="a_hall_is_counted_once")]

    def __str__(self) -> str:
        return f"{self.statement}: {self.agree}/{self.disagree}/{self.passed}"


class VotesImport(BaseRecord):
    """Files of another platform: read, looked at, then taken in as a conversation, or taken back out."""

    title = models.CharField(max_length=200)
    # In whose name it is brought here; whose votes they are, under which licence, and where they came from.
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    source_note = models.TextField(blank=True)
    licence = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=400, blank=True)
    # Of its statements.
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="lv")
    # The files by name, as they came.
    files: models.JSONField[Any, Any] = models.JSONField(default=dict)
    # Findings as rows of file, line, problem, text; and how many of each.
    findings: models.JSONField[Any, Any] = models.JSONField(default=list)
    counts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    # What the files tell and a conversation has no place for, so that they come out as they came: see imports_reading.py.
    beside: models.JSONField[Any, Any] = models.JSONField(default=dict)
    # The same files are known again by it.
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    brought_at = models.DateTimeField()
    conversation = models.OneToOneField(
        Conversation, models.SET_NULL, null=True, blank=True, related_name="votes_import"
    )
    # Long files are taken in by the worker: when that was asked for.
    asked_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-brought_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(conversation=None) | Q(taken_at__isnull=False), name="what_is_in_was_taken"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("votes_import", args=[self.public_id])

    @property
    def is_taking(self) -> bool:
        """Whether the worker is about to take it in."""
        return self.asked_at is not None and self.taken_at is None
