"""Addresses of the room: statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.voices.views import moderation, statements

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of a conversation.
FIXED: list[URLPattern] = []
OF_A_CONVERSATION: list[URLPattern] = [
    path("<slug:slug>/desk/statements/", moderation.conversation_statements, name="conversation_statements"),
    path("<slug:slug>/desk/statements/seeds/", moderation.conversation_seeds, name="conversation_seeds"),
    path(
        "<slug:slug>/desk/statements/<int:number>/",
        moderation.conversation_statement_form,
        name="conversation_statement_form",
    ),
    path(
        "<slug:slug>/desk/statements/<int:number>/decision/",
        moderation.conversation_statement_decision,
        name="conversation_statement_decision",
    ),
    path("<slug:slug>/statements/<int:number>/", statements.conversation_statement, name="conversation_statement"),
    path(
        "<slug:slug>/statements/<int:number>/mine/",
        statements.conversation_own_statement,
        name="conversation_own_statement",
    ),
    path("<slug:slug>/moderation/", statements.conversation_moderation, name="conversation_moderation"),
]
