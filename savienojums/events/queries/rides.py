"""Shared rides of an event: what its page shows, who could go with whom, what waits to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.signing import BadSignature
from django.db.models import Exists, OuterRef, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from savienojums.core.refusal import NotFound
from savienojums.events import rides as core
from savienojums.events.kinds import RideKind
from savienojums.events.models import Event, Registration, Ride, RideLetter, RidePair
from savienojums.events.models.registrations import signer
from savienojums.journal.models import Record
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from datetime import datetime, time

    from savienojums.accounts.models import Person
    from savienojums.events.models.sharing import RideQuerySet

    Point = tuple[float, float]

MOST_OF_A_MAILBOX = 4
KEPT_AFTER = timedelta(days=5)
UNCONFIRMED_FOR = timedelta(days=2)
LETTERS_WAIT = timedelta(days=30)
# The shape of a land is no matter of a ride, and it is long.
_OUTLINES = ("place__outline", "event__place__outline")


@dataclass(frozen=True, slots=True)
class Shown:
    """A ride as everyone sees it: never an address, of a name the first word alone."""

    key: str
    kind: str
    name: str
    place: str
    spot: str
    leaves_at: time | None
    returns_at: time | None
    seats: int
    note: str
    detour: float | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """What is offered and looked for, and whether one can still put something in."""

    offers: list[Shown]
    needs: list[Shown]
    full: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who agreed, as one of them sees the other."""

    key: str
    other: Shown


@dataclass(frozen=True, slots=True)
class Own:
    """One's own ride: how many seats are left, with whom one goes, with whom one could go."""

    shown: Shown
    pairs: list[Pair]
    proposals: list[Shown]
    others: list[Shown]


def part(person: Person | None, event: Event, at: datetime) -> dict[str, Any]:
    """The rides on the page of an event; nothing where none are arranged."""
    del person
    return {"rides": board_of(event, at) if event.offers_rides else None}


def is_open(event: Event, at: datetime) -> bool:
    """Whether rides are still arranged: until the event is over, not to what is cancelled."""
    gone = event.cancelled_at or event.erased_at
    return event.offers_rides and not event.is_draft and not gone and event.ends_at > at


def board_of(event: Event, at: datetime) -> Board:
    """What stands at the board of this event; one question, however much it is."""
    offers, needs = _standing(event)
    free = [shown_of(each) for each in offers if free_seats(each) > 0]
    return Board(free, [shown_of(each) for each in needs], len(offers) - len(free), is_open(event, at))


def board_address(event: Event) -> str:
    """Where the rides of an event stand."""
    return reverse("event_rides", args=[event.slug])


def ride_by(token: str) -> Ride:
    """The ride whose link this is."""
    try:
        public_id = signer("ride").unsign(token)
    except BadSignature:
        raise NotFound from None
    ride = _counted().filter(public_id=public_id).select_related("event__place", "place").defer(*_OUTLINES).first()
    if ride is None:
        raise NotFound
    return ride


def ride_on(event: Event, public_id: str) -> Ride:
    """A ride that stands at the board of this event."""
    ride = _counted().standing().filter(event=event, public_id=public_id, confirmed_at__isnull=False).first()
    if ride is None:
        raise NotFound
    return ride


def pair_of(ride: Ride, public_id: str) -> RidePair:
    """A pair of this ride that still stands."""
    found = RidePair.objects.filter(Q(offer=ride) | Q(need=ride), public_id=public_id, ended_at=None)
    pair = found.select_related("offer__event", "need__event").first()
    if pair is None:
        raise NotFound
    return pair


def own(ride: Ride) -> Own:
    """What the page of one's own ride shows."""
    offering = ride.kind == RideKind.OFFER
    pairs = RidePair.objects.filter(Q(offer=ride) | Q(need=ride), ended_at=None).select_related("offer", "need")
    with_whom = [Pair(pair.public_id, shown_of(pair.need if offering else pair.offer)) for pair in pairs]
    proposals = proposals_for(ride) if ride.confirmed_at and not ride.withdrawn_at and (offering or not pairs) else []
    others: list[Shown] = []
    if offering and not ride.withdrawn_at:
        near = {each.key for each in proposals}
        others = [each for each in map(shown_of, _standing(ride.event)[1]) if each.key not in near]
        others = [each for each in others if each.seats <= free_seats(ride)]
    return Own(shown_of(ride), with_whom, proposals, others)


