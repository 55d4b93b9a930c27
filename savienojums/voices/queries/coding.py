"""Open answers of a survey, what they are about, question by question."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from savienojums.core.refusal import NotFound
from savienojums.core.words import sort_key
from savienojums.voices.agreement import counts_for
from savienojums.voices.kinds import QuestionKind
from savienojums.voices.models import AnswerTheme, SurveyAnswer, SurveyQuestion, ThemeMark

if TYPE_CHECKING:
    from django.db import models

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Survey

MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """A question in people's own words, and how far it is coded."""

    question: SurveyQuestion
    answers: int
    mine: int
    coders: int
    themes: int

    @property
    def left(self) -> int:
        """How many answers one has not read."""
        return max(0, self.answers - self.mine)


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer before its coder; others' marks are not told."""

    answer: SurveyAnswer
    text: str
    place: int
    total: int
    done: int
    is_read: bool
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme with how many answers are about it, and some of them."""

    theme: AnswerTheme
    count: int
    percent: int
    examples: tuple[str, ...]


def open_questions(survey: Survey, person: Person) -> list[Progress]:
    """The questions that were answered in people's own words; four questions."""
    questions = list(survey.questions.filter(kind=QuestionKind.TEXT).annotate(theme_count=Count("themes")))
    answers = _counted(SurveyAnswer.objects.filter(question__in=questions, sheet__aside_at=None), "question", "pk")
    marks = ThemeMark.objects.filter(answer__question__in=questions, answer__sheet__aside_at=None)
    mine = _counted(marks.filter(by=person), "answer__question", "answer")
    coders = _counted(marks, "answer__question", "by")
    return [
        Progress(each, answers.get(each.pk, 0), mine.get(each.pk, 0), coders.get(each.pk, 0), each.theme_count)
        for each in questions
    ]


def open_question(survey: Survey, public_id: str) -> SurveyQuestion:
    """One of its questions in people's own words."""
    found = survey.questions.filter(public_id=public_id, kind=QuestionKind.TEXT).first()
    if found is None:
        raise NotFound
    found.survey = survey
    return found


def reading(question: SurveyQuestion, person: Person, code: str = "") -> Reading | None:
    """The answer of this sheet, or the first that this coder has not read; None if there is none; three questions."""
    order = list(_answers(question).order_by("pk").values_list("pk", "sheet__code"))
    read = set(
        ThemeMark.objects.filter(by=person, answer__question=question, answer__sheet__aside_at=None).values_list(
            "answer_id", flat=True
        )
    )
    at = next((place for place, (pk, each) in enumerate(order) if (each == code if code else pk not in read)), None)
    if at is None:
        if code:
            raise NotFound
        return None
    answer = SurveyAnswer.objects.get(pk=order[at][0])
    answer.question = question
    return Reading(
        answer=answer,
        text=str(answer.value),
        place=at + 1,
        total=len(order),
        done=len(read),
        is_read=answer.pk in read,
        earlier=order[at - 1][1] if at else "",
        later=order[at + 1][1] if at + 1 < len(order) else "",
    )


def own_themes(answer: SurveyAnswer, person: Person) -> set[int]:
    """What this coder has said of it, as keys of themes."""
    return {pk for pk in answer.marks.filter(by=person).values_list("theme_id", flat=True) if pk}


def themes_to_choose(question: SurveyQuestion) -> list[AnswerTheme]:
    """All its themes in the order they were made, so that a digit stays with its theme while one codes."""
    return list(question.themes.order_by("created_at", "pk"))


def theme_of(question: SurveyQuestion, public_id: str) -> AnswerTheme:
    """One theme of the question."""
    found = question.themes.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    found.question = question
    return found


def own_counts(question: SurveyQuestion, person: Person) -> dict[int, int]:
    """How many answers this coder has given each theme to: all one is told before everybody is done."""
    marks = ThemeMark.objects.filter(by=person, theme__question=question, answer__sheet__aside_at=None)
    return _counted(marks, "theme", "answer")


def marks_of(theme: AnswerTheme) -> int:
    """How many marks it has, of all coders."""
    return theme.marks.count()


def themes_of(question: SurveyQuestion) -> list[ThemeLine]:
    """Its themes with their answers, the most frequent first; an answer counts if at least half of its coders say so.

    Examples are people's own words: they are for organisers, who choose what is published. Three questions.
    """
    themes = list(question.themes.all())
    found = coded(question)
    said, texts = found.said, found.texts
    lines = []
    for theme in themes:
        about = [
            answer for answer, by in said.items() if counts_for(sum(theme.pk in said for said in by.values()), len(by))
        ]
        examples = tuple(texts[answer][1] for answer in sorted(about, key=lambda pk: len(texts[pk][1]))[:MOST_EXAMPLES])
        lines.append(ThemeLine(theme, len(about), round(100 * len(about) / max(1, len(said))), examples))
    return sorted(lines, key=lambda each: (-each.count, sort_key(each.theme.name)))


@dataclass(frozen=True, slots=True)
class Coded:
    """All answers of a question in order (key: code of the sheet, text), and by answer what each coder said."""

    texts: dict[int, tuple[str, str]]
    said: dict[int, dict[int, set[int]]]


def coded(question: SurveyQuestion) -> Coded:
    """What there is and what was said of it; two questions."""
    rows = _answers(question).order_by("pk").values_list("pk", "sheet__code", "value")
    said: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    marks = ThemeMark.objects.filter(answer__question=question, answer__sheet__aside_at=None)
    for answer, coder, theme in marks.values_list("answer_id", "by_id", "theme_id"):
        said[answer][coder] |= {theme} if theme else set()
    return Coded({pk: (code, str(value)) for pk, code, value in rows}, said)


def _answers(question: SurveyQuestion) -> models.QuerySet[SurveyAnswer]:
    return SurveyAnswer.objects.filter(question=question, sheet__aside_at=None)


def _counted(rows: models.QuerySet[Any], by: str, what: str) -> dict[int, int]:
    return dict(rows.order_by().values(by).annotate(number=Count(what, distinct=True)).values_list(by, "number"))
