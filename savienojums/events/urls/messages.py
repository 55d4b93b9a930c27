"""Addresses of the room: messages, reminders, invitations, how it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.events.views import feedback, invitations, messages

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of an event.
FIXED: list[URLPattern] = [
    path("invitations/<str:token>/", invitations.event_invitation, name="event_invitation"),
    path("registrations/<str:token>/feedback/", feedback.event_feedback_form, name="event_feedback_form"),
]
OF_AN_EVENT: list[URLPattern] = [
    path("<slug:slug>/messages/", messages.event_messages, name="event_messages"),
    path("<slug:slug>/messages/new/", messages.event_message_form, name="event_message_form"),
    path("<slug:slug>/messages/<str:message>/", messages.event_message, name="event_message"),
    path("<slug:slug>/feedback/", feedback.event_feedback, name="event_feedback"),
    path("<slug:slug>/invitations/", invitations.event_invitations, name="event_invitations"),
    path("<slug:slug>/invitations/new/", invitations.event_invitation_form, name="event_invitation_form"),
    path("<slug:slug>/invitations/registry/", invitations.event_invitation_registry, name="event_invitation_registry"),
    path("<slug:slug>/invitations/again/", invitations.event_invitations_again, name="event_invitations_again"),
]
