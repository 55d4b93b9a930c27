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
    codes = _new_codes(survey, count)
    batch = SurveyBatch.objects.create(survey=survey, codes=codes, made_by=by, made_at=at, **printing)
    line("voices.survey_papers_made", survey, by=by, at=at, count=count)
    return batch


@transaction.atomic
def add_survey_paper(*, by: Person, batch: SurveyBatch, at: datetime) -> str:
    """One more code, for a paper of this batch whose own nobody can read."""
    allow(rules.may_add_survey_paper, by, batch)
    held = SurveyBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    (code,) = _new_codes(batch.survey, 1)
    held.codes = [*held.codes, code]
    held.save(update_fields=["codes"])
    line("voices.survey_paper_added", batch.survey, by=by, at=at)
    return code


@transaction.atomic
def drop_survey_papers(*, by: Person, batch: SurveyBatch, at: datetime) -> None:
    """Papers that were made by mistake; their codes are unknown from now on."""
    allow(rules.may_drop_survey_papers, by, batch)
    if batch.survey.typings.filter(code__in=batch.codes).exists():
        raise TypedFrom
    count = len(batch.codes)
    batch.delete()
    line("voices.survey_papers_dropped", batch.survey, by=by, at=at, count=count)


def _new_codes(survey: Survey, count: int) -> list[str]:
    """So many codes no paper of this survey has."""
    taken = {code for codes in survey.batches.values_list("codes", flat=True) for code in codes}
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(make_sheet_code())
        codes -= taken
    return sorted(codes)
