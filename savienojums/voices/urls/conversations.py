"""Addresses of the room: conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of a conversation.
FIXED: list[URLPattern] = []
OF_A_CONVERSATION: list[URLPattern] = []