def proposals_for(ride: Ride) -> list[Shown]:
    """Whom this ride could take along, or with whom it could go, the best first."""
    offers, needs = _standing(ride.event)
    venue, trip = point_of(ride.event), trip_of(ride)
    if ride.kind == RideKind.OFFER:
        found = core.for_offer(trip, [trip_of(each) for each in needs], venue)
        return _with_ways([(each.need, each.detour) for each in found], needs)
    found = core.for_need(trip, [trip_of(each) for each in offers if free_seats(each)], venue)
    return _with_ways([(each.offer, each.detour) for each in found], offers)


def proposals_to_tell(ride: Ride) -> list[tuple[Ride, list[Shown]]]:
    """Each need to which something can be proposed because of this ride, and what; nothing is proposed twice."""
    if ride.confirmed_at is None or ride.withdrawn_at or not ride.event.offers_rides:
        return []
    if ride.kind == RideKind.NEED:
        pairs = [(ride, proposals_for(ride))]
    else:
        by_key = {each.public_id: each for each in _standing(ride.event)[1]}
        mine = {shown.key: shown.detour for shown in proposals_for(ride)}
        pairs = [(by_key[key], [shown_of(ride, detour)]) for key, detour in mine.items() if key in by_key]
    told = _told({need.pk for need, _ in pairs})
    fresh = [(need, [each for each in shown if each.key not in told.get(need.pk, ())]) for need, shown in pairs]
    return [(need, shown) for need, shown in fresh if shown]


