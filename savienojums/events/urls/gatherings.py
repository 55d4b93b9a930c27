"""Addresses of the room: gatherings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.events.views import gatherings as views

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of an event.
FIXED: list[URLPattern] = []
OF_AN_EVENT: list[URLPattern] = [
    path("<slug:slug>/", views.event, name="event"),
    path("<slug:slug>/desk/", views.event_desk, name="event_desk"),
]
