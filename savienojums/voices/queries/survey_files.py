"""All sheets of a survey with their answers, for files; a number of questions that does not grow with the sheets."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from savienojums.core.words import sort_key
from savienojums.voices.models import AnswerTheme, SurveyAnswer
from savienojums.voices.queries.survey_answers import Tellable, tellable_of
from savienojums.voices.queries.survey_themes import themes_by_answer

if TYPE_CHECKING:
    from savienojums.voices.models import Survey, SurveyQuestion, SurveySheet


@dataclass(slots=True)
class SurveyTable:
    """What a file is made of."""

    survey: Survey
    questions: list[SurveyQuestion]
    sheets: list[SurveySheet]
    # By sheet and question: the key of the answer and its value.
    answers: dict[int, dict[int, tuple[int, Any]]]
    # By question: its themes; by answer and theme: how many coders found it there.
    themes: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    marks: dict[tuple[int, int], int] = field(default_factory=dict)
    # By sheet: whether its place and age may be told.
    tellable: dict[int, Tellable] = field(default_factory=dict)


def survey_table(survey: Survey) -> SurveyTable:
    """Everything that was sent, with what was set aside."""
    answers: dict[int, dict[int, tuple[int, Any]]] = defaultdict(dict)
    rows = SurveyAnswer.objects.filter(sheet__survey=survey).values_list("pk", "sheet_id", "question_id", "value")
    for pk, sheet, question, value in rows.order_by("pk"):
        answers[sheet][question] = (pk, value)
    themes: dict[int, list[tuple[int, str]]] = defaultdict(list)
    named = AnswerTheme.objects.filter(question__survey=survey).values_list("question_id", "pk", "name")
    for question, pk, name in sorted(named, key=lambda row: (sort_key(row[2]), row[1])):
        themes[question].append((pk, name))
    sheets = list(survey.sheets.select_related("place").order_by("sent_at", "pk"))
    return SurveyTable(
        survey, list(survey.questions.all()), sheets, dict(answers), dict(themes), themes_by_answer(survey),
        tellable_of(survey),
    )  # fmt: skip
