"""Doors for time: riders are asked, matched, told and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.events.actions import rides_told as acts
from savienojums.events.actions.rides import withdraw_ride
from savienojums.events.jobs.post import carry
from savienojums.events.queries import rides as queries
from savienojums.journal.reactions import every, on

if TYPE_CHECKING:
    from savienojums.events.models import Ride
    from savienojums.events.queries.rides import Shown


@on("events.ride_added")
def send_the_ride_link(record_id: int) -> None:
    """A mailbox nobody knows is asked whether it was them."""
    if ride := queries.ride_in(record_id):
        acts.send_ride_link(by=SYSTEM, ride=ride, at=now())


@on("events.ride_confirmed")
def propose_rides(record_id: int) -> None:
    """Those who look for a lift hear of the cars that pass by them."""
    ride = queries.ride_in(record_id)
    if ride and queries.is_open(ride.event, now()):
        carry(queries.proposals_to_tell(ride), _propose)


@on("events.pair_agreed", "events.pair_ended")
def tell_the_pair(record_id: int) -> None:
    """Two learn that they go together, or one that they do not."""
    if found := queries.pair_in(record_id):
        pair, ended_by = found
        acts.tell_pair(by=SYSTEM, pair=pair, ended_by=ended_by, at=now())


@on("events.ride_letter_written")
def carry_the_ride_letter(record_id: int) -> None:
    """A letter goes to whom it is for."""
    if letter := queries.letter_in(record_id):
        acts.deliver_ride_letter(by=SYSTEM, letter=letter, at=now())


@on("events.event_cancelled", "events.event_changed", "events.event_restored")
def tell_the_riders(record_id: int) -> None:
    """Riders who did not register learn that the event is cancelled, was moved, or takes place after all."""
    news = queries.news_in(record_id)
    if news is None:
        return
    event, thing = news
    carry(queries.riders_to_tell(event), lambda ride: acts.tell_rider(by=SYSTEM, ride=ride, thing=thing, at=now()))


@on("events.registration_cancelled")
def withdraw_the_rides(record_id: int) -> None:
    """Who does not come drives nobody there."""
    for ride in queries.rides_of_registration(record_id):
        withdraw_ride(by=SYSTEM, ride=ride, at=now())


@every("1 day", hour=4)
def forget_rides() -> None:
    """Some days after an event its rides are gone; after two days what nobody confirmed."""
    at = now()
    for event in queries.events_to_forget(at):
        acts.forget_rides(by=SYSTEM, event=event, at=at)
    for ride in queries.unconfirmed(at):
        acts.forget_rides(by=SYSTEM, event=ride.event, rides=[ride], at=at)


def _propose(one: tuple[Ride, list[Shown]]) -> None:
    need, offers = one
    acts.propose_rides(by=SYSTEM, need=need, offers=offers, at=now())
