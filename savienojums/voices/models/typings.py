"""What was typed from paper, each time it was typed: a sheet typed twice loses neither."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from savienojums.network.models import Place
from savienojums.voices.kinds import AgeBand
from savienojums.voices.models.paper import AnswerSheet
from savienojums.voices.models.surveys import Survey
from savienojums.voices.typed import in_parts


class Typing(models.Model):
    """One time somebody typed a sheet: it counts, waits to be decided about, or was decided against."""

    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    typed_at = models.DateTimeField()
    is_counted = models.BooleanField(default=False)
    # None while a second typing waits for somebody to decide which one is right.
    decided_at = models.DateTimeField(null=True, blank=True)
    # Told of themselves, if they wanted.
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    age_band = models.CharField(max_length=8, choices=AgeBand.choices, blank=True)

    class Meta:
        """Abstract: conversations and surveys keep their own tables."""

        abstract = True

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return not self.is_counted and self.decided_at is None


class SheetTyping(Typing):
    """One typing of a sheet of statements."""

    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="typings")
    # One mark a row, see typed.py.
    marks = models.CharField(max_length=400, blank=True)
    # Statements people wrote on the sheet.
    own: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet"], condition=Q(is_counted=True), name="one_typing_counts"),
            models.CheckConstraint(
                condition=Q(is_counted=False) | Q(decided_at__isnull=False), name="what_counts_was_decided"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.marks}"


class SurveyTyping(Typing):
    """One typing of a printed questionnaire."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="typings")
    # The code of the sheet; of what was told to a helper, one made for it.
    code = models.CharField(max_length=8)
    is_told = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="lv")
    # Public ids of questions and what was typed, as send_survey_sheet takes it.
    answers: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "code"], condition=Q(is_counted=True), name="one_survey_typing_counts"
            ),
        ]
        indexes = [models.Index(fields=["survey", "code"], name="survey_typing_by_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def printed(self) -> str:
        """The code as it stands on the paper."""
        return in_parts(self.code)
