"""Addresses of the room: paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.voices.views import halls, sheets, typing

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of a conversation.
FIXED: list[URLPattern] = []
OF_A_CONVERSATION: list[URLPattern] = [
    path("<slug:slug>/sheets/", sheets.conversation_sheets, name="conversation_sheets"),
    path("<slug:slug>/sheets/<slug:public_id>/", sheets.conversation_sheet_batch, name="conversation_sheet_batch"),
    path(
        "<slug:slug>/sheets/<slug:public_id>.pdf",
        sheets.conversation_sheet_batch_pdf,
        name="conversation_sheet_batch_pdf",
    ),
    path("<slug:slug>/sheet/<slug:code>/", typing.conversation_sheet, name="conversation_sheet"),
    path("<slug:slug>/typing/", typing.conversation_typing, name="conversation_typing"),
    path("<slug:slug>/typing/rows/", typing.conversation_typing_rows, name="conversation_typing_rows"),
    path("<slug:slug>/typing/<int:number>/", typing.conversation_sheet_typing, name="conversation_sheet_typing"),
    path("<slug:slug>/typing/<int:number>/twice/", typing.conversation_sheet_twice, name="conversation_sheet_twice"),
    path("<slug:slug>/told/", typing.conversation_told, name="conversation_told"),
    path("<slug:slug>/halls/", halls.conversation_halls, name="conversation_halls"),
    path("<slug:slug>/halls/<slug:public_id>/", halls.conversation_hall, name="conversation_hall"),
    path("<slug:slug>/halls/<slug:public_id>/hands/", halls.conversation_hands, name="conversation_hands"),
    path("<slug:slug>/halls/<slug:public_id>/form/", halls.conversation_hall_form, name="conversation_hall_form"),
    path("<slug:slug>/halls/<slug:public_id>/screen/", halls.conversation_hall_screen, name="conversation_hall_screen"),
]
