"""Shared rides: put in, confirmed, changed, agreed on, ended, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.accounts.models import mailbox
from savienojums.core.refusal import Refused, allow
from savienojums.events.kinds import RideKind
from savienojums.events.models import Ride, RideLetter, RidePair
from savienojums.events.queries import rides as queries
from savienojums.events.rules import rides as rules
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from datetime import datetime, time

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.events.models import Event, Registration
    from savienojums.network.models import Place


class RidesClosed(Refused):
    """No rides are arranged to this event, or not any more."""

    sentence = _("Rides to this event are not arranged here, or not any more.")


class TooManyRides(Refused):
    """One mailbox does not fill the board."""

    sentence = _("You have put in several rides to this event already. Take one of them back first.")


class NotConfirmedYet(Refused):
    """What is not confirmed, or was taken back, is agreed on with nobody."""

    sentence = _("This ride is not confirmed, or it was taken back.")


class NoSeatsLeft(Refused):
    """Seats are never promised twice."""

    sentence = _("There are not so many seats left in the car.")


class HasACar(Refused):
    """They go with somebody already."""

    sentence = _("They have found a car already.")


class SeatsPromised(Refused):
    """There are fewer seats than people who were promised one."""

    sentence = _("More seats than that are promised already. End one of the agreements first.")


@dataclass(frozen=True, slots=True)
class Journey:
    """From where, when, for how many."""

    place: Place
    spot: str = ""
    leaves_at: time | None = None
    returns_at: time | None = None
    seats: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rider:
    """Who rides: name and mailbox, in which language, and with which registration."""

    name: str
    email: str
    language: str = "lv"
    registration: Registration | None = None


@transaction.atomic
def add_ride(*, by: Person | None, event: Event, kind: str, journey: Journey, rider: Rider, at: datetime) -> Ride:
    """Offer seats or look for a lift; shown at once if the mailbox is known to be theirs, else when it has confirmed."""
    allow(rules.may_add_ride, by, event)
    if not queries.is_open(event, at):
        raise RidesClosed
    email = mailbox(rider.email)
    if Ride.objects.standing().filter(event=event, email=email).count() >= queries.MOST_OF_A_MAILBOX:
        raise TooManyRides
    known = rider.registration is not None or (by is not None and by.email == email)
    made = Ride.objects.create(
        event=event, kind=kind, registration=rider.registration, name=rider.name, email=email,
        language=rider.language, confirmed_at=at if known else None, **_details(journey),
    )  # fmt: skip
    _tell("events.ride_added", made, by=by, at=at, kind=kind)
    if known:
        _tell("events.ride_confirmed", made, by=by, at=at)
    return made


@transaction.atomic
def confirm_ride(*, by: Person | None, ride: Ride, token: str, at: datetime) -> None:
    """Say by the link of the mail that it was oneself; done twice it is still done once."""
    allow(rules.may_confirm_ride, by, ride, token)
    if not queries.is_open(ride.event, at):
        raise RidesClosed
    if Ride.objects.standing().filter(pk=ride.pk, confirmed_at=None).update(confirmed_at=at):
        _tell("events.ride_confirmed", ride, by=by, at=at)


@transaction.atomic
def change_ride(*, by: Person | None, ride: Ride, token: str, journey: Journey, at: datetime) -> None:
    """Change when one leaves, how many seats there are, or what one wants to add."""
    allow(rules.may_change_ride, by, ride, token)
    held = _hold(ride)
    if held.withdrawn_at:
        raise NotConfirmedYet
    promised = held.seats - queries.free_seats(held) if held.kind == RideKind.OFFER else 0
    is_paired = held.kind == RideKind.NEED and held.found_in.filter(ended_at=None).exists()
    if journey.seats < promised or (is_paired and journey.seats > held.seats):
        raise SeatsPromised
    Ride.objects.filter(pk=held.pk).update(**_details(journey))
    _tell("events.ride_changed", held, by=by, at=at)
    if held.confirmed_at:
        _tell("events.ride_confirmed", held, by=by, at=at)


@transaction.atomic
def withdraw_ride(*, by: Person | System | None, ride: Ride, token: str = "", at: datetime) -> None:
    """Take an offer or a wish back; whoever it was agreed with is told."""
    allow(rules.may_withdraw_ride, by, ride, token)
    if not Ride.objects.standing().filter(pk=ride.pk).update(withdrawn_at=at):
        return
    for pair in (*ride.taken_by.filter(ended_at=None), *ride.found_in.filter(ended_at=None)):
        _end(pair, ride, by, at)
    _tell("events.ride_withdrawn", ride, by=by, at=at)


@transaction.atomic
def agree_pair(*, by: Person | None, offer: Ride, token: str, need: Ride, at: datetime) -> RidePair:
    """Promise seats in one's car to somebody who looks for them; never more than there are."""
    allow(rules.may_agree_pair, by, offer, token)
    car, who = _hold(offer), _hold(need)
    if not queries.is_open(car.event, at):
        raise RidesClosed
    pairing = car.event_id == who.event_id and (car.kind, who.kind) == (RideKind.OFFER, RideKind.NEED)
    if not pairing or not all(each.confirmed_at and not each.withdrawn_at for each in (car, who)):
        raise NotConfirmedYet
    if there := who.found_in.filter(ended_at=None).first():
        if there.offer_id == car.pk:
            return there
        raise HasACar
    if queries.free_seats(car) < who.seats:
        raise NoSeatsLeft
    pair = RidePair.objects.create(offer=car, need=who, agreed_at=at)
    _tell("events.pair_agreed", car, by=by, at=at, pair=pair.public_id)
    return pair


@transaction.atomic
def end_pair(*, by: Person | None, pair: RidePair, ride: Ride, token: str, at: datetime) -> None:
    """Go together no more; the other is told and the seats are free again."""
    allow(rules.may_end_pair, by, pair, ride, token)
    _end(pair, ride, by, at)


@transaction.atomic
def write_ride_letter(*, by: Person | None, ride: Ride, name: str, email: str, text: str, at: datetime) -> RideLetter:
    """Write to somebody at the board; the letter is carried over and its words are then forgotten."""
    allow(rules.may_write_ride_letter, by, ride)
    letter = RideLetter.objects.create(ride=ride, sender_name=name, sender_email=email, text=text)
    _tell("events.ride_letter_written", ride, by=by, at=at, letter=letter.public_id)
    return letter


def _details(journey: Journey) -> dict[str, Any]:
    return {
        "place": journey.place, "spot": journey.spot, "leaves_at": journey.leaves_at, "returns_at": journey.returns_at,
        "seats": journey.seats, "note": journey.note,
    }  # fmt: skip


def _hold(ride: Ride) -> Ride:
    """The ride as it stands now, kept from others until the act is over."""
    return Ride.objects.select_for_update(of=("self",)).select_related("event").get(pk=ride.pk)


def _end(pair: RidePair, ride: Ride, by: Person | System | None, at: datetime) -> None:
    if RidePair.objects.filter(pk=pair.pk, ended_at=None).update(ended_at=at):
        _tell("events.pair_ended", ride, by=by, at=at, pair=pair.public_id, ended_by=ride.public_id)


def _tell(verb: str, ride: Ride, *, by: Person | System | None, at: datetime, **particulars: Any) -> None:
    record(verb, by=by, subject=ride, at=at, audience=Audience.EDITORS, **particulars)
