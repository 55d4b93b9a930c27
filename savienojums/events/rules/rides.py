"""Who may offer, look for and agree on a ride: the link of a letter is the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.system import SYSTEM, only_the_system

if TYPE_CHECKING:
    from savienojums.events.models import Event, Ride, RideLetter, RidePair
    from savienojums.events.rules.hosting import By


def may_add_ride(_by: By, event: Event) -> bool:
    """Anyone, with or without an account, to an event that is no draft."""
    return not event.is_draft


def may_confirm_ride(_by: By, ride: Ride, token: str) -> bool:
    """Whoever holds its link."""
    return token == ride.token


def may_change_ride(_by: By, ride: Ride, token: str) -> bool:
    """Whoever holds its link."""
    return token == ride.token


def may_withdraw_ride(by: By, ride: Ride, token: str) -> bool:
    """Whoever holds its link; time, when the registration it came with is cancelled."""
    return by is SYSTEM or token == ride.token


def may_agree_pair(_by: By, offer: Ride, token: str) -> bool:
    """Whose car it is."""
    return token == offer.token


def may_end_pair(_by: By, pair: RidePair, ride: Ride, token: str) -> bool:
    """Either of the two."""
    return token == ride.token and ride.pk in {pair.offer_id, pair.need_id}


def may_write_ride_letter(_by: By, ride: Ride) -> bool:
    """Anyone, to a ride that everyone who sees the event can see."""
    return ride.confirmed_at is not None and ride.withdrawn_at is None


def may_send_ride_link(by: By, _ride: Ride) -> bool:
    """Time alone."""
    return only_the_system(by)


def may_propose_rides(by: By, _need: Ride) -> bool:
    """Time alone."""
    return only_the_system(by)


def may_tell_pair(by: By, _pair: RidePair) -> bool:
    """Time alone."""
    return only_the_system(by)


def may_tell_rider(by: By, _ride: Ride) -> bool:
    """Time alone."""
    return only_the_system(by)


def may_deliver_ride_letter(by: By, _letter: RideLetter) -> bool:
    """Time alone."""
    return only_the_system(by)


def may_forget_rides(by: By, _event: Event) -> bool:
    """Time alone."""
    return only_the_system(by)
