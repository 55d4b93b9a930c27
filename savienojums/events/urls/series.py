"""Addresses of the room: series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.events.views import minutes_files
from savienojums.events.views import series as views

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of an event.
FIXED: list[URLPattern] = [
    path("series/", views.all_series, name="all_series"),
    path("series/new/", views.series_new, name="series_new"),
    path("series/<slug:slug>/", views.series, name="series"),
    path("series/<slug:slug>/form/", views.series_form, name="series_form"),
    path("series/<slug:slug>/end/", views.series_end, name="series_end"),
    path("series/<slug:slug>/days/", views.series_days, name="series_days"),
    path("series/<slug:slug>/minutes/", minutes_files.series_minutes, name="series_minutes"),
    path("series/<slug:slug>/minutes.pdf", minutes_files.series_minutes_pdf, name="series_minutes_pdf"),
    path("series/<slug:slug>/minutes.docx", minutes_files.series_minutes_docx, name="series_minutes_docx"),
]
OF_AN_EVENT: list[URLPattern] = []