def trip_of(ride: Ride) -> core.Trip:
    """A ride as the matching knows it."""
    seats = free_seats(ride) if ride.kind == RideKind.OFFER else ride.seats
    place = atlas().by_pk.get(ride.place_id)
    point = (place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None
    return core.Trip(ride.pk, ride.place_id, point, seats, _minutes(ride.leaves_at), _minutes(ride.returns_at))


def point_of(event: Event) -> Point | None:
    """Where an event is: its own point, else the middle of its place."""
    if event.lat is not None and event.lon is not None:
        return event.lat, event.lon
    place = atlas().by_pk.get(event.place_id or 0)
    return (place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None


def free_seats(ride: Ride) -> int:
    """How many seats of an offer nobody has been promised."""
    taken = getattr(ride, "seats_taken", None)
    if taken is None:
        rows = RidePair.objects.filter(offer=ride, ended_at=None).aggregate(taken=Sum("need__seats"))
        taken = rows["taken"] or 0
    return max(0, ride.seats - int(taken))


def shown_of(ride: Ride, detour: float | None = None) -> Shown:
    """A ride as others see it."""
    # "Anna Ozola" wrote her whole name; the board tells no more than it must.
    first = (ride.name.split() or [""])[0]
    place = atlas().by_pk.get(ride.place_id)
    seats = free_seats(ride) if ride.kind == RideKind.OFFER else ride.seats
    return Shown(
        ride.public_id, ride.kind, first, str(place or ride.place), ride.spot, ride.leaves_at, ride.returns_at, seats,
        ride.note, detour,
    )  # fmt: skip


def _with_ways(found: list[tuple[int, float | None]], among: list[Ride]) -> list[Shown]:
    by_pk = {each.pk: each for each in among}
    return [shown_of(by_pk[pk], detour) for pk, detour in found]


def _standing(event: Event) -> tuple[list[Ride], list[Ride]]:
    """Offers, and needs that have not found a car."""
    rows = list(_counted().standing().filter(event=event, confirmed_at__isnull=False))
    offers = [each for each in rows if each.kind == RideKind.OFFER]
    return offers, [each for each in rows if each.kind == RideKind.NEED and not getattr(each, "is_paired", False)]


def _counted() -> RideQuerySet:
    """Rides with the seats that are promised, and whether a need has found a car."""
    paired = RidePair.objects.filter(need=OuterRef("pk"), ended_at=None)
    rows: RideQuerySet = Ride.objects.annotate(
        seats_taken=Coalesce(Sum("taken_by__need__seats", filter=Q(taken_by__ended_at=None)), 0),
        is_paired=Exists(paired),
    )
    return rows


def _told(needs: set[int]) -> dict[int, set[str]]:
    told: dict[int, set[str]] = {}
    lines = Record.objects.filter(verb="events.rides_proposed", subject_type__model="ride", subject_id__in=needs)
    for line in lines:
        told.setdefault(int(line.subject_id or 0), set()).update(line.particulars.get("offers", ()))
    return told


def _minutes(at: time | None) -> int | None:
    return None if at is None else at.hour * 60 + at.minute


# --- what jobs ask ---------------------------------------------------------------


def ride_in(record_id: int) -> Ride | None:
    """The ride a journal line tells of."""
    line = Record.objects.get(pk=record_id)
    return _counted().filter(pk=line.subject_id or 0).select_related("event__place", "place").defer(*_OUTLINES).first()


def pair_in(record_id: int) -> tuple[RidePair, str] | None:
    """The pair a journal line tells of, and which of the two ended it."""
    line = Record.objects.get(pk=record_id)
    found = RidePair.objects.filter(public_id=line.particulars.get("pair", ""))
    pair = found.select_related("offer__event__place", "offer__place", "need__event__place", "need__place").first()
    return (pair, str(line.particulars.get("ended_by", ""))) if pair else None


def letter_in(record_id: int) -> RideLetter | None:
    """The letter a journal line tells of."""
    line = Record.objects.get(pk=record_id)
    found = RideLetter.objects.filter(public_id=line.particulars.get("letter", ""), delivered_at=None)
    return found.select_related("ride__event").first()


def news_in(record_id: int) -> tuple[Event, str] | None:
    """The event a journal line tells of, and under what riders are told; nothing if it does not concern them."""
    line = Record.objects.get(pk=record_id)
    event = Event.objects.with_hosts().filter(pk=line.subject_id or 0).first()
    # A line without a count changed nothing of when and where; an old line of what has changed again is not news.
    if event is None or line.particulars.get("count") != event.change_count:
        return None
    return event, f"{line.verb.rpartition('_')[2]}:{event.change_count}"


def riders_to_tell(event: Event) -> list[Ride]:
    """Those who arranged a ride and are not told of the event by their registration, each mailbox once."""
    registered = Registration.objects.standing().filter(
        Q(email__iexact=OuterRef("email")) | Q(person__email__iexact=OuterRef("email")), event=event
    )
    rows = Ride.objects.standing().filter(~Exists(registered), event=event, confirmed_at__isnull=False)
    first: dict[str, Ride] = {}
    for ride in rows.select_related("event__place").defer("event__place__outline").order_by("pk"):
        first.setdefault(ride.email, ride)
    return list(first.values())


def rides_of_registration(record_id: int) -> list[Ride]:
    """The rides that came with a registration which a journal line tells of."""
    line = Record.objects.get(pk=record_id)
    public_id = line.particulars.get("registration", "")
    return list(_counted().standing().filter(registration__public_id=public_id).select_related("event"))


def was_told(ride: Ride, thing: str) -> bool:
    """Whether this rider has been told this."""
    return Record.objects.about(ride).filter(verb="events.rider_told", particulars__thing=thing).exists()


def events_to_forget(at: datetime) -> list[Event]:
    """Events some days over of which rides are still kept."""
    rides = Ride.objects.filter(event=OuterRef("pk"))
    return list(Event.objects.filter(Exists(rides), ends_at__lt=at - KEPT_AFTER).with_hosts())


def unconfirmed(at: datetime) -> list[Ride]:
    """Rides nobody has confirmed for two days."""
    return list(Ride.objects.filter(confirmed_at=None, created_at__lt=at - UNCONFIRMED_FOR).select_related("event"))


def registration_of(event: Event, person: Person | None, token: str) -> Registration | None:
    """The registration with which somebody offers a ride: by its link, or their own."""
    rows = Registration.objects.standing().filter(event=event).select_related("person")
    if token:
        try:
            return rows.filter(public_id=signer("registration").unsign(token)).first()
        except BadSignature:
            return None
    return rows.of_person(person).first() if person else None
