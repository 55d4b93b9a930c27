"""Addresses of the room: shared rides, date polls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.events.views import polls, rides

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of an event.
FIXED: list[URLPattern] = [
    path("polls/", polls.date_polls, name="date_polls"),
    path("polls/new/", polls.new_date_poll, name="new_date_poll"),
    path("polls/<slug:slug>/", polls.date_poll, name="date_poll"),
    path("polls/<slug:slug>/answers/<str:token>/", polls.date_poll_answer, name="date_poll_answer"),
    path("polls/<slug:slug>/people/<str:answer>/", polls.date_poll_person, name="date_poll_person"),
    path("polls/<slug:slug>/dates/", polls.date_poll_dates, name="date_poll_dates"),
    path("polls/<slug:slug>/dates/<str:date>/", polls.date_poll_date, name="date_poll_date"),
    path("polls/<slug:slug>/closing/", polls.date_poll_closing, name="date_poll_closing"),
    path("polls/<slug:slug>/choice/", polls.date_poll_choice, name="date_poll_choice"),
    path("rides/<str:token>/", rides.ride, name="ride"),
    path("rides/<str:token>/confirmation/", rides.ride_confirmation, name="ride_confirmation"),
    path("rides/<str:token>/pairs/", rides.ride_pairs, name="ride_pairs"),
    path("rides/<str:token>/pairs/<str:pair>/", rides.ride_pair, name="ride_pair"),
]
OF_AN_EVENT: list[URLPattern] = [
    path("<slug:slug>/rides/", rides.event_rides, name="event_rides"),
    path("<slug:slug>/rides/new/", rides.event_ride_form, name="event_ride_form"),
    path("<slug:slug>/rides/receipt/", rides.ride_receipt, name="ride_receipt"),
    path("<slug:slug>/rides/<str:ride>/letter/", rides.ride_letter, name="ride_letter"),
]
