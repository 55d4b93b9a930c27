"""Sending a filled-in survey from the web, from paper or from what was told; once more from the same hand replaces it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.lines import line
from savienojums.voices.kinds import Standing, Way
from savienojums.voices.models import Survey, SurveyAnswer, SurveySheet
from savienojums.voices.queries.surveys import facts_of
from savienojums.voices.rules import survey_answers as rules
from savienojums.voices.survey_values import Problem, Value, answer_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any, Unpack

    from savienojums.accounts.models import Person
    from savienojums.core.said import Said
    from savienojums.network.models import Place
    from savienojums.voices.models import SurveyQuestion

# Boxes of paper are typed after the last day, too.
PAPER_LATE = timedelta(days=30)


class SurveyNotOpen(Refused):
    """Not open yet, or not any more."""


class NothingAnswered(Refused):
    """An empty sheet says nothing."""

    sentence = _("Nothing is answered yet. Answer at least one question, then send it.")


class AnswersWrong(Refused):
    """Some answers cannot be kept; `problems` says which, by the public id of the question."""

    sentence = _("Some answers cannot be kept as they are. Look at the questions that are marked.")

    def __init__(self, problems: Mapping[str, Said]) -> None:
        self.problems = dict(problems)
        super().__init__()


class About(TypedDict, total=False):
    """What is known of a sheet beside its answers; nothing of it says who somebody is."""

    language: str
    # The code printed on a sheet of paper.
    code: str
    has_account: bool
    source_key: str
    place: Place | None
    age_band: str


class Received(NamedTuple):
    """The sheet, and whether it replaced an earlier one of the same key."""

    sheet: SurveySheet
    replaced: bool


@transaction.atomic
def send_survey_sheet(
    *,
    by: Person | None,
    survey: Survey,
    key: str,
    way: str = Way.WEB,
    answers: Mapping[str, Any],
    at: datetime,
    **about: Unpack[About],
) -> Received:
    """Keep what one person answered; the same key again replaces all answers of the sheet.

    `answers` gives for public ids of questions what came in, as `survey_values.answer_of` reads it. Questions that are
    not named count as not answered. On the web all that is needed has to be there; a sheet of paper is kept as it is.
    """
    allow(rules.may_send_survey_sheet, by, survey, way)
    held = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    insist_open(held, way, at)
    values = _values(held, answers, needs_all=way == Way.WEB)
    sheet = SurveySheet.objects.filter(survey=held, key=key).first()
    replaced = sheet is not None
    if sheet is None:
        sheet = SurveySheet(survey=held, key=key, sent_at=at)
    else:
        sheet.changed_at = at
    for name, value in about.items():
        setattr(sheet, name, value)
    sheet.way = way
    # Who typed a sheet is known at the desk; who sent one on the web is known to nobody.
    sheet.typed_by = None if way == Way.WEB else by
    sheet.save()
    _replace(sheet, values)
    writer = None if way == Way.WEB else by
    line("voices.survey_sheet_sent", held, by=writer, at=at, way=str(way), replaced=replaced)
    return Received(sheet, replaced)


def insist_open(survey: Survey, way: str, at: datetime) -> None:
    """Refuse what comes before it opens or after it closed; paper may be typed for a month longer."""
    standing = survey.standing(at)
    if standing == Standing.OPEN:
        return
    if standing == Standing.CLOSED:
        closed = min(end for end in (survey.closed_at, survey.closes_at) if end)
        if way != Way.WEB and at < closed + PAPER_LATE:
            return
        raise SurveyNotOpen(_("This survey is closed; it takes no more answers."))
    if standing == Standing.COMING:
        raise SurveyNotOpen(_("This survey is not open yet. Please come back when it opens."))
    raise SurveyNotOpen(_("This survey is a draft. Publish it first."))


def _values(survey: Survey, answers: Mapping[str, Any], *, needs_all: bool) -> dict[SurveyQuestion, Value]:
    values: dict[SurveyQuestion, Value] = {}
    problems: dict[str, Said] = {}
    for question in survey.questions.all():
        facts = facts_of(question, needed=None if needs_all else False)
        found = answer_of(facts, answers.get(question.public_id))
        if isinstance(found, Problem):
            problems[question.public_id] = found.said
        elif found is not None:
            values[question] = found
    if problems:
        raise AnswersWrong(problems)
    if not values:
        raise NothingAnswered
    return values


def _replace(sheet: SurveySheet, values: Mapping[SurveyQuestion, Value]) -> None:
    """Answers that stay the same keep what was made of them: their themes, their release."""
    former = {each.question_id: each for each in sheet.answers.all()}
    kept = {question.pk for question, value in values.items() if _same(former.get(question.pk), value)}
    sheet.answers.exclude(question__in=kept).delete()
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(sheet=sheet, question=question, value=value)
        for question, value in values.items()
        if question.pk not in kept
    )


def _same(former: SurveyAnswer | None, value: Value) -> bool:
    return former is not None and former.value == value


@transaction.atomic
def set_survey_sheets_aside(*, by: Person, survey: Survey, sheets: list[SurveySheet], why: str, at: datetime) -> int:
    """Keep these sheets without counting them; how many were counted before."""
    allow(rules.may_set_survey_sheets_aside, by, survey)
    theirs = survey.sheets.filter(pk__in=[sheet.pk for sheet in sheets], aside_at=None)
    codes = sorted(theirs.values_list("code", flat=True))
    if codes:
        theirs.update(aside_at=at, aside_for=why)
        line("voices.survey_sheets_aside", survey, by=by, at=at, count=len(codes), why=why, codes=codes[:50])
    return len(codes)


@transaction.atomic
def count_survey_sheets_again(*, by: Person, survey: Survey, sheets: list[SurveySheet], at: datetime) -> int:
    """Count sheets again that were set aside; how many these were."""
    allow(rules.may_count_survey_sheets_again, by, survey)
    theirs = survey.sheets.filter(pk__in=[sheet.pk for sheet in sheets], aside_at__isnull=False)
    codes = sorted(theirs.values_list("code", flat=True))
    if codes:
        theirs.update(aside_at=None, aside_for="")
        line("voices.survey_sheets_counted", survey, by=by, at=at, count=len(codes), codes=codes[:50])
    return len(codes)


@transaction.atomic
def release_survey_answer(*, by: Person, answer: SurveyAnswer, released: bool, at: datetime) -> None:
    """Let everybody read these own words as a quote, or nobody any more."""
    allow(rules.may_release_survey_answer, by, answer)
    answer.released_at = at if released else None
    answer.save(update_fields=["released_at"])
    line("voices.survey_quote_released", answer.sheet.survey, by=by, at=at, released=released, code=answer.sheet.code)
