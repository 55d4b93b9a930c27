"""Answers to an event's own questions: read in words, and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from savienojums.events.kinds import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from savienojums.events.questions import Question

YES, NO = "yes", "no"
LONGEST_ANSWER = 500


@dataclass(frozen=True, slots=True)
class Counted:
    """How often each answer to a question was given, and how many gave none."""

    question: Question
    # What is kept, what is read, how often.
    answers: tuple[tuple[str, str, int], ...]
    silent: int


def said(question: Question, answers: Mapping[str, Any]) -> str:
    """The answer in words; nothing where there is none."""
    value = str(answers.get(question.key) or "")
    if question.kind == QuestionKind.YES:
        return {YES: _("yes"), NO: _("no")}.get(value, "")
    return value


def counted(question: Question, given: Iterable[Mapping[str, Any]]) -> Counted:
    """How often each answer was given: choices in their own order, words by how many say them."""
    answers = [str(each.get(question.key) or "").strip() for each in given]
    found = Counter(answer for answer in answers if answer)
    order = sorted(found, key=lambda word: (-found[word], word))
    if question.kind == QuestionKind.CHOICE:
        known = list(question.choices)
        order = [*known, *(word for word in order if word not in known)]
    rows = tuple((word, said(question, {question.key: word}), found[word]) for word in order if found[word])
    return Counted(question, rows, len(answers) - found.total())
