"""Addresses of the room: answers, those who take part, their confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.voices.views import answers, confirming, floods, participants

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of a conversation.
FIXED: list[URLPattern] = [
    path("confirmations/<str:token>/", confirming.voice_confirmation, name="voice_confirmation"),
]
OF_A_CONVERSATION: list[URLPattern] = [
    path("<slug:slug>/answers/", answers.conversation_answers, name="conversation_answers"),
    path("<slug:slug>/added/", answers.conversation_added, name="conversation_added"),
    path("<slug:slug>/self/", participants.conversation_self, name="conversation_self"),
    path("<slug:slug>/confirmation/", confirming.conversation_confirmation, name="conversation_confirmation"),
    path("<slug:slug>/people/", floods.conversation_people, name="conversation_people"),
    path("<slug:slug>/people/aside/", floods.conversation_aside, name="conversation_aside"),
]
