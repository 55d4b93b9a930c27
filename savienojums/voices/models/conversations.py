"""Conversations: a question to the region, and the phases in which it may be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from savienojums.core.records import BaseRecord, TranslatedField
from savienojums.network.models import Place, Theme
from savienojums.voices.kinds import Confirming, Method, Moderation, PhaseKind, Standing
from savienojums.voices.models.asked import Asked, AskedQuerySet

if TYPE_CHECKING:
    from datetime import datetime

# Fewer than this many people are never shown as a group, whatever the organisers would like.
LEAST_GROUP = 5


class Conversation(Asked):
    """A question; people agree or disagree with statements about it, and add their own."""

    # The question itself, as it stands above the statements.
    question = TranslatedField()
    themes: models.ManyToManyField[Theme, models.Model] = models.ManyToManyField(Theme, related_name="+", blank=True)
    places: models.ManyToManyField[Place, models.Model] = models.ManyToManyField(Place, related_name="+", blank=True)
    # In which languages statements are to be read; the first is that of the organisers.
    languages: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    moderation = models.CharField(max_length=6, choices=Moderation.choices, default=Moderation.BEFORE)
    # By what the organisers decide what is shown; everyone may read it. Empty: the house's own rules.
    moderation_rules = TranslatedField()
    longest_statement = models.PositiveSmallIntegerField(default=140)
    # How many statements one participant may add.
    most_statements = models.PositiveSmallIntegerField(default=5)
    confirming = models.CharField(max_length=8, choices=Confirming.choices, default=Confirming.NONE)
    method = models.CharField(max_length=10, choices=Method.choices, default=Method.DEFAULT)
    # From another platform: whose votes they are, under which licence, where they came from.
    source_note = models.TextField(blank=True)
    source_url = models.URLField(max_length=400, blank=True)

    objects = AskedQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(smallest_group__gte=LEAST_GROUP), name="conversation_group_is_no_person")
        ]

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("conversation", args=[self.slug])

    def phase_at(self, at: datetime) -> Phase | None:
        """The phase that is open at this moment."""
        if self.is_draft or (self.closed_at and self.closed_at <= at):
            return None
        return next((each for each in self.phases.all() if each.opens_at <= at < each.closes_at), None)

    def standing(self, at: datetime) -> Standing:
        """How far it has come."""
        if self.is_draft:
            return Standing.DRAFT
        phases = list(self.phases.all())
        if (self.closed_at and self.closed_at <= at) or not phases or at >= phases[-1].closes_at:
            return Standing.CLOSED
        if self.phase_at(at):
            return Standing.OPEN
        return Standing.COMING if at < phases[0].opens_at else Standing.PAUSE


class Phase(BaseRecord):
    """A time in which a conversation is open, and for what."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=10, choices=PhaseKind.choices, default=PhaseKind.BOTH)
    name = TranslatedField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        ordering = ["opens_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="a_phase_lasts")]

    def __str__(self) -> str:
        return str(self.name) or str(self.get_kind_display())

    @property
    def takes_answers(self) -> bool:
        """Whether statements may be answered in it."""
        return self.kind != PhaseKind.STATEMENTS

    @property
    def takes_statements(self) -> bool:
        """Whether statements may be added in it."""
        return self.kind != PhaseKind.ANSWERS
