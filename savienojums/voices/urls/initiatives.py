"""Addresses of the room: initiatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.voices.views import initiative as one
from savienojums.voices.views import initiatives as views
from savienojums.voices.views import initiatives_desk as desk
from savienojums.voices.views import initiatives_new as new

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of a conversation.
FIXED: list[URLPattern] = [
    path("initiatives/", views.initiatives, name="initiatives"),
    path("initiatives/map/", views.initiative_map, name="initiative_map"),
    path("initiatives/feed/", views.initiatives_feed, name="initiatives_feed"),
    path("initiatives/files/<str:kind>/", views.initiatives_file, name="initiatives_file"),
    path("initiatives/sheet.pdf", views.initiative_sheet_pdf, name="initiative_sheet_pdf"),
    path("initiatives/moderation/", views.initiatives_moderation, name="initiatives_moderation"),
    path("initiatives/new/", new.initiative_new, name="initiative_new"),
    path("initiatives/similar/", new.initiatives_similar, name="initiatives_similar"),
    path("initiatives/paper/", new.initiative_paper, name="initiative_paper"),
    path("initiatives/own/<str:token>/", new.initiative_own, name="initiative_own"),
    path("initiatives/desk/", desk.initiatives_desk, name="initiatives_desk"),
    path("initiatives/comments/<str:public_id>/", desk.initiative_comment, name="initiative_comment"),
    path("initiatives/<int:number>/", one.initiative, name="initiative"),
    path("initiatives/<int:number>/support/", one.initiative_support, name="initiative_support"),
    path("initiatives/<int:number>/comments/", one.initiative_comments, name="initiative_comments"),
    path("initiatives/<int:number>/answers/", desk.initiative_answer, name="initiative_answer"),
    path("initiatives/<int:number>/state/", desk.initiative_state, name="initiative_state"),
    path("initiatives/<int:number>/addressee/", desk.initiative_addressee, name="initiative_addressee"),
    path("initiatives/<int:number>/joining/", desk.initiative_joining, name="initiative_joining"),
    path("initiatives/<int:number>/signatures/", desk.initiative_signatures, name="initiative_signatures"),
    path("initiatives/<int:number>/floods/", desk.initiative_floods, name="initiative_floods"),
]
OF_A_CONVERSATION: list[URLPattern] = []
