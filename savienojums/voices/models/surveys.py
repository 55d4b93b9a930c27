"""Surveys: questions, sheets that were filled in on the web or on paper, and what open answers are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from savienojums.core.records import BaseRecord, TranslatedField
from savienojums.network.models import Place
from savienojums.voices.kinds import AgeBand, AsideFor, QuestionKind, Standing, Way
from savienojums.voices.models.asked import Asked, AskedQuerySet
from savienojums.voices.models.paper import make_sheet_code

if TYPE_CHECKING:
    from datetime import datetime


class Survey(Asked):
    """A questionnaire."""

    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    # What is said to whoever has sent it in.
    thanks = TranslatedField()

    objects = AskedQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")), name="a_survey_lasts"
            )
        ]

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("survey", args=[self.slug])

    def standing(self, at: datetime) -> Standing:
        """How far it has come."""
        if self.is_draft:
            return Standing.DRAFT
        if any(end and end <= at for end in (self.closed_at, self.closes_at)):
            return Standing.CLOSED
        return Standing.COMING if self.opens_at and at < self.opens_at else Standing.OPEN


class SurveyQuestion(BaseRecord):
    """One question, and what may be answered."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=QuestionKind.choices)
    # A heading above it, where a part of a long survey begins.
    section = TranslatedField()
    text = TranslatedField()
    # A word of explanation under the question.
    note = TranslatedField()
    # For choices and rankings: [{"key": "a", "text": {"lv": …}}]; keys never change once there are answers.
    choices: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    # Whether one may write something else beside the choices.
    has_other = models.BooleanField(default=False)
    is_required = models.BooleanField(default=False)
    # For scales and numbers the ends; for several choices how many at most.
    least = models.IntegerField(null=True, blank=True)
    most = models.IntegerField(null=True, blank=True)
    # Words at the ends of a scale; the unit of a number stands in `most_words`.
    least_words = TranslatedField()
    most_words = TranslatedField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.text)


class SurveyBatch(BaseRecord):
    """Questionnaires printed at one time."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="batches")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="lv")
    note = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    # Printed on the sheet: where it is brought back to, and until when.
    returns_to = models.CharField(max_length=200, blank=True)
    returns_by = models.DateField(null=True, blank=True)
    # Codes of the printed sheets.
    codes: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.survey} {self.note}".strip()


class SurveySheet(BaseRecord):
    """What one person answered: known again by a key, never by name."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sheets")
    # See keys.py; on paper the code of the sheet.
    key = models.CharField(max_length=40)
    code = models.CharField(max_length=8, default=make_sheet_code, unique=True)
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.WEB)
    has_account = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="lv")
    sent_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    source_key = models.CharField(max_length=32, blank=True)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    age_band = models.CharField(max_length=8, choices=AgeBand.choices, blank=True)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    aside_at = models.DateTimeField(null=True, blank=True)
    aside_for = models.CharField(max_length=12, choices=AsideFor.choices, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["survey", "key"], name="one_survey_sheet_a_key")]

    def __str__(self) -> str:
        return self.code


class SurveyAnswer(models.Model):
    """The answer to one question of one sheet."""

    sheet = models.ForeignKey(SurveySheet, models.CASCADE, related_name="answers")
    question = models.ForeignKey(SurveyQuestion, models.CASCADE, related_name="answers")
    # CHOICE "a" (or {"other": "…"}); SEVERAL ["a", "c", {"other": "…"}]; SCALE, NUMBER 3; RANKING ["b", "a"];
    # TEXT "…"; PLACE {"lat": …, "lon": …, "place": "<slug>", "note": "…"}, each of them only where it is known.
    value: models.JSONField[Any, Any] = models.JSONField()
    # Since when everybody may read these own words as a quote; nobody's words are public of themselves.
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["question__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["sheet", "question"], name="one_answer_a_question")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.question_id}"


class AnswerTheme(BaseRecord):
    """What open answers to a question are about: a word of its coders."""

    question = models.ForeignKey(SurveyQuestion, models.CASCADE, related_name="themes")
    name = models.CharField(max_length=80)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["question", "name"], name="one_theme_a_name")]

    def __str__(self) -> str:
        return self.name


class ThemeMark(models.Model):
    """One coder says that an answer is about a theme; no theme at all means: read, and about none of them."""

    answer = models.ForeignKey(SurveyAnswer, models.CASCADE, related_name="marks")
    theme = models.ForeignKey(AnswerTheme, models.CASCADE, null=True, blank=True, related_name="marks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    marked_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "theme", "by"], name="a_coder_marks_once"),
            models.UniqueConstraint(fields=["answer", "by"], condition=Q(theme=None), name="a_coder_reads_once"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.theme_id}"
