"""What programs may ask of surveys: what everyone may know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Q

from savienojums.core.records import in_languages
from savienojums.core.refusal import NotFound
from savienojums.network.schemas import Named
from savienojums.voices.kinds import QuestionKind
from savienojums.voices.models import Survey
from savienojums.voices.queries.survey_answers import may_read_results
from savienojums.voices.schemas import QuestionFacts, SurveyFacts, SurveyWhole

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.voices.models import SurveyQuestion

_COUNTED = Count("sheets", filter=Q(sheets__aside_at=None))


def surveys_between(span: tuple[int, int], at: datetime) -> tuple[list[SurveyFacts], int]:
    """Those that stand in lists, the latest first; and how many there are."""
    rows = Survey.objects.listed().select_related("organisation").annotate(sent=_COUNTED)
    found = rows.order_by("-published_at", "-pk")[slice(*span)]
    return [SurveyFacts(**_facts(each, at)) for each in found], Survey.objects.listed().count()


def public_survey(slug: str, at: datetime) -> SurveyWhole:
    """One that everyone may see, with its questions."""
    rows = Survey.objects.published().select_related("organisation").annotate(sent=_COUNTED)
    found = rows.filter(slug=slug).first()
    if found is None:
        raise NotFound
    return SurveyWhole(**_facts(found, at), questions=[_question(each) for each in found.questions.all()])


def _facts(row: Any, at: datetime) -> dict[str, Any]:
    standing, asks = row.standing(at), row.organisation
    return {
        "id": row.public_id, "slug": row.slug, "title": str(row.title), "intro": str(row.intro), "standing": standing,
        "standing_text": str(standing.label),
        "organisation": Named(slug=asks.slug, name=asks.name) if asks and asks.published_at else None,
        "opens_at": row.opens_at, "closes_at": row.closes_at, "sheets": row.sent,
        "results_public": may_read_results(None, row, has_answered=False, at=at), "is_example": row.is_example,
        "url": settings.SITE_URL + row.get_absolute_url(),
    }  # fmt: skip


def _question(row: SurveyQuestion) -> QuestionFacts:
    return QuestionFacts(
        kind=QuestionKind(row.kind), kind_text=str(QuestionKind(row.kind).label), text=str(row.text),
        choices=[str(in_languages(each["text"])) for each in row.choices], is_required=row.is_required,
    )  # fmt: skip
