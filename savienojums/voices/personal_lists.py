"""What is held about a person as lists with headings, for the file they may take along."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from savienojums.accounts.personal import Held
from savienojums.voices.kinds import Answer
from savienojums.voices.models import Statement, SurveyAnswer, Vote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from savienojums.voices.models import Initiative, InitiativeComment, InitiativeSupport, Participant, SurveySheet


def lists_of(
    participants: list[Participant],
    sheets: list[SurveySheet],
    initiatives: Iterable[Initiative],
    comments: Iterable[InitiativeComment],
    supports: Iterable[InitiativeSupport],
) -> list[Held]:
    """All of it."""
    return [
        _participations(participants), _answers(participants), _statements(participants), _sheets(sheets),
        _survey_answers(sheets), _initiatives(initiatives), _comments(comments), _supports(supports),
    ]  # fmt: skip


def _participations(participants: list[Participant]) -> Held:
    rows = [
        {
            "conversation": str(each.conversation), "since": each.joined_at, "confirmed": each.confirmed_at,
            "place": str(each.place or ""), "age": each.get_age_band_display(),
            "aside": each.get_aside_for_display(),
        }
        for each in participants
    ]  # fmt: skip
    labels = {
        "conversation": _("Conversation"),
        "since": _("Since"),
        "confirmed": pgettext("participation", "Confirmed on"),
        "place": _("Place"),
        "age": _("Age group"),
        "aside": pgettext("participants", "Set aside"),
    }
    return Held("voices_participations", _("Conversations you took part in"), labels, rows)


def _answers(participants: list[Participant]) -> Held:
    votes = Vote.objects.filter(participant__in=participants).select_related("statement__conversation").order_by("pk")
    rows = [
        {
            "conversation": str(each.statement.conversation), "statement": str(each.statement.text),
            "answer": str(Answer(each.value).label) if each.value is not None else _("taken back"), "at": each.said_at,
        }
        for each in votes
    ]  # fmt: skip
    labels = {
        "conversation": _("Conversation"),
        "statement": _("Statement"),
        "answer": pgettext("vote", "Answer"),
        "at": _("When"),
    }
    return Held("voices_answers", _("Your answers in conversations"), labels, rows)


def _statements(participants: list[Participant]) -> Held:
    found = Statement.objects.filter(author__in=participants).select_related("conversation").order_by("pk")
    rows = [
        {"conversation": str(each.conversation), "statement": str(each.text), "at": each.written_at,
         "state": each.get_state_display()}
        for each in found
    ]  # fmt: skip
    labels = {
        "conversation": _("Conversation"),
        "statement": _("Statement"),
        "at": _("Written on"),
        "state": _("State"),
    }
    return Held("voices_statements", _("Statements you added"), labels, rows)


def _sheets(sheets: list[SurveySheet]) -> Held:
    rows = [
        {"survey": str(each.survey), "sent": each.sent_at, "place": str(each.place or ""),
         "age": each.get_age_band_display()}
        for each in sheets
    ]  # fmt: skip
    labels = {"survey": _("Survey"), "sent": _("Sent on"), "place": _("Place"), "age": _("Age group")}
    return Held("voices_sheets", _("Surveys you filled in"), labels, rows)


def _survey_answers(sheets: list[SurveySheet]) -> Held:
    found = SurveyAnswer.objects.filter(sheet__in=sheets).select_related("sheet__survey", "question")
    rows = [
        {"survey": str(each.sheet.survey), "question": str(each.question),
         "answer": each.value if isinstance(each.value, str) else json.dumps(each.value, ensure_ascii=False)}
        for each in found.order_by("pk")
    ]  # fmt: skip
    labels = {"survey": _("Survey"), "question": pgettext("survey", "Question"), "answer": pgettext("vote", "Answer")}
    return Held("voices_survey_answers", _("Your answers in surveys"), labels, rows)


def _initiatives(initiatives: Iterable[Initiative]) -> Held:
    rows = [
        {"number": each.number, "title": each.title, "text": each.text, "name": each.author_name, "email": each.email,
         "at": each.asked_at, "state": each.get_state_display()}
        for each in initiatives
    ]  # fmt: skip
    labels = {
        "number": _("No."),
        "title": _("Title"),
        "text": _("Text"),
        "name": pgettext("person", "Name"),
        "email": _("E-mail"),
        "at": _("Written on"),
        "state": _("State"),
    }
    return Held("voices_initiatives", _("Proposals and initiatives you wrote"), labels, rows)


def _comments(comments: Iterable[InitiativeComment]) -> Held:
    rows = [
        {"number": each.initiative.number, "text": each.text, "name": each.author_name, "at": each.said_at,
         "state": each.get_state_display()}
        for each in comments
    ]  # fmt: skip
    labels = {
        "number": _("No."),
        "text": _("Text"),
        "name": pgettext("person", "Name"),
        "at": _("Written on"),
        "state": _("State"),
    }
    return Held("voices_comments", _("Your comments on proposals"), labels, rows)


def _supports(supports: Iterable[InitiativeSupport]) -> Held:
    rows = [
        {"number": each.initiative.number, "title": each.initiative.title, "at": each.given_at} for each in supports
    ]
    labels = {"number": _("No."), "title": _("Title"), "at": _("When")}
    return Held("voices_supports", _("Proposals you support"), labels, rows)
