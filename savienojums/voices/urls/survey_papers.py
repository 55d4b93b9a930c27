"""Addresses of the room: survey papers, coding, survey files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.voices.views import coding
from savienojums.voices.views import survey_papers as papers
from savienojums.voices.views import survey_typing as typing

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of a conversation.
FIXED: list[URLPattern] = [
    path("surveys/<slug:slug>/papers/", papers.survey_papers, name="survey_papers"),
    path("surveys/<slug:slug>/papers/<slug:public_id>/", papers.survey_paper, name="survey_paper"),
    path("surveys/<slug:slug>/papers/<slug:public_id>.pdf", papers.survey_paper_pdf, name="survey_paper_pdf"),
    path("surveys/<slug:slug>/typing/", typing.survey_typing, name="survey_typing"),
    path("surveys/<slug:slug>/told/", typing.survey_told, name="survey_told"),
    path("surveys/<slug:slug>/typing/<int:number>/", typing.survey_typing_one, name="survey_typing_one"),
    path("surveys/<slug:slug>/typing/<int:number>/twice/", typing.survey_typing_twice, name="survey_typing_twice"),
    path("surveys/<slug:slug>/typed/<slug:code>/", typing.survey_typed, name="survey_typed"),
    path("surveys/<slug:slug>/coding/", coding.survey_coding, name="survey_coding"),
    path("surveys/<slug:slug>/coding/<str:question>/", coding.survey_question_coding, name="survey_question_coding"),
    path("surveys/<slug:slug>/coding/<str:question>/themes/", coding.survey_themes, name="survey_themes"),
    path("surveys/<slug:slug>/coding/<str:question>/themes/<str:public_id>/", coding.survey_theme, name="survey_theme"),
    path("surveys/<slug:slug>/coding/<str:question>/agreement/", coding.survey_agreement, name="survey_agreement"),
    path(
        "surveys/<slug:slug>/coding/<str:question>/answers/<str:code>/",
        coding.survey_question_coding,
        name="survey_answer_coding",
    ),
]
OF_A_CONVERSATION: list[URLPattern] = []
