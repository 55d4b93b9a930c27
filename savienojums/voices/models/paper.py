"""Voices from paper, from halls and from files of other platforms."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from savienojums.core.records import LETTERS, BaseRecord
from savienojums.network.models import Place
from savienojums.voices.models.answers import Participant
from savienojums.voices.models.conversations import Conversation
from savienojums.voices.models.statements import Statement


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
    # The files by name, as they came.
    files: models.JSONField[Any, Any] = models.JSONField(default=dict)
    # Findings as rows of file, line, problem, text; and how many of each.
    findings: models.JSONField[Any, Any] = models.JSONField(default=list)
    counts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    brought_at = models.DateTimeField()
    conversation = models.OneToOneField(
        Conversation, models.SET_NULL, null=True, blank=True, related_name="votes_import"
    )
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-brought_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(conversation=None) | Q(taken_at__isnull=False), name="what_is_in_was_taken"
            )
        ]

    def __str__(self) -> str:
        return self.title
