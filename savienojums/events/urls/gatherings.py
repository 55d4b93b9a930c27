"""Addresses of the room: gatherings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.events.views import gatherings as views
from savienojums.events.views import programme, registering

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of an event.
FIXED: list[URLPattern] = [
    path("new/", views.event_new, name="event_new"),
    path("materials/<str:public_id>/", programme.material_file, name="material_file"),
]
OF_AN_EVENT: list[URLPattern] = [
    path("<slug:slug>/", views.event, name="event"),
    path("<slug:slug>/desk/", views.event_desk, name="event_desk"),
    path("<slug:slug>/form/", views.event_form, name="event_form"),
    path("<slug:slug>/publication/", views.event_publication, name="event_publication"),
    path("<slug:slug>/cancellation/", views.event_cancellation, name="event_cancellation"),
    path("<slug:slug>/copy/", views.event_copy, name="event_copy"),
    path("<slug:slug>/draft/", views.event_draft, name="event_draft"),
    path("<slug:slug>/registering/", registering.event_registering, name="event_registering"),
    path("<slug:slug>/questions/", registering.event_questions, name="event_questions"),
    path("<slug:slug>/questions/<str:key>/", registering.event_question, name="event_question"),
    path("<slug:slug>/programme/", programme.event_programme, name="event_programme"),
    path("<slug:slug>/programme/<str:public_id>/", programme.event_programme_item, name="event_programme_item"),
    path("<slug:slug>/materials/", programme.event_materials, name="event_materials"),
    path("<slug:slug>/materials/<str:public_id>/", programme.event_material, name="event_material"),
]
