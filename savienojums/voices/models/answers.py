"""Who takes part, and every answer they gave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from savienojums.core.records import BaseRecord
from savienojums.network.models import Place
from savienojums.voices.kinds import AgeBand, Answer, AsideFor, Way
from savienojums.voices.models.conversations import Conversation
from savienojums.voices.models.statements import Statement

if TYPE_CHECKING:
    from datetime import datetime


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Words about many participants."""

    def counted(self) -> Self:
        """Those whose answers count."""
        return self.filter(aside_at=None)


class Participant(BaseRecord):
    """Somebody in one conversation: known again by a key, never by name."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="participants")
    # See keys.py; on paper the sheet is the key.
    key = models.CharField(max_length=40)
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.WEB)
    has_account = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="lv")
    joined_at = models.DateTimeField()
    # By which connection, until some weeks after the end; then forgotten.
    source_key = models.CharField(max_length=32, blank=True)
    mailbox_key = models.CharField(max_length=32, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # Told of themselves, if they wanted.
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    age_band = models.CharField(max_length=8, choices=AgeBand.choices, blank=True)
    # Kept but not counted; see AsideFor.
    aside_at = models.DateTimeField(null=True, blank=True)
    aside_for = models.CharField(max_length=12, choices=AsideFor.choices, blank=True)
    # The same person on another device or before signing in: their answers were copied to this one.
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="doubles")
    # The number they had in the file they came from.
    outside_number = models.PositiveBigIntegerField(null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "key"], name="one_participant_a_key"),
            models.UniqueConstraint(
                fields=["conversation", "mailbox_key"], condition=~Q(mailbox_key=""), name="one_participant_a_mailbox"
            ),
            models.CheckConstraint(
                condition=Q(aside_at=None, aside_for="") | (Q(aside_at__isnull=False) & ~Q(aside_for="")),
                name="who_is_set_aside_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["conversation", "source_key"], name="participant_by_source")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_aside_by_itself(self) -> bool:
        """Whether their answers were kept aside as they joined; otherwise the organisers decided it."""
        if self.aside_for == AsideFor.FLOOD:
            return self.aside_at == self.joined_at
        return self.aside_for == AsideFor.UNCONFIRMED


class Vote(models.Model):
    """One answer as it was given; nothing is changed afterwards, the last one about a statement counts.

    These rows are their own journal (docs/decisions/0023): no line of the journal is written for each.
    """

    # Without an index of its own: the one below begins with it.
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="votes", db_index=False)
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="votes")
    # None takes an answer back.
    value = models.SmallIntegerField(choices=Answer.choices, null=True)
    said_at = models.DateTimeField()
    # With which chance the statement was drawn for them; none where they chose it or it came from paper.
    chance = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["participant", "statement"], name="vote_by_participant")]
        constraints = [
            models.CheckConstraint(condition=Q(value=None) | Q(value__in=[-1, 0, 1]), name="a_vote_is_one_of_three")
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.value}"

    @staticmethod
    def said(participant: Participant, statement: Statement, value: int | None, at: datetime) -> Vote:
        """A row that was given by hand and not drawn."""
        return Vote(participant=participant, statement=statement, value=value, said_at=at)
