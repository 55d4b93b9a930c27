"""What open answers of a survey are about: several coders mark each for themselves, themes are shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.core.words import fold
from savienojums.voices.actions.lines import line
from savienojums.voices.kinds import QuestionKind
from savienojums.voices.models import AnswerTheme, ThemeMark
from savienojums.voices.rules import coding as rules
from savienojums.voices.wording import tidied

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import SurveyAnswer, SurveyQuestion

LONGEST_NAME, LONGEST_NOTE = 80, 300
MOST_THEMES = 100


class NotInOwnWords(Refused):
    """Only answers in people's own words have themes."""

    sentence = gettext_lazy("Only answers in people's own words are coded by themes.")


class ThemeOfAnotherQuestion(Refused):
    """Each question has its own themes."""

    sentence = gettext_lazy("This theme belongs to another question. Load the page anew and mark it again.")


class NoName(Refused):
    """A theme is a word."""

    sentence = gettext_lazy("Give the theme a name: a word or a few.")


class SameName(Refused):
    """Two themes of one name could not be told apart."""

    sentence = gettext_lazy("There is a theme of this name already. Merge the two instead.")


class TooManyThemes(Refused):
    """With a hundred themes nobody codes alike."""

    sentence = gettext_lazy("A question can have up to a hundred themes. Merge some of them first.")


class IntoItself(Refused):
    """A theme cannot be merged into itself."""

    sentence = gettext_lazy("Choose another theme to merge this one into.")


@transaction.atomic
def mark_answer(
    *, by: Person, answer: SurveyAnswer, themes: Sequence[AnswerTheme], new_themes: Sequence[str] = (), at: datetime
) -> None:
    """Say what an answer is about, in the place of whatever one had said of it; nothing means: read, about none."""
    allow(rules.may_mark_answer, by, answer)
    if answer.question.kind != QuestionKind.TEXT:
        raise NotInOwnWords
    if any(theme.question_id != answer.question_id for theme in themes):
        raise ThemeOfAnotherQuestion
    chosen = {theme.pk: theme for theme in [*themes, *_themes_named(answer.question, new_themes, by)]}
    answer.marks.filter(by=by).delete()
    wanted: list[AnswerTheme | None] = [*chosen.values()] or [None]
    ThemeMark.objects.bulk_create([ThemeMark(answer=answer, theme=theme, by=by, marked_at=at) for theme in wanted])
    survey = answer.question.survey
    line("voices.answer_marked", survey, by=by, at=at, question=answer.question.public_id, themes=len(chosen))


@transaction.atomic
def add_theme(*, by: Person, question: SurveyQuestion, name: str, note: str = "", at: datetime) -> AnswerTheme:
    """A theme of that name: the one there is, in whatever letters it is written, or a new one."""
    allow(rules.may_add_theme, by, question)
    if question.kind != QuestionKind.TEXT:
        raise NotInOwnWords
    if not tidied(name):
        raise NoName
    theme = _themes_named(question, [name], by)[0]
    if tidied(note) and not theme.note:
        theme.note = tidied(note)[:LONGEST_NOTE]
        theme.save(update_fields=["note"])
    line("voices.theme_added", question.survey, by=by, at=at, question=question.public_id)
    return theme


@transaction.atomic
def change_theme(*, by: Person, theme: AnswerTheme, name: str, note: str, at: datetime) -> None:
    """Call a theme otherwise, or say better what belongs to it; marks stay."""
    allow(rules.may_change_theme, by, theme)
    name = tidied(name)[:LONGEST_NAME]
    if not name:
        raise NoName
    others = theme.question.themes.exclude(pk=theme.pk).values_list("name", flat=True)
    if fold(name) in {fold(other) for other in others}:
        raise SameName
    theme.name, theme.note = name, tidied(note)[:LONGEST_NOTE]
    theme.save(update_fields=["name", "note"])
    line("voices.theme_changed", theme.question.survey, by=by, at=at, theme=theme.public_id)


@transaction.atomic
def merge_themes(*, by: Person, theme: AnswerTheme, into: AnswerTheme, at: datetime) -> int:
    """All answers of one theme get the other, coder by coder; the first is gone. How many marks it had."""
    allow(rules.may_merge_themes, by, theme, into)
    if theme.pk == into.pk:
        raise IntoItself
    marks = list(theme.marks.all())
    there = set(into.marks.values_list("answer_id", "by_id"))
    moved = [each.pk for each in marks if (each.answer_id, each.by_id) not in there]
    ThemeMark.objects.filter(pk__in=moved).update(theme=into)
    theme.marks.all().delete()
    theme.delete()
    line("voices.themes_merged", into.question.survey, by=by, at=at, into=into.public_id, marks=len(marks))
    return len(marks)


@transaction.atomic
def delete_theme(*, by: Person, theme: AnswerTheme, at: datetime) -> int:
    """Take a theme away with its marks; whoever marked nothing else has still read the answer. How many marks it had."""
    allow(rules.may_delete_theme, by, theme)
    marks = list(theme.marks.all())
    survey = theme.question.survey
    theme.marks.all().delete()
    answers = {each.answer_id for each in marks}
    left = set(ThemeMark.objects.filter(answer__in=answers).values_list("answer_id", "by_id"))
    bare = [each for each in marks if (each.answer_id, each.by_id) not in left]
    ThemeMark.objects.bulk_create(
        [ThemeMark(answer_id=each.answer_id, by_id=each.by_id, marked_at=each.marked_at) for each in bare]
    )
    theme.delete()
    line("voices.theme_deleted", survey, by=by, at=at, marks=len(marks))
    return len(marks)


def _themes_named(question: SurveyQuestion, names: Sequence[str], by: Person) -> list[AnswerTheme]:
    """The themes of these names; letters large or small, with their marks or without, make no other theme."""
    wanted: dict[str, str] = {}
    for name in (tidied(each)[:LONGEST_NAME].strip() for each in names):
        if name:
            wanted.setdefault(fold(name), name)
    if not wanted:
        return []
    known = {fold(theme.name): theme for theme in question.themes.all()}
    if len(known.keys() | wanted.keys()) > MOST_THEMES:
        raise TooManyThemes
    return [
        known.get(key) or AnswerTheme.objects.create(question=question, name=name, made_by=by)
        for key, name in wanted.items()
    ]
