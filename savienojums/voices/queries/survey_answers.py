"""A person's own sheet, one sheet as the desk sees it, and who may read results when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from savienojums.core.refusal import NotFound
from savienojums.voices.keys import key_of_person, key_of_token
from savienojums.voices.kinds import QuestionKind, ResultsShown, Standing
from savienojums.voices.models import SurveyAnswer, SurveySheet
from savienojums.voices.rules.hosting import runs

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Survey


@dataclass(frozen=True, slots=True)
class Tellable:
    """What may be told of one sheet to those who run the survey."""

    place: bool
    age: bool


def own_key(person: Person | None, token: str, survey: Survey) -> str:
    """The key of whoever answers: of the account, else of the browser; empty where neither is known.

    Somebody who signs in on a computer of many never meets what others answered there without an account.
    """
    if person:
        return key_of_person(person.public_id, survey.public_id)
    return key_of_token(token, survey.public_id) if token else ""


def own_sheet(person: Person | None, token: str, survey: Survey) -> SurveySheet | None:
    """The sheet this account or browser has sent."""
    key = own_key(person, token, survey)
    if not key:
        return None
    return SurveySheet.objects.filter(survey=survey, key=key).select_related("place").first()


def values_of(sheet: SurveySheet) -> dict[str, Any]:
    """What it answers, by the public id of the question."""
    return dict(sheet.answers.values_list("question__public_id", "value"))


def may_read_results(person: Person | None, survey: Survey, *, has_answered: bool, at: datetime) -> bool:
    """Whether this reader may see results now: always those who run it, others as was said beforehand."""
    if runs(person, survey):
        return True
    standing = survey.standing(at)
    if survey.is_draft or standing == Standing.COMING:
        return False
    if standing == Standing.CLOSED or survey.results_shown == ResultsShown.LIVE:
        return True
    return survey.results_shown == ResultsShown.AFTER_ANSWERING and has_answered


def sheet_named(survey: Survey, code: str) -> SurveySheet:
    """One sheet of the survey by its code."""
    found = survey.sheets.select_related("place", "typed_by").filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def words_answered(survey: Survey, public_id: str) -> SurveyAnswer:
    """One answer in own words: by the sheet's code and the question's id, `code.question`."""
    code, _dot, question = public_id.partition(".")
    found = (
        SurveyAnswer.objects.filter(sheet__survey=survey, sheet__code=code, question__public_id=question)
        .filter(question__kind=QuestionKind.TEXT)
        .select_related("sheet__survey__organisation")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def answers_of(sheet: SurveySheet) -> list[SurveyAnswer]:
    """What it answers, in the order of the questions."""
    return list(sheet.answers.select_related("question").order_by("question__position", "question__pk"))


def tellable_of(survey: Survey) -> dict[int, Tellable]:
    """By sheet, whether its place and its age may be told: only where enough counted sheets share them; one question."""
    rows = list(survey.sheets.values_list("pk", "aside_at", "place_id", "age_band"))
    smallest = survey.smallest_group
    places = Counter(place for _pk, aside, place, _age in rows if aside is None)
    # An age is told together with its place, so both have to be shared.
    pairs = Counter((place, age) for _pk, aside, place, age in rows if aside is None)
    ages = Counter(
        age for _pk, aside, place, age in rows if aside is None and place is not None and places[place] < smallest
    )
    found = {}
    for pk, _aside, place, age in rows:
        told = place is not None and places[place] >= smallest
        sharing = pairs[place, age] if told or place is None else ages[age]
        found[pk] = Tellable(place=told, age=sharing >= smallest)
    return found
