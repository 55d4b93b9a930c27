"""Statements of a conversation, and the log of their moderation."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from savienojums.core.records import BaseRecord, TranslatedField
from savienojums.voices.kinds import HiddenFor, State, Way
from savienojums.voices.models.conversations import Conversation


class StatementQuerySet(models.QuerySet["Statement"]):
    """Words about many statements."""

    def shown(self) -> Self:
        """Those people may answer."""
        return self.filter(state=State.SHOWN)

    def waiting(self) -> Self:
        """Those nobody has looked at yet."""
        return self.filter(state=State.WAITING)


class Statement(BaseRecord):
    """One thought, to which one can say yes or no."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="statements")
    # Its number in this conversation: on paper, in the hall, in exported files.
    number = models.PositiveIntegerField()
    # As it was written, and as people translated it.
    text = TranslatedField()
    # The language it was written in; what an organiser corrected is kept in the moderation log.
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="lv")
    # None: written by the organisers (a seed), or the author is forgotten.
    author = models.ForeignKey("voices.Participant", models.SET_NULL, null=True, blank=True, related_name="statements")
    is_seed = models.BooleanField(default=False)
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.WEB)
    written_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    hidden_for = models.CharField(max_length=12, choices=HiddenFor.choices, blank=True)
    # In words of the organisers, for everyone.
    why = models.CharField(max_length=300, blank=True)
    # The one that says the same and stays.
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="doubles")

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="one_statement_a_number"),
            models.CheckConstraint(
                condition=~Q(state=State.HIDDEN) | ~Q(hidden_for=""), name="a_hidden_statement_tells_why"
            ),
        ]
        indexes = [models.Index(fields=["conversation", "state"], name="statement_by_state")]

    def __str__(self) -> str:
        # Never the words: what is hidden for naming somebody must not stand in the journal.
        return f"{self.conversation} {self.number}"


class ModerationLine(models.Model):
    """What was decided about a statement, when, and why; who decided is known to the organisers."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="moderation")
    state = models.CharField(max_length=8, choices=State.choices)
    hidden_for = models.CharField(max_length=12, choices=HiddenFor.choices, blank=True)
    why = models.CharField(max_length=300, blank=True)
    # Words as they were before an organiser corrected them; empty where none were changed.
    text_before = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.statement}: {self.state}"
