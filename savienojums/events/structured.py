"""An event in the words of schema.org, fit to stand inside a page, so that search engines know when and where it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from savienojums.core.clock import RIGA
from savienojums.core.rich import without_contacts
from savienojums.events.kinds import Mode
from savienojums.events.queries.calendars import days_of, point_of
from savienojums.events.queries.occasions import previous_start

if TYPE_CHECKING:
    from collections.abc import Mapping

    from savienojums.events.models import Event

MODES = {Mode.IN_PLACE: "Offline", Mode.ONLINE: "Online", Mode.HYBRID: "Mixed"}
# JSON inside a page must not be able to end its script element.
HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_ld_of(event: Event, changes: Mapping[str, Any], seats: int | None, *, takes_names: bool) -> SafeString:
    """The event as its page tells it: when, where, by whom, whether it takes place, how many seats are left."""
    address = settings.SITE_URL + event.get_absolute_url()
    before = previous_start(event, changes)
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": str(event.title),
        "description": without_contacts(str(event.summary)),
        **_times(event),
        "eventStatus": f"https://schema.org/Event{_status(event, before)}",
        "previousStartDate": before,
        "eventAttendanceMode": f"https://schema.org/{MODES[Mode(event.mode)]}EventAttendanceMode",
        "location": _locations(event, address),
        "organizer": [_organiser(organisation) for organisation in event.organisers.all()],
        "about": [str(theme) for theme in event.themes.all()],
        "inLanguage": list(event.languages),
        "superEvent": _series(event),
        "maximumAttendeeCapacity": event.capacity,
        "remainingAttendeeCapacity": seats,
        "offers": _offer(address, seats) if takes_names else None,
    }
    known = {name: value for name, value in said.items() if value not in (None, "", [], {})}
    return mark_safe(json.dumps(known, ensure_ascii=False).translate(HARMLESS))


def _times(event: Event) -> dict[str, str]:
    if event.hours_known:
        times = {"startDate": event.starts_at.astimezone(RIGA).isoformat()}
        return times | ({"endDate": event.ends_at.astimezone(RIGA).isoformat()} if event.end_known else {})
    first, last = days_of(event.starts_at, event.ends_at)
    return {"startDate": first.isoformat(), "endDate": last.isoformat()}


def _status(event: Event, before: str) -> str:
    if event.cancelled_at:
        return "Cancelled"
    return "Rescheduled" if before else "Scheduled"


def _locations(event: Event, address: str) -> list[dict[str, Any]] | dict[str, Any] | None:
    found = []
    if event.mode != Mode.ONLINE and (place := _place(event)):
        found.append(place)
    if event.mode != Mode.IN_PLACE:
        # The way into the meeting is for those who come; everyone else begins at its page.
        found.append({"@type": "VirtualLocation", "url": address})
    return found[0] if len(found) == 1 else found or None


def _place(event: Event) -> dict[str, Any] | None:
    locality = str(event.place) if event.place else ""
    address = {"streetAddress": event.address, "addressLocality": locality, "addressCountry": "LV"}
    place: dict[str, Any] = {
        "@type": "Place",
        "name": event.venue or locality,
        "address": {"@type": "PostalAddress", **{name: value for name, value in address.items() if value}},
    }
    if point := point_of(event):
        place["geo"] = {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]}
    return place if place["name"] else None


def _organiser(organisation: Any) -> dict[str, str]:
    address = settings.SITE_URL + organisation.get_absolute_url()
    return {"@type": "Organization", "name": organisation.name, "url": address}


def _series(event: Event) -> dict[str, str] | None:
    if event.series is None:
        return None
    address = settings.SITE_URL + event.series.get_absolute_url()
    return {"@type": "EventSeries", "name": str(event.series.title), "url": address}


def _offer(address: str, seats: int | None) -> dict[str, str]:
    state = "SoldOut" if seats == 0 else "InStock"
    return {"@type": "Offer", "url": address, "availability": f"https://schema.org/{state}"}
