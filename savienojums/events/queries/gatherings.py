"""What the page of an event says of the event itself, what its desk asks for, and the events of organisations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from savienojums.core.rich import rich
from savienojums.events.kinds import Mode
from savienojums.events.models import Attendance, Event
from savienojums.events.queries.changes import changes_of
from savienojums.events.queries.desk_figures import figures_of, next_of, numbers_of
from savienojums.events.queries.history import history_of
from savienojums.events.queries.spoken import standing_of, when_of, where_of
from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

    from savienojums.accounts.models import Person
    from savienojums.network.models import Organisation

MOST_HELD = 12
LATELY = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Shown:
    """The head of an event's page."""

    when: str
    where: str
    mark: str
    standing: str
    is_over: bool
    text: SafeString


@dataclass(frozen=True, slots=True)
class Step:
    """Something its organisers may do next."""

    href: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class EventsOf:
    """The events of an organisation."""

    coming: list[Event]
    held: list[Event]


def shown_of(event: Event, at: datetime) -> Shown:
    """The event's own words for its page and for the desk."""
    mark, standing = standing_of(event, at)
    return Shown(when_of(event), where_of(event), mark, standing, event.ends_at <= at, rich(event.text))


def part(person: Person | None, event: Event, at: datetime) -> dict[str, Any]:
    """The head of the page, what has changed, and whether this person organises it."""
    runs_it = organises(person, event)
    # Who registers gets the address by mail; otherwise everyone may come in.
    shows_address = bool(event.online_url) and event.mode != Mode.IN_PLACE and event.ends_at > at
    return {
        "event": event,
        "shown": shown_of(event, at),
        "at": at,
        "runs_it": runs_it,
        "changed": changes_of(event),
        "online_address": event.online_url if shows_address and (runs_it or not event.takes_registrations) else "",
        "online_later": shows_address and event.takes_registrations and not runs_it,
    }


def desk_of(event: Event, at: datetime) -> dict[str, Any]:
    """The first page of the desk: how the event stands, what was changed, what to do next."""
    told = {"changed": changes_of(event), "steps": steps_of(event, at), "history": history_of(event)}
    numbers = numbers_of(event)
    ahead = {"figures": figures_of(event, numbers, at), "next": next_of(event, numbers, at)}
    return {"event": event, "shown": shown_of(event, at), **told, **ahead}


def steps_of(event: Event, at: datetime) -> list[Step]:
    """What is still to be done for an event that is to come."""
    if event.cancelled_at or event.ends_at <= at:
        return []
    form, steps = reverse("event_form", args=[event.slug]), []
    if event.mode == Mode.IN_PLACE and not event.place_id and not event.venue:
        steps.append(Step(form, _("Say where it takes place"), _("Parish, house, street: so that people find it.")))
    if event.mode != Mode.IN_PLACE and not event.online_url:
        steps.append(Step(form, _("Add the address of the online meeting"), _("Those who register get it by e-mail.")))
    if not event.summary:
        steps.append(Step(form, _("Say in a sentence what it is about"), _("Lists and calendars show it.")))
    return steps


def events_of(person: Person | None, organisation: Organisation, at: datetime) -> EventsOf:
    """The coming and the held events of an organisation, as far as this person may see them."""
    seen = Event.objects.visible_to(person).published().filter(organisers=organisation)
    coming = seen.filter(ends_at__gt=at).select_related("place").order_by("starts_at", "pk")
    return EventsOf(list(coming), held_of(person, organisation, at))


def held_of(person: Person | None, organisation: Organisation, at: datetime) -> list[Event]:
    """What an organisation has held lately, the latest first."""
    seen = Event.objects.visible_to(person).published().filter(organisers=organisation)
    held = seen.filter(ends_at__lte=at, cancelled_at=None).select_related("place").order_by("-starts_at", "-pk")
    return list(held[:MOST_HELD])


def run_next(person: Person, at: datetime, most: int) -> list[Event]:
    """The nearest published events of one's own that are not over."""
    rows = Event.objects.run_by(person).published().coming(at).select_related("place")
    return list(rows.order_by("starts_at", "pk")[:most])


def drafts_of(person: Person) -> list[Event]:
    """The drafts this person may go on with."""
    return list(Event.objects.run_by(person).filter(published_at=None).order_by("starts_at"))


def unfinished_of(person: Person, at: datetime) -> list[Event]:
    """Events of one's own that took place lately and of which nobody has noted yet who came."""
    lately = Event.objects.run_by(person).filter(
        ends_at__lte=at, ends_at__gt=at - LATELY, published_at__isnull=False, cancelled_at=None, erased_at=None
    )
    seated = Attendance.objects.filter(event=OuterRef("pk"))
    return list(lately.filter(Exists(seated)).exclude(Exists(seated.came())).order_by("-starts_at"))
