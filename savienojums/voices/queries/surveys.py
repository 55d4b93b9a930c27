"""One survey as somebody may see it, its questions, and the lists of surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from savienojums.core.refusal import NotFound
from savienojums.voices.models import Survey, SurveyQuestion
from savienojums.voices.rules.hosting import runs
from savienojums.voices.survey_values import QuestionFacts, keys_of

if TYPE_CHECKING:
    from savienojums.accounts.models import Person

MOST_LISTED = 200
_COUNTED = Count("sheets", filter=Q(sheets__aside_at=None))


def survey_for(person: Person | None, slug: str) -> Survey:
    """The survey, if this person may see it; otherwise it does not exist."""
    found = Survey.objects.visible_to(person).select_related("organisation").filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def survey_run_by_for(person: Person | None, slug: str) -> Survey:
    """The survey, if this person runs it; otherwise it does not exist."""
    found = survey_for(person, slug)
    if not runs(person, found):
        raise NotFound
    return found


def question_of(survey: Survey, public_id: str) -> SurveyQuestion:
    """One of its questions."""
    found = survey.questions.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def facts_of(question: SurveyQuestion, *, needed: bool | None = None) -> QuestionFacts:
    """What may be answered, for the pure core; `needed` says otherwise than the question whether it has to be."""
    return QuestionFacts(
        kind=question.kind, choices=keys_of(question.choices), has_other=question.has_other,
        is_required=question.is_required if needed is None else needed, least=question.least, most=question.most,
    )  # fmt: skip


def has_answers(survey: Survey) -> bool:
    """Whether somebody has sent a sheet, counted or set aside."""
    return survey.sheets.exists()


def surveys_run_by(person: Person) -> list[Survey]:
    """Surveys of this person's desk, newest first, each with the number of its sheets as `counted`."""
    return list(Survey.objects.run_by(person).annotate(counted=_COUNTED).order_by("-created_at")[:MOST_LISTED])


def surveys_listed() -> list[Survey]:
    """Published surveys that stand in lists, newest first, each with the number of its sheets as `counted`."""
    listed = Survey.objects.listed().select_related("organisation").annotate(counted=_COUNTED)
    return list(listed.order_by("-published_at")[:MOST_LISTED])


def questions_counted(survey: Survey) -> list[SurveyQuestion]:
    """Its questions in their order, each with the number of its answers as `answered`."""
    return list(survey.questions.annotate(answered=Count("answers")))
