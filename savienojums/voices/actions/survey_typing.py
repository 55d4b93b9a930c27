"""Questionnaires typed back: every typing is kept, one counts, and that can be changed at any time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.lines import line
from savienojums.voices.actions.survey_answers import (
    count_survey_sheets_again,
    insist_open,
    send_survey_sheet,
    set_survey_sheets_aside,
)
from savienojums.voices.actions.typing import SameSheet
from savienojums.voices.kinds import AsideFor, Way
from savienojums.voices.models import Survey, SurveySheet, SurveyTyping
from savienojums.voices.models.paper import make_sheet_code
from savienojums.voices.rules import survey_papers as rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.network.models import Place


class NoSuchPaper(Refused):
    """A typing moves to a paper that was printed for this survey."""

    sentence = _("No questionnaire of this survey has that code.")


@dataclass(frozen=True, slots=True)
class TypedPaper:
    """What was read from one questionnaire: answers by the public id of the question."""

    answers: Mapping[str, Any]
    place: Place | None = None
    age_band: str = ""
    language: str = "lv"


@transaction.atomic
def type_survey_sheet(*, by: Person, survey: Survey, code: str, typed: TypedPaper, at: datetime) -> SurveyTyping:
    """Type a questionnaire; without a code it was told. Where one was typed already, this one waits for a decision."""
    allow(rules.may_type_survey_sheet, by, survey)
    # Two helpers with one paper: the second waits here and then sees the first.
    held = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    insist_open(held, Way.PAPER, at)
    typing = SurveyTyping.objects.create(
        survey=held, code=code or make_sheet_code(), is_told=not code, answers=dict(typed.answers),  place=typed.place, age_band=typed.age_band, language=typed.language,
        typed_by=by, typed_at=at,
    )  # fmt: skip
    if not _counted(typing).exists():
        _count(typing, by, at)
    line("voices.survey_sheet_typed", held, by=by, at=at, again=not typing.is_counted)
    return typing


@transaction.atomic
def choose_survey_typing(*, by: Person, typing: SurveyTyping, at: datetime) -> None:
    """Let this typing count, and no other one of its paper."""
    allow(rules.may_choose_survey_typing, by, typing)
    _hold(typing)
    if typing.is_counted:
        return
    _count(typing, by, at)
    _of_paper(typing).filter(is_counted=False, decided_at=None).update(decided_at=at)
    line("voices.survey_typing_chosen", typing.survey, by=by, at=at)


@transaction.atomic
def refuse_survey_typing(*, by: Person, typing: SurveyTyping, at: datetime) -> None:
    """The earlier one stays; this one is kept, and does not count."""
    allow(rules.may_refuse_survey_typing, by, typing)
    _hold(typing)
    if typing.is_counted or typing.decided_at:
        return
    typing.decided_at = at
    typing.save(update_fields=["decided_at"])
    line("voices.survey_typing_refused", typing.survey, by=by, at=at)


@transaction.atomic
def take_back_survey_typing(*, by: Person, typing: SurveyTyping, at: datetime) -> None:
    """Undo: the sheet is kept and set aside until it is typed again, or this typing is chosen again."""
    allow(rules.may_take_back_survey_typing, by, typing)
    _hold(typing)
    if not typing.is_counted and typing.decided_at:
        return
    _uncount(typing, by, at)
    line("voices.survey_typing_taken_back", typing.survey, by=by, at=at)


@transaction.atomic
def move_survey_typing(*, by: Person, typing: SurveyTyping, code: str, at: datetime) -> SurveyTyping:
    """It was another paper with a misread code: the typing goes there; without a code, it gets a new one."""
    allow(rules.may_move_survey_typing, by, typing)
    _hold(typing)
    if code == typing.code:
        raise SameSheet
    printed = {each for codes in typing.survey.batches.values_list("codes", flat=True) for each in codes}
    if code and code not in printed:
        raise NoSuchPaper
    insist_open(typing.survey, Way.PAPER, at)
    if typing.is_counted:
        _uncount(typing, by, at)
    typing.code, typing.decided_at = code or make_sheet_code(), None
    typing.save(update_fields=["code", "decided_at"])
    if not _counted(typing).exists():
        _count(typing, by, at)
    line("voices.survey_typing_moved", typing.survey, by=by, at=at)
    return typing


def _count(typing: SurveyTyping, by: Person, at: datetime) -> None:
    before = _counted(typing).exclude(pk=typing.pk).first()
    _counted(typing).exclude(pk=typing.pk).update(is_counted=False)
    typing.is_counted, typing.decided_at = True, at
    typing.save(update_fields=["is_counted", "decided_at"])
    if not typing.answers:
        # It came back empty: that is a paper, and no answer.
        _set_aside(typing, by, at)
        return
    sent = send_survey_sheet(
        by=by, survey=typing.survey, key=_key_of(typing), way=Way.TOLD if typing.is_told else Way.PAPER,
        answers=typing.answers, at=at, language=typing.language, code=typing.code, place=typing.place,
        age_band=typing.age_band,
    )  # fmt: skip
    # Whom we set aside for saying nothing counts again; whom others did, does not.
    was_silent = before is None or not before.answers
    if was_silent and sent.sheet.aside_for == AsideFor.OTHER:
        count_survey_sheets_again(by=by, survey=typing.survey, sheets=[sent.sheet], at=at)


def _uncount(typing: SurveyTyping, by: Person, at: datetime) -> None:
    was_counted = typing.is_counted
    typing.is_counted, typing.decided_at = False, at
    typing.save(update_fields=["is_counted", "decided_at"])
    if was_counted:
        _set_aside(typing, by, at)


def _set_aside(typing: SurveyTyping, by: Person, at: datetime) -> None:
    theirs = list(SurveySheet.objects.filter(survey=typing.survey, key=_key_of(typing)))
    set_survey_sheets_aside(by=by, survey=typing.survey, sheets=theirs, why=AsideFor.OTHER, at=at)


def _key_of(typing: SurveyTyping) -> str:
    return f"sheet-{typing.code}"


def _of_paper(typing: SurveyTyping) -> Any:
    return SurveyTyping.objects.filter(survey=typing.survey, code=typing.code)


def _counted(typing: SurveyTyping) -> Any:
    return _of_paper(typing).filter(is_counted=True)


def _hold(typing: SurveyTyping) -> None:
    """The survey for this transaction alone, and the typing as it is now."""
    Survey.objects.select_for_update(of=("self",)).get(pk=typing.survey_id)
    typing.refresh_from_db(fields=["is_counted", "decided_at", "code"])
