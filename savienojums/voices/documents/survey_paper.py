"""What the typesetter is told of printed questionnaires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from savienojums.core.records import Translated
from savienojums.voices.documents.sheets import common_labels, heading_of, house, self_of, square
from savienojums.voices.kinds import QuestionKind
from savienojums.voices.queries.surveys import facts_of
from savienojums.voices.typed import in_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.voices.models import SurveyBatch, SurveyQuestion

# A scale with more steps is written as a number.
LONGEST_SCALE = 11
TEXT_LINES = 3


def questionnaire(batch: SurveyBatch, questions: Sequence[SurveyQuestion]) -> dict[str, Any]:
    """The content of a batch for its template: the questions once, and the code of each paper."""
    survey = batch.survey
    typing = settings.SITE_URL + reverse("survey_typing", args=[survey.slug])
    return {
        **house(),
        **heading_of(survey, batch),
        "kind": pgettext("paper", "Questionnaire"),
        "title": str(survey.title),
        "how": _("You may leave out any question."),
        "questions": [_told(each, number) for number, each in enumerate(questions, 1)],
        "self": self_of(survey),
        "sheets": [
            {"code": in_parts(code), "picture": square(f"{typing}?{urlencode({'code': code})}")} for code in batch.codes
        ],
        "labels": {**common_labels(), "other": _("Something else:")},
    }


def _told(question: SurveyQuestion, number: int) -> dict[str, Any]:
    facts = facts_of(question)
    least, most = facts.ends
    is_scale = question.kind == QuestionKind.SCALE and most - least < LONGEST_SCALE
    return {
        "number": f"{number}.",
        "text": str(question.text),
        "note": str(question.note),
        "how": _how(question),
        "kind": question.kind,
        "choices": [str(Translated(each["text"])) for each in question.choices],
        "other": question.has_other and question.kind in {QuestionKind.CHOICE, QuestionKind.SEVERAL},
        "steps": [str(step) for step in range(least, most + 1)] if is_scale else [],
        "ends": [str(question.least_words), str(question.most_words)],
        "unit": str(question.most_words) if question.kind == QuestionKind.NUMBER else "",
        "lines": TEXT_LINES if question.kind == QuestionKind.TEXT else 1,
    }


def _how(question: SurveyQuestion) -> str:
    """How it is answered with a pen."""
    if question.kind == QuestionKind.SEVERAL:
        if question.most:
            return _("Tick up to %(most)s boxes.") % {"most": question.most}
        return _("Tick all that fit.")
    return {
        QuestionKind.CHOICE: _("Tick one box."),
        QuestionKind.SCALE: _("Circle one number."),
        QuestionKind.RANKING: _("Write 1 beside the most important, then 2, 3 … as far as you like."),
        QuestionKind.NUMBER: _("Write a number."),
        QuestionKind.TEXT: "",
        QuestionKind.PLACE: _("Write which place it is: its name, its parish, what stands there."),
    }.get(QuestionKind(question.kind), "")
