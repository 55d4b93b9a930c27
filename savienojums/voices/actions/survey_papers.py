"""Printed questionnaires: a batch is made to be printed, or dropped before anything was typed from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.lines import line
from savienojums.voices.actions.sheets import MOST_SHEETS, TooMany, TypedFrom
from savienojums.voices.models import SurveyBatch
from savienojums.voices.models.paper import make_sheet_code
from savienojums.voices.rules import survey_papers as rules

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Survey


class NoQuestions(Refused):
    """A questionnaire asks something."""

    sentence = gettext_lazy("This survey has no questions yet. Write them first.")


class Printing(TypedDict, total=False):
    """In which language, where the papers go, where and by when they come back."""

    language: str
    note: str
    returns_to: str
    returns_by: date | None


@transaction.atomic
def make_survey_papers(
    *, by: Person, survey: Survey, count: int, at: datetime, **printing: Unpack[Printing]
) -> SurveyBatch:  # fmt: skip
    """A batch of questionnaires, each with a code of its own."""
    allow(rules.may_make_survey_papers, by, survey)
    if not survey.questions.exists():
        raise NoQuestions
    if not 1 <= count <= MOST_SHEETS:
        raise TooMany(_("Print between 1 and %(most)s sheets at a time.") % {"most": MOST_SHEETS})
    taken = {code for codes in survey.batches.values_list("codes", flat=True) for code in codes}
    codes: list[str] = []
    while len(codes) < count:
        code = make_sheet_code()
        if code not in taken:
            taken.add(code)
            codes.append(code)
    batch = SurveyBatch.objects.create(survey=survey, codes=codes, made_by=by, made_at=at, **printing)
    line("voices.survey_papers_made", survey, by=by, at=at, count=count)
    return batch


@transaction.atomic
def drop_survey_papers(*, by: Person, batch: SurveyBatch, at: datetime) -> None:
    """Papers that were made by mistake; their codes are unknown from now on."""
    allow(rules.may_drop_survey_papers, by, batch)
    if batch.survey.typings.filter(code__in=batch.codes).exists():
        raise TypedFrom
    count = len(batch.codes)
    batch.delete()
    line("voices.survey_papers_dropped", batch.survey, by=by, at=at, count=count)
