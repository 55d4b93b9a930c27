"""How far the coders of open answers agree, once they have read everything; their marks side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from django.db.models import Count

from savienojums.core.words import sort_key
from savienojums.voices.agreement import GOOD, TENTATIVE, alpha, kappa, masi, share_agreed
from savienojums.voices.models import SurveyAnswer, ThemeMark
from savienojums.voices.queries.coding import coded

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.voices.models import AnswerTheme, SurveyQuestion
    from savienojums.voices.queries.coding import Coded

MOST_DISAGREEMENTS = 200
# Alone one agrees with everybody.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """How far coders agree about one theme."""

    theme: AnswerTheme
    used: int
    percent: int | None
    alpha: float | None
    level: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An answer of which coders say different things, side by side."""

    code: str
    text: str
    said: tuple[tuple[str, tuple[str, ...]], ...]
    distance: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """What several coders who have read everything say together."""

    coders: tuple[str, ...]
    answers: int
    percent: int | None
    alpha: float | None
    kappa: float | None
    level: str
    themes: tuple[ThemeAgreement, ...]
    disagreements: tuple[Disagreement, ...]
    disagreed: int


def left_for(question: SurveyQuestion, person: Person) -> int:
    """How many answers this coder has still to read before seeing others' marks; 0 for whoever codes none."""
    mine = ThemeMark.objects.filter(by=person, answer__question=question, answer__sheet__aside_at=None)
    read = int(mine.aggregate(read=Count("answer", distinct=True))["read"])
    total = SurveyAnswer.objects.filter(question=question, sheet__aside_at=None).count()
    return total - read if read else 0


def agreement_of(question: SurveyQuestion) -> Agreement | None:
    """What those say together who have read every answer; None while fewer than two have; four questions."""
    found = coded(question)
    read = Counter(coder for by in found.said.values() for coder in by)
    done = sorted(coder for coder, count in read.items() if count == len(found.texts))
    if len(done) < FEWEST:
        return None
    names = _names(question)
    themes = sorted(question.themes.all(), key=lambda each: sort_key(each.name))
    units = [[frozenset(found.said[answer][coder]) for coder in done] for answer in found.texts]
    whole = alpha(units, masi)
    apart = _disagreements(found, done, names, {each.pk: each.name for each in themes})
    return Agreement(
        coders=tuple(names[coder] for coder in done),
        answers=len(units),
        percent=_percent(share_agreed(units)),
        alpha=whole,
        kappa=kappa([row[0] for row in units], [row[1] for row in units]) if len(done) == FEWEST else None,
        level=level_of(whole),
        themes=tuple(_about(theme, units) for theme in themes),
        disagreements=tuple(apart[:MOST_DISAGREEMENTS]),
        disagreed=len(apart),
    )


def level_of(value: float | None) -> str:
    """Good, tentative, low; or none where it says nothing."""
    if value is None:
        return "none"
    if value >= GOOD:
        return "good"
    return "tentative" if value >= TENTATIVE else "low"


def _about(theme: AnswerTheme, units: list[list[frozenset[int]]]) -> ThemeAgreement:
    told = [[theme.pk in marks for marks in unit] for unit in units]
    value = alpha(told)
    return ThemeAgreement(theme, sum(map(any, told)), _percent(share_agreed(told)), value, level_of(value))


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _disagreements(found: Coded, done: list[int], names: dict[int, str], themes: dict[int, str]) -> list[Disagreement]:
    """Answers that are told differently, those farthest apart first."""
    apart = []
    for answer, (code, text) in found.texts.items():
        marks = [frozenset(found.said[answer][coder]) for coder in done]
        distance = max(masi(one, other) for one, other in combinations(marks, 2))
        if distance:
            told = [tuple(sorted((themes[pk] for pk in each), key=sort_key)) for each in marks]
            said = tuple(zip((names[coder] for coder in done), told, strict=True))
            apart.append(Disagreement(code, text, said, distance))
    return sorted(apart, key=lambda each: -each.distance)


def _names(question: SurveyQuestion) -> dict[int, str]:
    rows = ThemeMark.objects.filter(answer__question=question).order_by("by").values_list("by", "by__name", "by__email")
    return {pk: name or email for pk, name, email in rows.distinct()}
