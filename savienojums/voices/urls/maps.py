"""Addresses of the room: the opinion map and the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.voices.views import maps, report

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of a conversation.
FIXED: list[URLPattern] = []
OF_A_CONVERSATION: list[URLPattern] = [
    path("<slug:slug>/map/", maps.conversation_map, name="conversation_map"),
    path("<slug:slug>/map/own/", maps.conversation_own_place, name="conversation_own_place"),
    path("<slug:slug>/report/", report.conversation_report, name="conversation_report"),
    path("<slug:slug>/report.pdf", report.conversation_report_pdf, name="conversation_report_pdf"),
    path("<slug:slug>/conclusions/", report.conversation_conclusions, name="conversation_conclusions"),
]
