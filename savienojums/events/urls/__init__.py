"""Addresses of the room; fixed words first, for an event's own word is never one of RESERVED."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.events.urls import (
    arrivals,
    calendars,
    focus,
    gatherings,
    messages,
    minutes,
    registrations,
    series,
    sharing,
)

if TYPE_CHECKING:
    from django.urls import URLPattern

# First words of addresses under /events/ that no event may be called.
RESERVED = frozenset(
    {"new", "mine", "series", "polls", "outside", "calendar", "registrations", "invitations", "rides", "certificates",
     "door", "screen", "codes", "tasks", "proposals", "projects", "table", "embed", "map", "month", "list", "letters", "materials", "photos"}
)  # fmt: skip

NOUNS = (gatherings, series, registrations, arrivals, calendars, messages, sharing, minutes, focus)

urlpatterns: list[URLPattern] = [
    *(address for noun in NOUNS for address in noun.FIXED),
    *(address for noun in NOUNS for address in noun.OF_AN_EVENT),
]
