"""Who may say what open answers are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.rules.hosting import runs

if TYPE_CHECKING:
    from savienojums.voices.models import AnswerTheme, SurveyAnswer, SurveyQuestion
    from savienojums.voices.rules.hosting import By


def may_mark_answer(by: By, answer: SurveyAnswer) -> bool:
    """Who runs the survey."""
    return runs(by, answer.question.survey)


def may_add_theme(by: By, question: SurveyQuestion) -> bool:
    """Who runs the survey."""
    return runs(by, question.survey)


def may_change_theme(by: By, theme: AnswerTheme) -> bool:
    """Who runs the survey."""
    return runs(by, theme.question.survey)


may_delete_theme = may_change_theme


def may_merge_themes(by: By, theme: AnswerTheme, into: AnswerTheme) -> bool:
    """Who runs the survey; only themes of one question."""
    return theme.question_id == into.question_id and runs(by, theme.question.survey)
