"""Which events a calendar file holds and what it may tell of them: of a filter, an event, an organisation, a series, a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.signing import BadSignature
from django.db.models import Q
from django.utils.translation import gettext as _

from savienojums.core.clock import local_day
from savienojums.core.refusal import NotFound
from savienojums.events.kinds import Mode, Seat
from savienojums.events.models import CalendarKey, Event, OutsideEvent, Registration, Series
from savienojums.events.models.registrations import signer
from savienojums.events.queries import calendars
from savienojums.events.queries.listing import Wanted, events_of, outside_between
from savienojums.network.queries.organisations import organisation_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from savienojums.accounts.models import Person

# A file holds what a calendar is looked at for; older minutes are found on the site.
BACK, AHEAD = timedelta(days=366), timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Told:
    """The events of a calendar file and what goes with them."""

    name: str
    file_name: str
    events: list[Event]
    changes: Mapping[int, Mapping[str, Any]]
    calls: frozenset[int] = frozenset()
    outside: tuple[OutsideEvent, ...] = field(default=())


def told_of_filter(wanted: Wanted, at: datetime, *, outside: bool = False) -> Told:
    """What everyone may see of what the filter leaves; the calendars of others only if they were asked for."""
    first, last = _window(at)
    others = tuple(outside_between(wanted, first, last)) if outside else ()
    return _told(_("Events"), _("events"), events_of(None, wanted, at, first, last), outside=others)


def told_of_event(person: Person | None, event: Event) -> Told:
    """One event; the online address for those who may take part."""
    return _told(str(event), event.slug, [event], calls=_calls(person, [event]))


def told_of_organisation(slug: str, at: datetime) -> Told:
    """What an organisation organises, as everyone may see it."""
    found = organisation_for(None, slug)
    events = events_of(None, Wanted(chosen={"organiser": frozenset({slug})}), at, *_window(at))
    return _told(found.name, slug, events)


def told_of_series(slug: str, at: datetime) -> Told:
    """The meetings of a series, as everyone may see them."""
    found = Series.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound
    return _told(str(found), slug, events_of(None, Wanted(chosen={"series": frozenset({slug})}), at, *_window(at)))


def told_of_person(token: str, at: datetime) -> Told:
    """One's own: what one has registered for, and what one's organisations organise; no drafts of others."""
    person, (first, last) = person_of(token), _window(at)
    parties = Registration.objects.standing().of_person(person).filter(people__seat__in=(Seat.ACCEPTED, Seat.WAITING))
    own = Q(pk__in=parties.values("event")) | Q(pk__in=Event.objects.run_by(person).values("pk"))
    known = calendars.shelf()
    seen = calendars.seen_by(person) & known.published & known.on_days(first, last)
    # What one has a seat at one may see, whatever circle it is for now.
    held = known.set_of(parties.values_list("event_id", flat=True)) & known.published & known.on_days(first, last)
    mine = known.set_of(Event.objects.filter(own).values_list("pk", flat=True)) & (seen | held)
    events = list(known.members(mine))
    return _told(_("My events"), _("my-events"), events, calls=_calls(person, events))


def person_of(token: str) -> Person:
    """Whose calendar this secret address is; a renewed one leads nowhere."""
    try:
        public_id, _dash, generation = signer("calendar").unsign(token).rpartition("-")
    except BadSignature:
        raise NotFound from None
    key = CalendarKey.objects.select_related("person").filter(public_id=public_id).first()
    if key is None or str(key.generation) != generation or not key.person.is_active:
        raise NotFound
    return key.person


def key_of(person: Person) -> CalendarKey | None:
    """The secret address of this person's calendar, if they have asked for one."""
    return CalendarKey.objects.filter(person=person).first()


def _told(name: str, file_name: str, events: Iterable[Event], **more: Any) -> Told:
    held = list(events)
    changes = calendars.shelf().changes
    return Told(name, file_name, held, {event.pk: changes[event.pk] for event in held if event.pk in changes}, **more)


def _calls(person: Person | None, events: list[Event]) -> frozenset[int]:
    """Whose online address this person may know: open to all without registering, or one has a seat, or organises."""
    online = [event for event in events if event.online_url and event.mode != Mode.IN_PLACE]
    open_to_all = {event.pk for event in online if not event.takes_registrations and event.is_public}
    if person is None or not online:
        return frozenset(open_to_all)
    pks = [event.pk for event in online]
    seats = Registration.objects.standing().of_person(person).filter(people__seat=Seat.ACCEPTED, event__in=pks)
    own = Event.objects.run_by(person).filter(pk__in=pks).values_list("pk", flat=True)
    return frozenset({*open_to_all, *seats.values_list("event_id", flat=True), *own})


def _window(at: datetime) -> tuple[date, date]:
    today = local_day(at)
    return today - BACK, today + AHEAD
