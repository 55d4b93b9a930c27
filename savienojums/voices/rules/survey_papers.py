"""Who prints questionnaires of a survey and types them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.rules.hosting import runs

if TYPE_CHECKING:
    from savienojums.voices.models import Survey, SurveyBatch, SurveyTyping
    from savienojums.voices.rules.hosting import By


def may_make_survey_papers(by: By, survey: Survey) -> bool:
    """Who runs the survey."""
    return runs(by, survey)


def may_drop_survey_papers(by: By, batch: SurveyBatch) -> bool:
    """Who runs its survey."""
    return runs(by, batch.survey)


def may_add_survey_paper(by: By, batch: SurveyBatch) -> bool:
    """Who runs its survey."""
    return runs(by, batch.survey)


def may_type_survey_sheet(by: By, survey: Survey) -> bool:
    """Who runs the survey."""
    return runs(by, survey)


def may_choose_survey_typing(by: By, typing: SurveyTyping) -> bool:
    """Who runs its survey."""
    return runs(by, typing.survey)


may_refuse_survey_typing = may_choose_survey_typing
may_take_back_survey_typing = may_choose_survey_typing
may_move_survey_typing = may_choose_survey_typing
