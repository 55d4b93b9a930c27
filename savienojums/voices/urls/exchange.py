"""Addresses of the room: files in and out, the news of the section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.voices import feeds
from savienojums.voices.views import exchange as views
from savienojums.voices.views import imports

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of a conversation.
FIXED: list[URLPattern] = [
    path("feed.atom", feeds.voices_feed, name="voices_feed"),
    path("imports/", imports.votes_imports, name="votes_imports"),
    path("imports/new/", imports.votes_import_new, name="votes_import_new"),
    path("imports/<str:public_id>/", imports.votes_import, name="votes_import"),
    path("imports/<str:public_id>/taking/", imports.votes_import_taking, name="votes_import_taking"),
    path("imports/<str:public_id>/publication/", imports.votes_import_publication, name="votes_import_publication"),
]
OF_A_CONVERSATION: list[URLPattern] = [
    path("<slug:slug>/data/", views.conversation_data, name="conversation_data"),
    path("<slug:slug>/data/<str:name>", views.conversation_data_file, name="conversation_data_file"),
    path("<slug:slug>/files/", views.conversation_files, name="conversation_files"),
    path("<slug:slug>/files/<str:name>", views.conversation_file, name="conversation_file"),
]
