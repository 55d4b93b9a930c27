"""How often each theme was found in open answers, for results and files."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from savienojums.core.words import sort_key
from savienojums.voices.agreement import counts_for
from savienojums.voices.models import ThemeMark

if TYPE_CHECKING:
    from savienojums.voices.models import Survey


def themes_by_question(survey: Survey, *, smallest: int) -> dict[int, list[tuple[str, int]]]:
    """For each question its themes with the number of answers about them, the most frequent first; one question.

    An answer is about a theme if at least half of those who coded it say so; themes of fewer answers than `smallest`
    are left out.
    """
    rows = ThemeMark.objects.filter(answer__sheet__survey=survey, answer__sheet__aside_at=None)
    coders: dict[int, set[int]] = defaultdict(set)
    said: dict[tuple[int, str], dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    columns = ("answer_id", "answer__question_id", "theme__name", "by_id")
    for answer, question, theme, coder in rows.values_list(*columns):
        coders[answer].add(coder)
        if theme is not None:
            said[question, theme][answer].add(coder)
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for (question, theme), answers in said.items():
        count = sum(1 for answer, by in answers.items() if counts_for(len(by), len(coders[answer])))
        if count >= smallest:
            found[question].append((theme, count))
    return {question: sorted(themes, key=lambda row: (-row[1], sort_key(row[0]))) for question, themes in found.items()}


def themes_by_answer(survey: Survey) -> dict[tuple[int, int], int]:
    """For each answer and theme how many coders found it there; one question."""
    rows = ThemeMark.objects.filter(answer__sheet__survey=survey, theme__isnull=False)
    found: dict[tuple[int, int], int] = defaultdict(int)
    for answer, theme in rows.values_list("answer_id", "theme_id"):
        found[answer, int(theme or 0)] += 1
    return dict(found)
