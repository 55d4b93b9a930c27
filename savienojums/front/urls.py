"""Addresses of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.front.views import about, events, home, mine, organisation, place, search
from savienojums.front.views import map as map_views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("mine/", mine.mine, name="mine"),
    path("sources/", about.sources, name="sources"),
    path("licence/", about.licence, name="licence"),
    path("privacy/", about.privacy, name="privacy"),
    path("contact/", about.contact, name="contact"),
    path("search/", search.search, name="search"),
    path("map/", map_views.map_, name="map"),
    path("map/points.json", map_views.map_points, name="map_points"),
    path("events/map/", events.events_map, name="events_map"),
    path("places/", place.places, name="places"),
    path("places/<slug:slug>/", place.place, name="place"),
]
# Behind the fixed words of the register, which no organisation is called.
BEHIND_THE_REGISTER: list[URLPattern] = [
    path("organisations/<slug:slug>/", organisation.organisation, name="organisation"),
]
