"""Addresses of the room: registrations and the list of those who come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.events.views import registrations, registrations_desk

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of an event.
FIXED: list[URLPattern] = [
    path("mine/", registrations.my_registrations, name="my_registrations"),
    path("registrations/<str:token>/", registrations.registration, name="registration"),
    path("registrations/<str:token>/people/", registrations.registration_people, name="registration_people"),
    path("registrations/<str:token>/end/", registrations.registration_end, name="registration_end"),
    path("registrations/<str:token>/event.ics", registrations.registration_calendar, name="registration_calendar"),
]
OF_AN_EVENT: list[URLPattern] = [
    path("<slug:slug>/registration/", registrations.event_registration, name="event_registration"),
    path("<slug:slug>/registration/link/", registrations.event_registration_link, name="event_registration_link"),
    path(
        "<slug:slug>/registration/receipt/",
        registrations.event_registration_receipt,
        name="event_registration_receipt",
    ),
    path("<slug:slug>/people/", registrations_desk.event_people, name="event_people"),
    path("<slug:slug>/people/new/", registrations_desk.event_people_new, name="event_people_new"),
    path("<slug:slug>/people/names/", registrations_desk.event_people_names, name="event_people_names"),
    path("<slug:slug>/people/merging/", registrations_desk.event_people_merging, name="event_people_merging"),
    path("<slug:slug>/people/table.<str:form>", registrations_desk.event_people_table, name="event_people_table"),
    path("<slug:slug>/people/<str:row>/seat/", registrations_desk.event_seat, name="event_seat"),
    path("<slug:slug>/people/<str:row>/", registrations_desk.event_person, name="event_person"),
]
