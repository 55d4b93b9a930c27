"""Addresses of the room: calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.events import feeds
from savienojums.events.views import calendars, calendars_away, clashes, outside

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of an event.
FIXED: list[URLPattern] = [
    path("", calendars.events, name="events"),
    path("calendar.ics", feeds.events_calendar, name="events_calendar"),
    path("feed.atom", feeds.events_feed, name="events_feed"),
    path("calendar/", calendars_away.event_calendars, name="event_calendars"),
    path("calendar/key/", calendars_away.calendar_key, name="calendar_key"),
    path("calendar/clashes/", clashes.event_clashes, name="event_clashes"),
    path("calendar/organisations/<slug:slug>.ics", feeds.organisation_calendar, name="organisation_calendar"),
    path("calendar/<str:token>.ics", feeds.my_calendar, name="my_calendar"),
    path("series/<slug:slug>/calendar.ics", feeds.series_calendar, name="series_calendar"),
    path("embed/", calendars_away.events_embed, name="events_embed"),
    path("embed/line/", calendars_away.events_embedding, name="events_embedding"),
    path("outside/", outside.outside_calendars, name="outside_calendars"),
    path("outside/new/", outside.new_outside_calendar, name="new_outside_calendar"),
    path("outside/<slug:public_id>/", outside.outside_calendar, name="outside_calendar"),
    path("outside/<slug:public_id>/pause/", outside.outside_pause, name="outside_pause"),
    path("outside/<slug:public_id>/look/", outside.outside_look, name="outside_look"),
]
OF_AN_EVENT: list[URLPattern] = [
    path("<slug:slug>/calendar.ics", feeds.event_calendar, name="event_calendar"),
]
