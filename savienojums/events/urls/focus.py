"""Addresses of the room: focus groups and workshops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.events.views import coding, consents, findings, focus, notes, work

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of an event.
FIXED: list[URLPattern] = [
    path("registrations/<str:token>/consent/", consents.registration_consent, name="registration_consent"),
    path("screen/<slug:code>/", work.screen, name="screen"),
    path("codes/", coding.codes, name="codes"),
    path("codes/<slug:public_id>/", coding.code, name="code"),
]
OF_AN_EVENT: list[URLPattern] = [
    path("<slug:slug>/focus/", focus.event_focus, name="event_focus"),
    path("<slug:slug>/focus/form/", focus.event_focus_form, name="event_focus_form"),
    path("<slug:slug>/focus/mix/", focus.event_mix, name="event_mix"),
    path("<slug:slug>/focus/mix/<slug:public_id>/", focus.event_mix_cell, name="event_mix_cell"),
    path("<slug:slug>/focus/people/", focus.event_focus_people, name="event_focus_people"),
    path("<slug:slug>/focus/consents.pdf", focus.event_consents, name="event_consents"),
    path("<slug:slug>/focus/notes/", notes.event_notes, name="event_notes"),
    path("<slug:slug>/focus/notes/<slug:public_id>/", notes.event_note, name="event_note"),
    path("<slug:slug>/focus/notes/<slug:public_id>/names/", notes.event_note_names, name="event_note_names"),
    path("<slug:slug>/focus/notes/<slug:public_id>/quotes/", coding.event_quotes, name="event_quotes"),
    path("<slug:slug>/focus/coding/", coding.event_coding, name="event_coding"),
    path("<slug:slug>/focus/quotes/<slug:public_id>/", coding.event_quote, name="event_quote"),
    path("<slug:slug>/focus/quotes.<str:form>", coding.event_quotes_file, name="event_quotes_file"),
    path("<slug:slug>/focus/release/", findings.event_findings_release, name="event_findings_release"),
    path("<slug:slug>/findings/", findings.event_findings, name="event_findings"),
    path("<slug:slug>/workshop/", work.event_work, name="event_work"),
    path("<slug:slug>/workshop/groups/", work.event_work_groups, name="event_work_groups"),
    path("<slug:slug>/workshop/groups/<slug:public_id>/", work.event_work_group, name="event_work_group"),
    path("<slug:slug>/workshop/dealing/", work.event_work_dealing, name="event_work_dealing"),
    path("<slug:slug>/workshop/seats/", work.event_work_seats, name="event_work_seats"),
    path("<slug:slug>/workshop/steps/", work.event_work_steps, name="event_work_steps"),
    path("<slug:slug>/workshop/steps/<slug:public_id>/", work.event_work_step, name="event_work_step"),
    path("<slug:slug>/workshop/clock/", work.event_work_clock, name="event_work_clock"),
    path("<slug:slug>/workshop/screen/", work.event_work_screen, name="event_work_screen"),
    path("<slug:slug>/workshop/names/", work.event_work_names, name="event_work_names"),
    path("<slug:slug>/workshop/cards.pdf", work.event_work_cards, name="event_work_cards"),
]
