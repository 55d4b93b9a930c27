"""Who may send a sheet of a survey, set it aside, read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.kinds import Way
from savienojums.voices.rules.hosting import runs

if TYPE_CHECKING:
    from savienojums.voices.models import Survey, SurveyAnswer
    from savienojums.voices.rules.hosting import By


def may_send_survey_sheet(by: By, survey: Survey, way: str) -> bool:
    """Anyone on the web, with or without an account; what was filled in on paper or told, those who run the survey."""
    return not survey.is_draft if way == Way.WEB else runs(by, survey)


def may_set_survey_sheets_aside(by: By, survey: Survey) -> bool:
    """Those who run the survey."""
    return runs(by, survey)


def may_count_survey_sheets_again(by: By, survey: Survey) -> bool:
    """Those who run the survey."""
    return runs(by, survey)


def may_release_survey_answer(by: By, answer: SurveyAnswer) -> bool:
    """Those who run the survey."""
    return runs(by, answer.sheet.survey)
