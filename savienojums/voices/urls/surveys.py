"""Addresses of the room: surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.voices.views import survey_desk as desk
from savienojums.voices.views import survey_questions as questions
from savienojums.voices.views import survey_results as results
from savienojums.voices.views import surveys as views

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of a conversation.
FIXED: list[URLPattern] = [
    path("surveys/", views.surveys, name="surveys"),
    path("surveys/new/", desk.survey_new, name="survey_new"),
    path("surveys/ground.svg", views.survey_ground_picture, name="survey_ground"),
    path("surveys/<slug:slug>/", views.survey, name="survey"),
    path("surveys/<slug:slug>/preview/", views.survey_preview, name="survey_preview"),
    path("surveys/<slug:slug>/sent/", views.survey_sheet_sent, name="survey_sheet_sent"),
    path("surveys/<slug:slug>/next-person/", views.survey_next_person, name="survey_next_person"),
    path("surveys/<slug:slug>/desk/", desk.survey_desk, name="survey_desk"),
    path("surveys/<slug:slug>/form/", desk.survey_form, name="survey_form"),
    path("surveys/<slug:slug>/publication/", desk.survey_publication, name="survey_publication"),
    path("surveys/<slug:slug>/closing/", desk.survey_closing, name="survey_closing"),
    path("surveys/<slug:slug>/copy/", desk.survey_copy, name="survey_copy"),
    path("surveys/<slug:slug>/draft/", desk.survey_draft, name="survey_draft"),
    path("surveys/<slug:slug>/questions/", questions.survey_questions, name="survey_questions"),
    path("surveys/<slug:slug>/questions/<str:question>/", questions.survey_question, name="survey_question"),
    path("surveys/<slug:slug>/answers/", results.survey_answers, name="survey_answers"),
    path("surveys/<slug:slug>/answers/aside/", results.survey_aside, name="survey_aside"),
    path("surveys/<slug:slug>/answers/<str:code>/", results.survey_sheet, name="survey_sheet"),
    path("surveys/<slug:slug>/results/", results.survey_results, name="survey_results"),
    path("surveys/<slug:slug>/results.csv", results.survey_results_file, name="survey_results_file"),
    path("surveys/<slug:slug>/quotes/<str:answer>/", results.survey_quote, name="survey_quote"),
    path("surveys/<slug:slug>/files/", results.survey_files, name="survey_files"),
    path("surveys/<slug:slug>/files/<str:kind>/", results.survey_file, name="survey_file"),
]
OF_A_CONVERSATION: list[URLPattern] = []
