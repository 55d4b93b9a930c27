"""Adding, changing, moving, copying and removing questions of a survey; what was answered keeps its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from savienojums.core.records import in_languages
from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.lines import line
from savienojums.voices.kinds import QuestionKind
from savienojums.voices.models import Survey, SurveyQuestion
from savienojums.voices.rules import surveys as rules
from savienojums.voices.survey_templates import QUESTIONS
from savienojums.voices.survey_values import LONGEST_SCALE, keys_of, next_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person

MOST_QUESTIONS = 60
MOST_CHOICES = 40
WITH_CHOICES = frozenset({QuestionKind.CHOICE, QuestionKind.SEVERAL, QuestionKind.RANKING})
DETAILS = (
    "kind", "section", "text", "note", "has_other", "is_required", "least", "most", "least_words", "most_words",
)  # fmt: skip


class TooManyQuestions(Refused):
    """Nobody answers so many."""

    sentence = _("A survey has at most 60 questions; with more than 15 many people stop on the way.")


class FewChoices(Refused):
    """There is nothing to choose between."""

    sentence = _("Write at least two choices, each on its own line.")


class TooManyChoices(Refused):
    """Nobody reads so many."""

    sentence = _("A question has at most 40 choices.")


class SameChoice(Refused):
    """Two choices in the same words."""

    sentence = _("Two choices are the same. Change or remove one of them.")


class LimitsCrossed(Refused):
    """The ends of a scale or the limits of a number."""

    sentence = _("The greatest number has to be greater than the least.")


class ScaleTooLong(Refused):
    """A scale that does not fit into a row."""

    sentence = _("A scale has at most 11 steps, for example from 0 to 10.")


class KindAnswered(Refused):
    """The answers would be of another kind than the question."""

    sentence = _(
        "People have answered this question, so its kind stays. Copy the question and change the copy, or make a new survey."
    )


class LimitsAnswered(Refused):
    """A 3 of 5 is no 3 of 10."""

    sentence = _("People have answered on this scale, so its ends stay: a 3 of 5 is not a 3 of 10.")


class ChoiceAnswered(Refused):
    """What was chosen cannot go."""

    sentence = _(
        "People have answered this question, so its choices stay. They may be reworded line by line, and new ones added at the end."
    )


class QuestionAnswered(Refused):
    """Removing it would take the answers along."""

    sentence = _(
        "People have answered this question, so it stays. A question that has been answered cannot be removed."
    )


@transaction.atomic
def add_survey_question(*, by: Person, survey: Survey, details: Mapping[str, Any], at: datetime) -> SurveyQuestion:
    """Ask one more thing, at the end."""
    allow(rules.may_add_survey_question, by, survey)
    held = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if held.questions.count() >= MOST_QUESTIONS:
        raise TooManyQuestions
    last = held.questions.aggregate(last=Max("position"))["last"]
    question = SurveyQuestion(survey=held, position=0 if last is None else last + 1)
    _take(question, details)
    question.choices = _choices([], details.get("choices", ()), answered=False)
    _insist_sound(question)
    question.save()
    line("voices.survey_question_added", held, by=by, at=at, question=question.public_id)
    return question


@transaction.atomic
def change_survey_question(
    *, by: Person, question: SurveyQuestion, details: Mapping[str, Any], at: datetime
) -> SurveyQuestion:
    """Change a question; once it was answered its kind, its scale and the keys of its choices stay."""
    allow(rules.may_change_survey_question, by, question.survey)
    Survey.objects.select_for_update(of=("self",)).get(pk=question.survey_id)
    current = SurveyQuestion.objects.get(pk=question.pk)
    answered = current.answers.exists()
    before = (current.kind, current.least, current.most)
    _take(current, details)
    if answered:
        _insist_same(current, before)
    if "choices" in details:
        current.choices = _choices(current.choices, details["choices"], answered=answered)
    _insist_sound(current)
    current.save()
    line("voices.survey_question_changed", current.survey, by=by, at=at, question=current.public_id)
    return current


@transaction.atomic
def move_survey_question(*, by: Person, question: SurveyQuestion, earlier: bool, at: datetime) -> None:
    """Put a question one place earlier or later."""
    survey = question.survey
    allow(rules.may_move_survey_question, by, survey)
    Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    rows = list(survey.questions.all())
    here = next(place for place, row in enumerate(rows) if row.pk == question.pk)
    there = here - 1 if earlier else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for place, row in enumerate(rows):
        row.position = place
    SurveyQuestion.objects.bulk_update(rows, ["position"])
    line("voices.survey_question_moved", survey, by=by, at=at, question=question.public_id, to=there)


@transaction.atomic
def copy_survey_question(*, by: Person, question: SurveyQuestion, at: datetime) -> SurveyQuestion:
    """The same question once more, right after it."""
    survey = question.survey
    allow(rules.may_copy_survey_question, by, survey)
    Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    rows = list(survey.questions.all())
    if len(rows) >= MOST_QUESTIONS:
        raise TooManyQuestions
    here = next(place for place, row in enumerate(rows) if row.pk == question.pk)
    made = SurveyQuestion.objects.get(pk=question.pk)
    made.pk, made.public_id, made.section = None, SurveyQuestion().public_id, in_languages("")
    made.save()
    rows.insert(here + 1, made)
    for place, row in enumerate(rows):
        row.position = place
    SurveyQuestion.objects.bulk_update(rows, ["position"])
    line("voices.survey_question_added", survey, by=by, at=at, question=made.public_id, of=question.public_id)
    return made


@transaction.atomic
def remove_survey_question(*, by: Person, question: SurveyQuestion, at: datetime) -> None:
    """Ask it no more; what was answered cannot be lost."""
    allow(rules.may_remove_survey_question, by, question.survey)
    Survey.objects.select_for_update(of=("self",)).get(pk=question.survey_id)
    if question.answers.exists():
        raise QuestionAnswered
    line("voices.survey_question_removed", question.survey, by=by, at=at, question=question.public_id)
    question.delete()


def _take(question: SurveyQuestion, details: Mapping[str, Any]) -> None:
    for name in DETAILS:
        if name in details:
            value = details[name]
            setattr(question, name, in_languages(value) if isinstance(value, dict) else value)


def _choices(
    former: Sequence[Mapping[str, Any]], wanted: Sequence[Mapping[str, str]], *, answered: bool
) -> list[dict[str, Any]]:
    """Choices as they are kept: the same words keep their key, after answers the same line does.

    A choice that is given no word in a language keeps none; its key is never given to another one.
    """
    texts = [dict(in_languages(dict(each))) for each in wanted]
    if len(texts) > MOST_CHOICES:
        raise TooManyChoices
    first = [next(iter(each.values()), "").casefold() for each in texts]
    if len(set(first)) != len(first):
        raise SameChoice
    if answered and len(texts) < len(former):
        raise ChoiceAnswered
    taken = list(keys_of(former))
    by_words = {words: each["key"] for each in former for words in each["text"].values()}
    kept: list[dict[str, Any]] = []
    for place, text in enumerate(texts):
        key = former[place]["key"] if answered and place < len(former) else _known(by_words, text, kept)
        if key is None:
            key = next_key(taken)
            taken.append(key)
        kept.append({"key": key, "text": text})
    return kept


def _known(by_words: Mapping[str, str], text: Mapping[str, str], kept: Sequence[Mapping[str, Any]]) -> str | None:
    used = {each["key"] for each in kept}
    return next((by_words[words] for words in text.values() if words in by_words and by_words[words] not in used), None)


def _insist_same(current: SurveyQuestion, before: tuple[str, int | None, int | None]) -> None:
    kind, least, most = before
    if current.kind != kind:
        raise KindAnswered
    if kind == QuestionKind.SCALE and (current.least, current.most) != (least, most):
        raise LimitsAnswered


def _insist_sound(question: SurveyQuestion) -> None:
    """What belongs to another kind is dropped; what its own kind needs is there."""
    if question.kind in WITH_CHOICES:
        if len(question.choices) < 2:
            raise FewChoices
    else:
        question.choices = []
    question.has_other = question.has_other and question.kind in {QuestionKind.CHOICE, QuestionKind.SEVERAL}
    if question.kind == QuestionKind.SCALE:
        question.least = 1 if question.least is None else question.least
        question.most = 5 if question.most is None else question.most
        if question.most - question.least >= LONGEST_SCALE:
            raise ScaleTooLong
    elif question.kind == QuestionKind.SEVERAL:
        question.least = None
        if question.most is not None and question.most < 1:
            question.most = None
    elif question.kind != QuestionKind.NUMBER:
        question.least = question.most = None
    if question.least is not None and question.most is not None and question.most <= question.least:
        raise LimitsCrossed
    if question.kind not in {QuestionKind.SCALE, QuestionKind.NUMBER}:
        question.least_words = question.most_words = in_languages("")


@transaction.atomic
def begin_survey(*, by: Person, survey: Survey, start: str, at: datetime) -> None:
    """Put ready questions into an empty survey; all of them may be changed."""
    allow(rules.may_begin_survey, by, survey)
    for details in QUESTIONS[start]:
        add_survey_question(by=by, survey=survey, details=details, at=at)
    line("voices.survey_begun", survey, by=by, at=at, start=start)
