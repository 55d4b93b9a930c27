"""Addresses of the room: conversations, from the hub to the poster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.voices.views import conversations as views
from savienojums.voices.views import conversations_away as away
from savienojums.voices.views import conversations_life as life
from savienojums.voices.views import conversations_phases as phases

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of a conversation.
FIXED: list[URLPattern] = [
    path("", views.voices, name="voices"),
    path("new/", views.conversation_new, name="conversation_new"),
    path("list/", views.voices_closed, name="voices_closed"),
]
OF_A_CONVERSATION: list[URLPattern] = [
    path("<slug:slug>/", views.conversation, name="conversation"),
    path("<slug:slug>/desk/", views.conversation_desk, name="conversation_desk"),
    path("<slug:slug>/form/", views.conversation_form, name="conversation_form"),
    path("<slug:slug>/phases/", phases.conversation_phases, name="conversation_phases"),
    path("<slug:slug>/phases/<str:public_id>/", phases.conversation_phase, name="conversation_phase"),
    path("<slug:slug>/publication/", life.conversation_publication, name="conversation_publication"),
    path("<slug:slug>/closing/", life.conversation_closing, name="conversation_closing"),
    path("<slug:slug>/copy/", life.conversation_copy, name="conversation_copy"),
    path("<slug:slug>/draft/", life.conversation_draft, name="conversation_draft"),
    path("<slug:slug>/embed/", away.conversation_embed, name="conversation_embed"),
    path("<slug:slug>/embedding/", away.conversation_embedding, name="conversation_embedding"),
    path("<slug:slug>/poster.pdf", away.conversation_poster_pdf, name="conversation_poster_pdf"),
]
