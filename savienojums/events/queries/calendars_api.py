"""What programs may ask of the calendar: the same events as on its pages, public facts only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from savienojums.core.refusal import NotFound
from savienojums.core.rich import without_contacts
from savienojums.events.kinds import EventKind, Mode
from savienojums.events.queries import calendars
from savienojums.events.queries.listing import Wanted, coming_events
from savienojums.events.schemas import EventFacts
from savienojums.network.queries.api import named
from savienojums.network.queries.places import atlas
from savienojums.network.schemas import Named, Point

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.events.models import Event
    from savienojums.events.schemas import EventsAsked


def events_between(asked: EventsAsked, at: datetime, span: tuple[int, int]) -> tuple[list[EventFacts], int]:
    """The public events that pass the filter, from the one place in the list up to the other; and how many."""
    found = coming_events(None, _wanted(asked), at)
    return [_facts(event, at) for event in found[slice(*span)]], len(found)


def public_event(slug: str, at: datetime) -> EventFacts:
    """The event if everyone may see it; otherwise it does not exist."""
    known = calendars.shelf()
    found = next((event for event in known.members(known.public) if event.slug == slug), None)
    if found is None:
        raise NotFound
    return _facts(found, at)


def _wanted(asked: EventsAsked) -> Wanted:
    chosen: dict[str, list[Any]] = {
        "kind": asked.kind, "mode": [asked.mode] if asked.mode else [], "place": [asked.place] if asked.place else [],
        "organiser": asked.organiser, "theme": asked.theme, "series": [asked.series] if asked.series else [],
    }  # fmt: skip
    told = {name: frozenset(map(str, values)) for name, values in chosen.items() if values}
    since, until = asked.since or None, asked.until or None
    return Wanted(words=" ".join(asked.q.split()), chosen=told, since=since, until=until)


def _facts(event: Event, at: datetime) -> EventFacts:
    known, lands = calendars.shelf(), atlas()
    first, last = calendars.days_of(event.starts_at, event.ends_at)
    standing, address = event.standing(at), settings.SITE_URL + event.get_absolute_url()
    return EventFacts(
        id=event.public_id,
        slug=event.slug,
        title=str(event.title),
        kind=EventKind(event.kind),
        kind_text=str(EventKind(event.kind).label),
        mode=Mode(event.mode),
        standing=standing.value,  # type: ignore[arg-type]  # what everyone sees is no draft
        standing_text=str(standing.label),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        hours_known=event.hours_known,
        first_day=first,
        last_day=last,
        changed_at=event.changed_at,
        change_count=event.change_count,
        moved_from=event.moved_from,
        cancelled_why=event.cancelled_why or None,
        summary=without_contacts(str(event.summary)),
        place=named(lands.by_pk.get(event.place_id or 0)),
        municipality=named(lands.by_pk.get(lands.municipality_of(event.place_id) or 0)),
        venue=event.venue or None,
        address=event.address or None,
        point=_point(event),
        organisers=[Named(slug=each.slug, name=each.name) for each in event.organisers.all()],
        themes=[Named(slug=each.slug, name=str(each.name)) for each in event.themes.all()],
        series=Named(slug=event.series.slug, name=str(event.series.title)) if event.series else None,
        project=str(event.project) if event.project else None,
        languages=list(event.languages),
        takes_names=event.takes_names(at),
        seats=known.seats_of(event),
        is_example=event.is_example,
        source_url=event.source_url or None,
        url=address,
        calendar_url=settings.SITE_URL + reverse("event_calendar", args=[event.slug]),
    )


def _point(event: Event) -> Point | None:
    spot = calendars.point_of(event)
    return Point(lat=spot[0], lon=spot[1], approximate=event.lat is None or event.lon is None) if spot else None
