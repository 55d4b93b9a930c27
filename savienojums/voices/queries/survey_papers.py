"""Printed questionnaires of a survey: batches, codes, and typings that somebody has to decide about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.core.refusal import NotFound
from savienojums.voices.models import SurveyBatch, SurveyTyping
from savienojums.voices.queries.typing import MOST_IN_A_SITTING, SITTING, NoSuchSheet
from savienojums.voices.typed import CODE_LENGTH, in_parts, near, sitting, strange_in

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Survey, SurveyQuestion

SHOWN = 200
LAST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Printed:
    """A batch with how many of its papers came back, how many of those empty, how many were typed twice."""

    batch: SurveyBatch
    sheets: int
    back: int
    empty: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """What somebody typed since they sat down: how many, and the latest ones."""

    count: int
    latest: list[SurveyTyping]


def survey_batches(survey: Survey) -> list[Printed]:
    """Printed batches, the latest first."""
    counted, empty, waiting = Counter[str](), Counter[str](), Counter[str]()
    for code, answers, is_counted, decided_at in survey.typings.values_list(
        "code", "answers", "is_counted", "decided_at"
    ):
        counted[code] += is_counted
        empty[code] += is_counted and not answers
        waiting[code] += not is_counted and decided_at is None
    return [
        Printed(
            each, len(each.codes), *(sum(tally[code] for code in each.codes) for tally in (counted, empty, waiting))
        )
        for each in survey.batches.select_related("made_by")[:SHOWN]
    ]


def survey_batch_for(survey: Survey, public_id: str) -> SurveyBatch:
    """One batch of this survey."""
    found = survey.batches.select_related("made_by").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    found.survey = survey
    return found


def codes_back(batch: SurveyBatch) -> list[tuple[str, str, bool]]:
    """Codes of a batch, as kept and as printed, and whether each came back."""
    back = set(batch.survey.typings.filter(code__in=batch.codes, is_counted=True).values_list("code", flat=True))
    return [(code, in_parts(code), code in back) for code in batch.codes]


def batch_of_code(survey: Survey, code: str) -> SurveyBatch:
    """The batch a paper belongs to; otherwise a sentence that helps to find the code."""
    batches = list(survey.batches.all())
    found = next((each for each in batches if code in each.codes), None)
    if found is None:
        raise NoSuchSheet(_not_found(code, [each for batch in batches for each in batch.codes]))
    return found


def _not_found(code: str, codes: list[str]) -> str:
    if strange := strange_in(code):
        return _(
            "No code has “%(letters)s” in it. Codes are made of the letters and digits that look like no other."
        ) % {"letters": ", ".join(strange)}
    if meant := near(code, codes):
        return _("There is no sheet with the code %(code)s here. Is it %(meant)s?") % {
            "code": in_parts(code), "meant": ", ".join(in_parts(each) for each in meant),
        }  # fmt: skip
    if len(code) != CODE_LENGTH:
        return _("A code has six letters and digits; these are %(count)s.") % {"count": len(code)}
    return _("There is no questionnaire with the code %(code)s in this survey. Is it one of another survey?") % {
        "code": in_parts(code)
    }


def survey_questions_of(survey: Survey) -> list[SurveyQuestion]:
    """Its questions in the order of the paper."""
    return list(survey.questions.all())


def survey_typing_for(survey: Survey, number: int) -> SurveyTyping:
    """One typing of this survey."""
    found = survey.typings.select_related("typed_by", "place").filter(pk=number).first()
    if found is None:
        raise NotFound
    found.survey = survey
    return found


def survey_typings_of(survey: Survey, code: str) -> list[SurveyTyping]:
    """Every time the paper with that code was typed, the first one first."""
    found = list(survey.typings.select_related("typed_by", "place").filter(code=code))
    if not found:
        raise NotFound
    return found


def counted_survey_typing(typing: SurveyTyping) -> SurveyTyping | None:
    """The typing of the same paper that counts."""
    theirs = SurveyTyping.objects.filter(survey=typing.survey, code=typing.code, is_counted=True)
    return theirs.select_related("typed_by", "place").first()


def waiting_of_survey(survey: Survey) -> list[SurveyTyping]:
    """Second typings somebody has to decide about."""
    return list(survey.typings.filter(is_counted=False, decided_at=None).order_by("typed_at"))


def survey_sitting(person: Person, survey: Survey, at: datetime) -> Sitting:
    """What this person typed since they sat down."""
    theirs = survey.typings.filter(typed_by=person).exclude(is_counted=False, decided_at__isnull=False)
    moments = [
        each.timestamp() for each in theirs.order_by("-pk").values_list("typed_at", flat=True)[:MOST_IN_A_SITTING]
    ]
    count = sitting([at.timestamp(), *moments], SITTING) - 1
    return Sitting(count, list(theirs.order_by("-pk")[: min(count, LAST_SHOWN)]) if count else [])
